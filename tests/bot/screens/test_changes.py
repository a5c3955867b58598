from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens.changes import CHANGES_PER_PAGE, count_change_pages, name_kind, render_changes
from bot.screens.custom_ids import ChangesState
from bot.screens.limits import find_violations
from bot.texts import Texts, Words
from data.categories import LONGEST_SLUG
from data.months import Month
from storage.feed import ChangeKind, FeedEntry

TEXTS = Texts.load()
HOSTILE = st.text(max_size=3_000) | st.sampled_from(["@everyone" * 300, "注意力" * 1_000, "[x](https://evil)" * 90, ""])
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def entry(seq: int, title: str = "AWQ", section: str = "KV Cache", paper_id: int = 7) -> FeedEntry:
    return FeedEntry(seq, ChangeKind.ADDED, paper_id, title, "mine", section, {}, {}, NOW)


@settings(deadline=None)
@given(
    st.lists(st.builds(entry, st.integers(1, 10**9), HOSTILE, HOSTILE), max_size=CHANGES_PER_PAGE, unique_by=id),
    st.integers(0, 10**7),
    st.sampled_from(TEXTS.locales),
    HOSTILE,
)
def test_no_page_of_the_feed_exceeds_a_limit(entries: list[FeedEntry], total: int, locale: str, name: str) -> None:
    distinct = list({one.seq: one for one in entries}.values())
    page = count_change_pages(total)
    state = ChangesState(Month(2026, 11), max((kind.value for kind in ChangeKind), key=len), "长" * LONGEST_SLUG)
    screen = render_changes(distinct, total, page, state, {"mine": name}, TEXTS.speak(locale))
    assert find_violations(screen) == []


def test_a_change_names_its_kind_its_paper_its_list_and_its_section(english: Words) -> None:
    screen = render_changes([entry(1)], 1, 1, ChangesState(), {"mine": "My list"}, english)
    text = "\n".join(str(item.content) for item in screen.walk_children() if hasattr(item, "content"))
    assert "**1 change**" in text
    assert "**1. added**: AWQ" in text
    assert "My list · KV Cache" in text


def test_one_paper_twice_on_a_page_has_two_buttons(english: Words) -> None:
    screen = render_changes([entry(1), entry(2)], 2, 1, ChangesState(), {}, english)
    ids = [getattr(item, "custom_id", None) for item in screen.walk_children()]
    ids = [custom_id for custom_id in ids if custom_id]
    assert len(ids) == len(set(ids)) == 2


@pytest.mark.parametrize("locale", TEXTS.locales)
def test_every_kind_has_a_name(locale: str) -> None:
    assert len({name_kind(kind, TEXTS.speak(locale)) for kind in ChangeKind}) == len(ChangeKind)
