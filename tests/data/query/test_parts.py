"""Each part of a query can be taken off, and nothing else goes with it."""

import pytest

from data.months import Month
from data.query.parts import Part, PartKind, parts_of_fields, take_off
from data.query.query import Query, Sort

FULL = Query(
    text="kv cache",
    category="moe",
    organisation="MIT",
    since=Month(2024, 1),
    has_code=False,
    min_stars=2,
    sort=Sort.PUBLISHED,
)


def test_every_field_is_a_part_and_taking_all_off_leaves_the_text() -> None:
    query = FULL
    for part in parts_of_fields(FULL):
        assert part in parts_of_fields(query)
        query = take_off(query, part)
        assert part not in parts_of_fields(query)
    assert query == Query(text="kv cache")
    assert parts_of_fields(query) == ()


def test_an_order_is_a_part_where_words_would_give_another() -> None:
    assert Part(PartKind.SORT, "published") in parts_of_fields(FULL)
    assert parts_of_fields(Query(sort=Sort.FIRST_SEEN)) == ()


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("kv cache since 2024 nvidia", "since 2024", "kv cache nvidia"),
        ("KV  Cache nvidia", "kv cache", "nvidia"),
        ("去年的量化", "去年的", "量化"),
        ("a+b c", "a+b", "c"),
        ("moe", "moe", ""),
        ("moe", "kv", "moe"),
    ],
)
def test_the_words_of_a_part_go_out_of_the_text(text: str, words: str, left: str) -> None:
    assert take_off(Query(text=text, min_stars=1), Part(PartKind.TOPIC, "x", words)) == Query(text=left, min_stars=1)
