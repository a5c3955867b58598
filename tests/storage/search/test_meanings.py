"""Phrases mean papers: by category, by topic, by where they come from."""

from collections.abc import Callable

import pytest

from data.paper import Paper
from storage.search.entries import Entry, entry_of
from storage.search.meanings import organisations_of, phrases_of
from storage.search.phrases import PhraseTable
from storage.search.words import stems_of

NAMES = {"moe": ("Mixture of experts", "混合专家（MoE）"), "survey": ("Surveys and evaluation",)}


@pytest.fixture
def entries(make_paper: Callable[..., Paper]) -> list[Entry]:
    papers = [
        make_paper("Something Sparse", category="moe", organisations=("Stanford University",)),
        make_paper(
            "MegaScale with Mixture-of-Experts", category="survey", organisations=("ByteDance", "Peking University")
        ),
        make_paper("Experts Speak", category="survey", organisations=("University of California",)),
    ]
    return [entry_of(paper, NAMES) for paper in papers]


@pytest.mark.parametrize(
    ("phrase", "places"),
    [
        ("mixture of experts", {0, 1}),
        ("moe", {0, 1}),
        ("surveys and evaluation", {1, 2}),
        ("sparse experts", {0, 1}),
        ("experts speak", set()),
    ],
)
def test_categories_and_topics_lead_to_their_papers(entries: list[Entry], phrase: str, places: set[int]) -> None:
    assert PhraseTable(phrases_of(entries, NAMES)).find(stems_of(phrase)).keys() == places


def test_a_title_says_more_of_a_topic_than_a_section(entries: list[Entry]) -> None:
    found = PhraseTable(phrases_of(entries, NAMES)).find(stems_of("mixture of experts"))
    assert found[1] > found[0]


@pytest.mark.parametrize(
    ("name", "places"),
    [("Stanford University", {0}), ("stanford", {0}), ("peking", {1}), ("california", {2}), ("university", set())],
)
def test_organisations_lead_to_their_papers(entries: list[Entry], name: str, places: set[int]) -> None:
    assert PhraseTable(organisations_of(entries)).find(stems_of(name)).keys() == places


def test_papers_of_a_wider_category_stand_behind_those_of_the_topic(make_paper: Callable[..., Paper]) -> None:
    papers = [make_paper("Tensor Parallel Inference", "A"), make_paper("Rings", "B", category="parallelism")]
    entries = tuple(entry_of(paper, {}) for paper in papers)
    (phrase,) = [one for one in phrases_of(entries, {}) if one.text == "tensor parallelism"]
    assert phrase.papers[0] > phrase.papers[1] > 0
