"""What an index tells beside answers to queries."""

from collections.abc import Callable
from random import Random

import pytest

from data.categories import Category
from data.paper import Paper
from data.query.query import Query
from storage.search.index import Index
from storage.search.result import Confidence


def test_finds_a_paper_by_number_where_a_visible_list_shows_it(index: Index, papers: tuple[Paper, ...]) -> None:
    undated = papers[-1]
    assert index.find_paper(undated.id, frozenset({"other"})) == undated
    assert index.find_paper(undated.id, frozenset({"main"})) is None
    assert index.find_paper(-1, frozenset({"main"})) is None


def test_counts_papers_and_categories_of_visible_lists_alone(index: Index) -> None:
    main, both = frozenset({"main"}), frozenset({"main", "other"})
    assert index.count_papers(both) == index.count_papers(main) + 1 == 13
    counts = {category.slug: count for category, count in index.count_categories(main)}
    assert counts == {
        "mla": 1, "quantization": 3, "attention": 3, "kv-cache": 2, "early-exit": 1, "parallel-decoding": 2,
    }  # fmt: skip
    assert "survey" in {category.slug for category, _ in index.count_categories(both)}


def test_categories_are_counted_in_display_order(index: Index, lists: frozenset[str]) -> None:
    positions = [category.position for category, _ in index.count_categories(lists)]
    assert positions == sorted(positions)


def test_a_paper_in_two_lists_and_sections_counts_once(
    make_paper: Callable[..., Paper], make_index: Callable[..., Index]
) -> None:
    index = make_index([make_paper("T", category="moe", lists=("a", "b"))])
    ((category, count),) = index.count_categories(frozenset({"a", "b"}))
    assert (category.slug, count) == ("moe", 1)
    assert index.count_papers(frozenset({"a", "b"})) == 1


@pytest.mark.parametrize("text", ["KV cache", "kv-cache", "KV 缓存", " kv\u200b cache "])
def test_finds_a_category_by_what_it_is_called(index: Index, text: str) -> None:
    found = index.find_category(text)
    assert found is not None
    assert found.slug == "kv-cache"


def test_an_index_of_nothing_answers_too() -> None:
    index = Index((), (), 0)
    lists = frozenset({"main"})
    assert index.search(Query(text="awq"), lists).confidence is Confidence.NONE
    assert index.search(Query(), lists).papers == ()
    assert index.suggest("a", lists) == ()
    assert index.count_categories(lists) == ()
    assert index.find_category("awq") is None


def test_knows_its_version_and_its_categories() -> None:
    index = Index((), (Category("b", {"en-US": "B"}, 2), Category("a", {"en-US": "A"}, 1)), 7)
    assert index.version == 7
    assert index.category_slugs == ("a", "b")


def test_a_paper_is_drawn_by_chance_among_those_of_visible_lists_and_a_category(index: Index) -> None:
    both, chance = frozenset({"main", "other"}), Random(1)  # noqa: S311 - the same each time
    drawn = [index.draw("", both, chance) for _ in range(200)]
    assert len({paper.id for paper in drawn if paper}) == 13
    assert {paper.id for paper in drawn if paper} > {
        paper.id for paper in (index.draw("", frozenset({"main"}), chance) for _ in range(200)) if paper
    }
    assert all(
        paper and "kv-cache" in paper.categories for paper in (index.draw("kv-cache", both, chance) for _ in range(20))
    )
    assert index.draw("no-such", both, chance) is None
    assert index.draw("", frozenset(), chance) is None
