"""What a filter excludes stays excluded."""

from collections.abc import Callable

import pytest

from data.months import Month
from data.paper import Paper
from data.query.query import Query
from storage.search.entries import entry_of
from storage.search.filters import accepts, accepts_undated, asks_for_months

MAIN = frozenset({"main"})


@pytest.mark.parametrize(
    ("query", "passes"),
    [
        (Query(), True),
        (Query(category="moe"), True),
        (Query(category="survey"), False),
        (Query(organisation="MIT"), True),
        (Query(organisation="mit.edu"), True),
        (Query(organisation="M"), False),
        (Query(since=Month(2024, 3)), True),
        (Query(since=Month(2024, 4)), False),
        (Query(until=Month(2024, 3)), True),
        (Query(until=Month(2024, 2)), False),
        (Query(has_code=True), True),
        (Query(has_code=False), False),
        (Query(min_stars=2), True),
        (Query(min_stars=3), False),
    ],
)
def test_each_filter_narrows(make_paper: Callable[..., Paper], query: Query, passes: bool) -> None:
    paper = make_paper(
        "T", category="moe", month="2024-03", stars=2, organisations=("MIT",), repository="https://github.com/a/b"
    )
    assert accepts(query, MAIN)(entry_of(paper, {})) is passes


def test_what_no_visible_list_shows_does_not_exist(make_paper: Callable[..., Paper]) -> None:
    entry = entry_of(make_paper("T", category="moe", lists=("other",)), {})
    assert not accepts(Query(), MAIN)(entry)
    assert not accepts(Query(), frozenset())(entry)
    assert accepts(Query(category="moe"), frozenset({"other"}))(entry)


@pytest.mark.parametrize("query", [Query(since=Month(1990, 1)), Query(until=Month(2100, 1))])
def test_an_undated_paper_fits_no_time(make_paper: Callable[..., Paper], query: Query) -> None:
    undated, dated = entry_of(make_paper("T", month=None), {}), entry_of(make_paper("T"), {})
    assert asks_for_months(query)
    assert not accepts(query, MAIN)(undated)
    assert accepts_undated(query, MAIN)(undated)
    assert not accepts_undated(query, MAIN)(dated)


def test_a_paper_that_another_filter_keeps_out_is_not_out_for_lack_of_a_month(make_paper: Callable[..., Paper]) -> None:
    query = Query(since=Month(2024, 1), min_stars=3)
    assert not accepts_undated(query, MAIN)(entry_of(make_paper("T", month=None), {}))
