from typing import TYPE_CHECKING

from data.query.question_cues import tag
from data.query.question_spots import Spot, mark_addresses, mark_names, spot_words

if TYPE_CHECKING:
    from tests.data.query.conftest import Names


def test_addresses_and_ids_are_names(known: "Names") -> None:
    for text in (
        "https://arxiv.org/abs/2309.06180?",
        "arXiv:2309.06180v2",
        "github.com/vllm-project/vllm.",
        "vllm-project/vllm",
    ):
        _, spots = mark_addresses(f"who made {text}", known)
        assert len(spots) == 1, text
    assert mark_addresses("either/or", known)[1] == []


def test_the_longest_name_counts(known: "Names") -> None:
    spots: list[Spot] = []
    assert len(mark_names("in flight batching and kv cache papers", spots, known).split()) == 4
    assert [spot.category for spot in spots] == ["batching", "kv-cache"]


def test_single_words_are_spotted_and_misspelt_ones_too(known: "Names") -> None:
    found = spot_words(tag("who made vllm mircosofft"), [], known)
    assert [one.text for one in found if isinstance(one, Spot)] == ["vllm", "mircosofft"]
