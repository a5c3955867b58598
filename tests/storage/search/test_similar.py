"""Papers that resemble a paper."""

from data.paper import Paper
from data.query.query import Query
from storage.search.index import Index
from storage.search.similar import find_similar
from storage.search.tables import build_tables

LISTS = frozenset({"main", "other"})


def _id_of(papers: tuple[Paper, ...], alias: str) -> int:
    return next(paper.id for paper in papers if alias in paper.aliases)


def test_the_most_alike_come_first_and_never_the_paper_itself(papers: tuple[Paper, ...], index: Index) -> None:
    found = index.find_similar(_id_of(papers, "SmoothQuant+"), LISTS)
    assert found[0].aliases == ("SmoothQuant",)
    assert "SmoothQuant+" not in {alias for paper in found for alias in paper.aliases}


def test_filters_hold_for_papers_that_resemble_one(papers: tuple[Paper, ...], index: Index) -> None:
    like = Query(like=_id_of(papers, "FlashAttention-2"), min_stars=2)
    assert {paper.stars for paper in index.search(like, LISTS).papers} == {2}


def test_a_paper_that_is_not_there_resembles_none(papers: tuple[Paper, ...], index: Index) -> None:
    assert find_similar(-1, build_tables(papers, {})) == ()
    assert index.find_similar(-1, LISTS) == ()
