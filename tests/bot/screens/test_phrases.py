from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screens.limits import length
from bot.screens.phrases import find_short_name, join_some, list_some, name_category, rate, show_day
from bot.texts import Texts, Words
from data.categories import Category
from data.paper import Paper

ENGLISH = Texts.load().speak("en-US")


@pytest.mark.parametrize(
    ("names", "locale", "shown"),
    [
        ({"en-US": "Energy", "zh-CN": "能耗"}, "zh-CN", "能耗"),
        ({"en-US": "Energy"}, "zh-CN", "Energy"),
        ({"en-US": "Energy", "zh-CN": "能耗"}, "de", "Energy"),
        ({}, "en-US", "energy"),
    ],
)
def test_a_category_is_named_in_the_nearest_language(names: dict[str, str], locale: str, shown: str) -> None:
    assert name_category(Category("energy", names, 0), locale) == shown


@pytest.mark.parametrize(
    ("title", "aliases", "short"),
    [("You Only Cache Once", ("YOCO",), "YOCO"), ("FlashAttention-3: Fast", ("flashattention-3",), ""), ("x", (), "")],
)
def test_a_short_name_is_shown_where_the_title_lacks_it(
    title: str, aliases: tuple[str, ...], short: str, make_paper: Callable[..., Paper]
) -> None:
    assert find_short_name(make_paper(title=title, aliases=aliases), 40) == short


@pytest.mark.parametrize(
    ("stars", "heat", "said"),
    [
        (0, 0, []),
        (1, 0, ["⭐ recommended, 1 of 3"]),
        (3, 2, ["⭐⭐⭐ recommended, 3 of 3", "🔥🔥 heat 2 of 3"]),
    ],
)
def test_marks_are_said_in_words_too(
    stars: int, heat: int, said: list[str], make_paper: Callable[..., Paper], english: Words
) -> None:
    assert rate(make_paper(stars=stars, heat=heat), english) == said


def test_a_row_that_has_room_is_whole_and_one_that_has_not_says_how_many_more() -> None:
    assert join_some(["one", "two", "three"], 100, ENGLISH) == "one, two, three"
    assert join_some(["one", "two", "three"] * 9, 45, ENGLISH) == "one, two, three and 24 more"
    assert join_some([], 40, ENGLISH) == ""


@given(st.lists(st.text(min_size=1, max_size=30), max_size=60), st.integers(60, 300))
def test_a_row_keeps_to_its_room(parts: list[str], room: int) -> None:
    assert length(join_some(parts, room, ENGLISH)) <= room


@given(st.lists(st.text("ab注", min_size=1, max_size=30), max_size=60), st.integers(120, 400))
def test_lines_keep_to_their_room_and_none_is_lost_in_silence(parts: list[str], room: int) -> None:
    text = list_some(parts, room, lambda left: f"and {left} more")
    assert length(text) <= room
    lines = text.splitlines()
    if lines != parts:
        assert lines == [*parts[: len(lines) - 1], f"and {len(parts) - len(lines) + 1} more"]


def test_a_day_is_left_to_the_readers_own_discord() -> None:
    assert show_day(datetime(2026, 1, 2, 3, 4, 5, 999, tzinfo=UTC)) == "<t:1767323045:D>"
