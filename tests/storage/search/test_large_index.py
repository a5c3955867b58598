"""The index in a file answers what the one in memory answers."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.categories import known_categories
from data.months import Month
from data.paper import Paper
from data.query.query import Query, Sort
from storage.search.index import Index
from storage.search.index_file import best_first, build_index_file
from storage.search.large_index import LargeIndex
from storage.search.result import Confidence

LISTS = frozenset({"main", "other"})
NAMES = {category.slug: tuple(category.names.values()) for category in known_categories()}


@pytest.fixture
def large(papers: tuple[Paper, ...], tmp_path: Path) -> LargeIndex:
    build_index_file(tmp_path / "index.db", best_first(papers), NAMES)
    return LargeIndex(tmp_path / "index.db", known_categories(), 1)


@pytest.mark.parametrize(
    "query",
    [
        Query("awq"), Query("smooth quant plus"), Query("flash attn 2"), Query("FA2"), Query("pagedatention"),
        Query("vLMM"), Query("whats that heavy hitter paper"), Query("exact attention with io-awareness"),
        Query("mit quantization"), Query("投机采样"), Query("早退"), Query("推理系统"), Query("deepmind"),
        Query("arXiv:2205.14135"), Query("mit-han-lab/llm-awq"), Query("https://github.com/dao-ailab/flash-attention"),
        Query("quantization since june 2023"), Query("quantization with code"), Query("quantization 2 stars"),
        Query("awq", organisation="mit"), Query("attention", category="attention"), Query("quantization 2019"),
        Query("quantization", sort=Sort.PUBLISHED), Query("sparse attention", since=Month(2023, 6)),
    ],
    ids=lambda query: query.text,
)  # fmt: skip
def test_both_give_the_same_first_paper_as_surely(query: Query, index: Index, large: LargeIndex) -> None:
    one, other = index.search(query, LISTS), large.search(query, LISTS)
    assert [paper.title for paper in other.papers[:1]] == [paper.title for paper in one.papers[:1]]
    assert other.confidence is one.confidence
    assert other.relaxed == one.relaxed
    assert {part.value for part in other.parts} == {part.value for part in one.parts}


@pytest.mark.parametrize("text", ["chocolate cake recipe", "2501.99999", "zzzz", "天气预报", "🔥", "(((", "x" * 4000])
def test_nonsense_is_refused(text: str, large: LargeIndex) -> None:
    assert large.search(Query(text), LISTS).confidence is not Confidence.HIGH


def test_a_paper_is_read_as_it_was_written(papers: tuple[Paper, ...], large: LargeIndex) -> None:
    assert sorted(large.papers, key=lambda paper: paper.id) == sorted(papers, key=lambda paper: paper.id)
    assert all(large.find_paper(paper.id, LISTS) == paper for paper in papers)
    assert large.find_paper(-1, LISTS) is None


def test_a_paper_that_only_other_lists_show_does_not_exist(papers: tuple[Paper, ...], large: LargeIndex) -> None:
    hidden = next(paper for paper in papers if "Undated" in paper.aliases)
    main = frozenset({"main"})
    assert large.find_paper(hidden.id, main) is None
    assert large.search(Query("undated"), main).papers == ()
    assert hidden not in large.search(Query(), main).papers
    assert hidden not in large.suggest("undated", main)


def test_counts_are_those_of_memory(index: Index, large: LargeIndex) -> None:
    for lists in (LISTS, frozenset({"main"}), frozenset[str]()):
        assert large.count_categories(lists) == index.count_categories(lists)
        assert large.count_papers(lists) == index.count_papers(lists)


@pytest.mark.parametrize("typed", ["flash", "smoothq", "medussa", "exact att", "heavy", "awq"])
def test_what_is_typed_is_completed_alike(typed: str, index: Index, large: LargeIndex) -> None:
    one, other = index.suggest(typed, LISTS), large.suggest(typed, LISTS)
    assert [paper.title for paper in other[:1]] == [paper.title for paper in one[:1]]


def test_papers_that_resemble_one_are_found(papers: tuple[Paper, ...], large: LargeIndex) -> None:
    plus = next(paper for paper in papers if "SmoothQuant+" in paper.aliases)
    assert large.find_similar(plus.id, LISTS)[0].aliases == ("SmoothQuant",)
    assert large.find_similar(-1, LISTS) == ()


_PIECES = ('"', "*", "NEAR", "AND", "OR", "-", "(", "since 2024", "code", "量化", "awq", "xqk", "+", "\x00", "org:x")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(st.text(max_size=200) | st.lists(st.sampled_from(_PIECES), max_size=8).map(" ".join))
def test_any_text_is_answered(large: LargeIndex, text: str) -> None:
    assert large.search(Query(text), LISTS).confidence in Confidence
    assert len(large.suggest(text, LISTS)) <= 25


def test_a_catalog_of_nothing_answers_nothing(tmp_path: Path) -> None:
    build_index_file(tmp_path / "empty.db", (), {})
    empty = LargeIndex(tmp_path / "empty.db", (), 1)
    assert empty.search(Query("awq"), LISTS).papers == ()
    assert (empty.count_papers(LISTS), empty.suggest("a", LISTS)) == (0, ())


def test_writing_tells_how_far_it_is(
    make_paper: Callable[..., Paper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.search.index_file._BATCH", 2)
    heard: list[int] = []
    papers = [make_paper(f"Paper {number}", id=number) for number in range(1, 6)]
    build_index_file(tmp_path / "index.db", papers, {}, heard.append)
    assert heard == [2, 4]


@pytest.mark.parametrize("category", ["", "kv-cache", "no-such"])
@pytest.mark.parametrize("lists", [LISTS, frozenset({"main"}), frozenset({"other"})])
def test_both_draw_from_the_same_papers(category: str, lists: frozenset[str], index: Index, large: LargeIndex) -> None:
    chance = Random(1)  # noqa: S311 - the same each time
    one, other = ({each.draw(category, lists, chance) for _ in range(200)} for each in (index, large))
    assert one == other
