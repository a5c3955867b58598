"""A phrase fits papers as a whole, in any form of its words, and says what it is the name of."""

from data.query.parts import PartKind
from storage.search.phrases import Phrase, PhraseTable
from storage.search.words import stems_of


def test_the_better_fit_of_a_phrase_counts() -> None:
    given = [("Sparse Attention", {1: 0.5, 2: 1.0}), ("sparse attentions", {1: 0.9}), ("nothing", {})]
    table = PhraseTable(Phrase(text, papers, PartKind.TOPIC, text) for text, papers in given)
    assert table.find(stems_of("sparse attention")) == {1: 0.9, 2: 1.0}
    assert table.find(stems_of("attention")) == {}
    assert table.find(()) == {}
    assert table.find_meaning(stems_of("sparse attention")) == (PartKind.TOPIC, "Sparse Attention")
    assert table.find_meaning(stems_of("nothing")) is None


def test_a_misspelt_name_of_one_word_is_found_by_its_first_letter() -> None:
    table = PhraseTable([Phrase("Microsoft", {0: 1.0}, PartKind.ORGANISATION, "Microsoft")])
    alike = table.find_alike("micrsoft")
    assert alike is not None
    assert table.find(alike[0]) == {0: 1.0}
    assert 0.8 <= alike[1] < 1
    for other in ("icrosoft", "micro", "mic", "movies"):
        assert table.find_alike(other) is None
