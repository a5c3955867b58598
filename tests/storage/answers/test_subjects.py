"""What names what in the shipped catalog."""

import pytest

from storage.answers.selecting import View
from storage.answers.subjects import subjects_of


def test_a_snapshot_has_one_table_of_subjects(view: View) -> None:
    assert subjects_of(view.index) is subjects_of(view.index)


@pytest.mark.parametrize(
    ("text", "organisation"),
    [("stanford", "Stanford University"), ("carnegie mellon", "CMU"), ("facebook", "Meta"), ("shanghai jiao tong",
        "SJTU"), ("tesla", "")],
)  # fmt: skip
def test_organisations_go_by_all_their_spellings(view: View, text: str, organisation: str) -> None:
    spot = view.subjects.find_spot(text)
    assert (spot.organisation if spot else "") == organisation


@pytest.mark.parametrize(
    ("text", "category", "topic"),
    [
        ("kv cache", "kv-cache", ""), ("KV-Cache", "kv-cache", ""), ("mixture of experts", "moe", ""), ("mobile",
        "edge", ""),
        ("quantized", "quantization", ""), ("speculative decoding", "", "speculative decoding"), ("fp8", "", "fp8"),
        ("kettles", "", ""),
    ],
)  # fmt: skip
def test_subjects_are_categories_or_topics(view: View, text: str, category: str, topic: str) -> None:
    spot = view.subjects.find_spot(text)
    assert ((spot.category, spot.topic) if spot else ("", "")) == (category, topic)


def test_misspelt_names_are_found_and_unlisted_ones_are_not(view: View) -> None:
    for text, name in (("mooncaek", "mooncake"), ("flashatention", "flashattention"), ("powrinfer", "powerinfer")):
        spot = view.subjects.find_alike(text)
        assert spot is not None
        assert spot.name == name
    for unlisted in (
        "qlora",
        "lora",
        "eagle",
        "performer",
        "mixtral",
        "medusa2",
        "mamba2",
        "llama",
        "bert",
        "flashattention4",
    ):
        assert view.subjects.find_alike(unlisted) is None, unlisted
        assert not view.subjects.find_papers(unlisted), unlisted


def test_a_title_is_found_whole_and_a_piece_of_one_is_no_paper(view: View) -> None:
    words = [
        "efficient",
        "memory",
        "management",
        "for",
        "large",
        "language",
        "model",
        "serving",
        "with",
        "pagedattention",
        "published",
    ]
    assert view.subjects.find_title(words) == (
        10,
        "Efficient Memory Management for Large Language Model Serving with PagedAttention",
    )
    length, title = view.subjects.find_title(["attention", "is", "all", "you", "need", "on", "the", "list"])
    assert (length, title) == (5, "attention is all you need")
    assert view.subjects.find_papers(title) == ()


def test_a_paper_is_found_by_most_words_of_its_title(view: View) -> None:
    assert (
        view.subjects.find_described(["survey", "on", "mixture", "of", "experts"]) == "A Survey on Mixture of Experts"
    )
    assert view.subjects.find_described(["language", "models"]) == ""


def test_words_and_repositories_are_known(view: View) -> None:
    assert view.subjects.is_word("attention")
    assert not view.subjects.is_word("quantizaton")
    assert view.subjects.has_repository("vllm-project/vllm")
    assert view.subjects.chinese_names == ("推理系统",)
