"""The order of answers."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from data.paper import Paper
from data.query.query import Sort
from storage.search.entries import entry_of
from storage.search.gathering import gather
from storage.search.ranking import is_title, ordered, rank
from storage.search.tables import build_tables
from storage.search.words import read_spoken


def _ranked(text: str, papers: list[Paper]) -> list[str]:
    tables = build_tables(papers, {})
    evidence = gather(read_spoken(text), tables)
    return [papers[one.place].title for one in rank(text, evidence, evidence.coverage(), tables.entries)]


def test_a_name_comes_before_a_mention(make_paper: Callable[..., Paper]) -> None:
    papers = [make_paper("Beyond AWQ", "Other", stars=3, heat=3), make_paper("Activation-aware Weights", "AWQ")]
    assert _ranked("awq", papers)[0] == "Activation-aware Weights"


def test_a_piece_of_a_title_comes_before_scattered_words(make_paper: Callable[..., Paper]) -> None:
    papers = [
        make_paper("Drafts Parallel in Decoding Blockwise", stars=3),
        make_paper("Drafts in Blockwise Parallel Decoding"),
    ]
    assert _ranked("drafts in blockwise parallel", papers)[0] == "Drafts in Blockwise Parallel Decoding"


def test_a_whole_title_comes_before_one_that_contains_it(make_paper: Callable[..., Paper]) -> None:
    papers = [make_paper("Online Speculative Decoding with More", stars=3), make_paper("Online Speculative Decoding")]
    assert _ranked("online speculative decoding", papers)[0] == "Online Speculative Decoding"


def test_stars_decide_between_equals(make_paper: Callable[..., Paper]) -> None:
    papers = [make_paper("Sparse Attention One", "A"), make_paper("Sparse Attention Two", "B", stars=3)]
    assert _ranked("sparse attention", papers)[0] == "Sparse Attention Two"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("a survey on mixture of experts", True),
        ("a survey on mixtures of experts", True),
        ("survey on mixture of experts", True),
        ("mixture of experts", True),
        ("experts mixture", False),
        ("mixture of", False),
        ("a survey on mixture of experts 2024 with code and more", False),
    ],
)
def test_a_title_is_recognised(make_paper: Callable[..., Paper], text: str, is_one: bool) -> None:
    assert is_title(text, entry_of(make_paper("A Survey on Mixture of Experts"), {})) is is_one


def test_orders_by_month_and_by_arrival(make_paper: Callable[..., Paper]) -> None:
    late = datetime(2026, 2, 1, tzinfo=UTC)
    papers = [
        make_paper("Old", month="2020-01", first_seen_at=late),
        make_paper("B new", month="2025-01"),
        make_paper("A new", month="2025-01"),
        make_paper("A starred", month="2025-01", stars=3),
        make_paper("Undated", month=None),
    ]
    entries = [entry_of(paper, {}) for paper in papers]

    def order(sort: Sort) -> list[str]:
        return [papers[place].title for place in ordered(range(len(papers)), entries, sort)]

    assert order(Sort.PUBLISHED) == ["A new", "A starred", "B new", "Old", "Undated"]
    assert order(Sort.FIRST_SEEN) == ["Old", "A starred", "A new", "B new", "Undated"]
    assert order(Sort.RELEVANCE) == order(Sort.FIRST_SEEN)
