"""What was understood is said in words, and each part of it has a button that takes it off."""

import pytest

from bot.screens.parts import find_part, name_filter, removals, tell_parts
from bot.texts import Words
from data.categories import Category
from data.months import Month
from data.query.parts import Part, PartKind
from data.query.query import Query

NONE: dict[str, Category] = {}
PARTS = (
    Part(PartKind.TIME, "2024-01/2024-12", "in 2024"),
    Part(PartKind.TIME, "2025-03/", "since march 2025"),
    Part(PartKind.ORGANISATION, "Peking University", "pku"),
    Part(PartKind.TOPIC, "kv cache", "kv cache"),
    Part(PartKind.STARS, "2"),
)


def test_what_was_understood_is_told_unless_it_is_but_the_words(english: Words, chinese: Words) -> None:
    assert tell_parts(PARTS, NONE, english) == (
        "-# Understood: “in 2024” as 2024, since March 2025, “pku” as Peking University, kv cache"
    )
    assert tell_parts(PARTS[2:], NONE, chinese) == "-# 理解为：“pku”即Peking University、kv cache"
    assert tell_parts(PARTS[3:], NONE, english) == ""


@pytest.mark.parametrize(
    ("part", "named"),
    [
        (Part(PartKind.TIME, "2024-07/2024-07"), "July 2024"),
        (Part(PartKind.TIME, "/2024-07"), "until July 2024"),
        (Part(PartKind.TIME, "2023-02/2024-07"), "since February 2023, until July 2024"),
        (Part(PartKind.CODE, "no-code"), "without code"),
        (Part(PartKind.STARS, "3"), "at least 3 stars of 3"),
        (Part(PartKind.SORT, "published"), "newest first"),
        (Part(PartKind.CATEGORY, "kv-cache"), "KV cache"),
        (Part(PartKind.CATEGORY, "gone"), "gone"),
        (Part(PartKind.NAME, "AWQ"), "the paper AWQ"),
        (Part(PartKind.ORGANISATION, "*@everyone*"), r"\*\@everyone\*"),
    ],
)
def test_every_kind_has_words(part: Part, named: str, english: Words, kv_cache: Category) -> None:
    assert name_filter(part, {"kv-cache": kv_cache}, english) == named


def test_a_part_without_which_nothing_is_left_stays(english: Words) -> None:
    assert removals(Query("pku"), (PARTS[2],), NONE, english) == ()
    assert removals(Query(min_stars=2), (PARTS[4],), NONE, english) == ()
    both = removals(Query("pku", since=Month(2024, 1)), (Part(PartKind.TIME, "2024-01/"), PARTS[2]), NONE, english)
    assert [(removal.label, removal.custom_id) for removal in both] == [
        ("Take off: since January 2024", "drop:time0"),
        ("Take off: Peking University", "drop:organisation0"),
    ]


def test_parts_of_a_kind_are_told_apart(english: Words) -> None:
    query = Query("in 2024 since march 2025 pku kv cache", min_stars=2)
    found = removals(query, PARTS, NONE, english)
    assert [removal.custom_id for removal in found] == [
        "drop:time0", "drop:time1", "drop:organisation0", "drop:topic0", "drop:stars0",
    ]  # fmt: skip
    assert find_part(PARTS, "time", 1) == PARTS[1]
    assert find_part(PARTS, "time", 2) is None
    assert find_part(PARTS, "nothing", 0) is None
