from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens.digest import Frame, divide, group_items, name_thread, render_digest
from bot.screens.limits import find_violations
from bot.texts import Texts
from data.categories import Category
from data.months import Month
from data.paper import Paper, Placement
from data.schema import Link, LinkKind
from storage.digests.collapsing import Item, Net
from storage.digests.subscription import Style
from storage.feed import ChangeKind

TEXTS = Texts.load()
WORDS = TEXTS.speak("en-US")
CATEGORIES = (
    Category("kv-cache", {"en-US": "KV cache", "zh-CN": "KV 缓存"}, 1),
    Category("moe", {"en-US": "Mixture of experts"}, 2),
)


def make_item(number: int, *kinds: ChangeKind, title: str = "", category: str = "kv-cache", **facts: Any) -> Item:
    paper = Paper(
        id=number,
        title=title or f"Paper {number}",
        titles=(),
        aliases=facts.get("aliases", ()),
        organisations=facts.get("organisations", ()),
        organisation_texts=(),
        published=facts.get("published"),
        published_from=None,
        stars=facts.get("stars", 0),
        heat=0,
        links=facts.get("links", ()),
        placements=tuple(Placement("mine", "S", slug) for slug in (category, *facts.get("also", ()))),
        keys=(),
        first_seen_at=None,  # type: ignore[arg-type]
    )
    nets = tuple(Net(kind, number, facts.get("before", {}), facts.get("after", {})) for kind in kinds)
    return Item(paper, nets or (Net(ChangeKind.ADDED, number, {}, {}),), "S")


def texts_of(screen: Any) -> str:
    def walk(components: list[dict[str, Any]]) -> list[str]:
        found = []
        for each in components:
            found += [each["content"]] if each["type"] == 10 else []
            found += walk(each.get("components", []))
        return found

    return "\n".join(walk(screen.to_components()))


def render(items: list[Item], style: Style = Style.COMPACT, locale: str = "en-US", **frame: Any) -> list[Any]:
    words = TEXTS.speak(locale)
    parts = divide(group_items(items, CATEGORIES, (), words), style, words)
    options = {item.paper.id: f"{item.paper.id}:abc" for item in items}
    return render_digest(parts, options, Frame(style, "digest:db:mark", **frame), words)


def test_papers_stand_under_their_category_each_once_the_best_first() -> None:
    items = [
        make_item(1, category="moe"),
        make_item(2, stars=0),
        make_item(3, stars=3, also=("moe",)),
        make_item(4, category="nowhere"),
    ]
    groups = group_items(items, CATEGORIES, (), WORDS)
    assert [(group.heading, [item.paper.id for item in group.items]) for group in groups] == [
        ("KV cache", [3, 2]), ("Mixture of experts", [1]), ("No longer on the lists", [4]),
    ]  # fmt: skip
    wanted = group_items(items, CATEGORIES, ("moe",), WORDS)
    assert [item.paper.id for item in wanted[1].items] == [3, 1], "under the category that was asked for"


def test_a_line_says_what_a_paper_is_and_what_happened_to_it() -> None:
    added = make_item(
        1, title="On *kettles*", aliases=("Kettle",), published=Month(2026, 7), organisations=("NVIDIA",), stars=2,
        links=(Link(LinkKind.PAPER, "pdf", "https://arxiv.org/abs/2607.1"), Link(LinkKind.CODE, "x", "javascript:1")),
    )  # fmt: skip
    renamed = make_item(2, ChangeKind.RETITLED, before={"title": "Old @everyone"}, after={"title": "New"})
    (screen,) = render([added, renamed, make_item(3, ChangeKind.CODE_RELEASED)])
    text = texts_of(screen)
    assert "- **On \\*kettles\\***" in text or "- **Kettle**" in text
    assert "July 2026 · NVIDIA · ⭐⭐ recommended, 2 of 3 · [Read the paper](<https://arxiv.org/abs/2607.1>)" in text
    assert "javascript" not in text
    assert "(formerly “Old \\@everyone”)" in text
    assert "(code released)" in text
    assert "**1 new paper, code for 1 paper, 1 other change**" in text


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("locale", TEXTS.locales)
def test_a_long_digest_is_split_at_clean_points_and_says_which_part_is_which(style: Style, locale: str) -> None:
    items = [make_item(number, category="moe" if number % 3 else "kv-cache") for number in range(1, 61)]
    screens = render(items, style, locale, mention="<@&5>", stop_id="stop:3")
    assert len(screens) > 2
    shown = Counter(option.value for screen in screens for option in _options(screen))
    assert set(shown.values()) == {1}
    assert len(shown) == 60
    assert [texts_of(screen).count("<@&5>") for screen in screens] == [1] + [0] * (len(screens) - 1)
    if locale == "en-US":
        assert "Part 2 of" in texts_of(screens[1])
        assert "(continued)" in texts_of(screens[-1])


def _options(screen: Any) -> list[Any]:
    return [option for child in screen.walk_children() for option in getattr(child, "options", [])]


def test_the_archive_adds_one_to_the_last_part() -> None:
    pick = make_item(99, title="An old one").paper
    screens = render([make_item(number) for number in range(1, 61)], pick=pick)
    assert ["An old one" in texts_of(screen) for screen in screens] == [False] * (len(screens) - 1) + [True]


def test_a_forum_post_is_called_by_what_it_holds() -> None:
    items = [make_item(1), make_item(2, category="moe")]
    groups = group_items(items, CATEGORIES, (), WORDS)
    assert name_thread(items, groups, WORDS) == "2 new papers · KV cache, Mixture of experts"
    many = [make_item(number, category=f"c{number}" * 9) for number in range(40)]
    assert 1 <= len(name_thread(many, group_items(many, CATEGORIES, (), WORDS), WORDS)) <= 100


ANY_TEXT = st.text(max_size=300)
ANY_ITEM = st.builds(
    make_item,
    st.integers(1, 10**9),
    st.sampled_from(ChangeKind),
    title=ANY_TEXT,
    category=st.sampled_from(["kv-cache", "moe", "other"]),
    aliases=st.lists(ANY_TEXT, max_size=2).map(tuple),
    organisations=st.lists(ANY_TEXT, max_size=9).map(tuple),
    links=st.lists(st.builds(Link, st.sampled_from(LinkKind), ANY_TEXT, ANY_TEXT), max_size=3).map(tuple),
    before=st.fixed_dictionaries({"title": ANY_TEXT, "sections": st.lists(ANY_TEXT, max_size=5)}),
    after=st.fixed_dictionaries({"title": ANY_TEXT, "sections": st.lists(ANY_TEXT, max_size=5)}),
    stars=st.integers(0, 3),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ANY_ITEM, min_size=1, max_size=40, unique_by=lambda item: item.paper.id),
    st.sampled_from(Style),
    st.sampled_from(TEXTS.locales),
)
def test_whatever_the_lists_say_discord_takes_every_part_and_each_paper_is_in_one(
    items: list[Item], style: Style, locale: str
) -> None:
    screens = render(items, style, locale, mention="<@&123456789012345678>", stop_id="stop:123456", pick=items[0].paper)
    assert [violation for screen in screens for violation in find_violations(screen)] == []
    shown = [option.value for screen in screens for option in _options(screen)]
    assert sorted(shown) == sorted(f"{item.paper.id}:abc" for item in items)
