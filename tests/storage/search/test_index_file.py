"""The file of an index: its order and its words for facets."""

from collections.abc import Callable

import pytest

from data.paper import Paper
from storage.search.index_file import best_first, facet


def test_the_most_liked_come_first_then_the_newest(make_paper: Callable[..., Paper]) -> None:
    papers = [
        make_paper("old", month="2020-01"),
        make_paper("undated", month=None),
        make_paper("new", month="2024-01"),
        make_paper("liked", month="2019-01", stars=3),
    ]
    assert [paper.title for paper in best_first(papers)] == ["liked", "new", "old", "undated"]


@pytest.mark.parametrize(
    ("kind", "value", "word"),
    [("c", "kv-cache", "xqckvcache"), ("o", "UC Berkeley", "xqoucberkeley"), ("s", "2", "xqs2")],
)
def test_a_facet_is_one_word(kind: str, value: str, word: str) -> None:
    assert facet(kind, value) == word
