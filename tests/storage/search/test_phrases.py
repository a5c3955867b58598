"""A phrase fits papers as a whole, in any form of its words."""

from storage.search.phrases import PhraseTable
from storage.search.words import stems_of


def test_the_better_fit_of_a_phrase_counts() -> None:
    table = PhraseTable([("Sparse Attention", {1: 0.5, 2: 1.0}), ("sparse attentions", {1: 0.9}), ("nothing", {})])
    assert table.find(stems_of("sparse attention")) == {1: 0.9, 2: 1.0}
    assert table.find(stems_of("attention")) == {}
    assert table.find(()) == {}
