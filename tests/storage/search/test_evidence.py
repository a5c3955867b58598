"""How much of a query each paper covers, and what is asked for side by side."""

import pytest

from data.query.parts import PartKind
from storage.search.evidence import Call, Evidence, Meaning, Word, is_everyday


def _word(text: str, weight: float = 1.0, **papers: float) -> Word:
    return Word(text, text, {int(name[1:]): fit for name, fit in papers.items()}, weight)


def test_a_paper_covers_the_share_of_the_weight_that_fits_it() -> None:
    evidence = Evidence([_word("kettle", 3.0, p0=1.0), _word("steam", 1.0, p0=0.5, p1=1.0)])
    assert evidence.coverage()[0] == pytest.approx(0.875)
    assert evidence.weight == 4
    assert evidence.telling == 2


def test_idle_words_alone_cover_little() -> None:
    assert Evidence([_word("who", p0=1.0), _word("are", p0=1.0)]).coverage()[0] < 0.5


def test_papers_that_are_named_side_by_side_are_all_asked_for() -> None:
    words = [_word("awq", p0=1.0), _word("vs", 0.03), _word("gptq", p1=1.0)]
    named = Evidence(words, calls=[Call(0, 1, frozenset({0})), Call(2, 3, frozenset({1}))])
    assert min(named.coverage().values()) > 0.9
    assert max(Evidence(words).coverage().values()) < 0.6


def test_one_paper_that_covers_all_comes_before_names_that_share_the_words() -> None:
    words = [_word("megatron", p0=1.0), _word("tensor", p0=1.0, p1=1.0)]
    calls = [Call(0, 1, frozenset({0})), Call(1, 2, frozenset({1}))]
    assert Evidence(words, calls=calls).coverage() == Evidence(words).coverage()


def test_what_is_taken_back_below_a_fit_leaves_the_better_ones() -> None:
    word = _word("memory", p0=1.0, p1=0.6)
    word.scale(0.5, below=0.79)
    assert word.papers == {0: 1.0, 1: 0.3}


def test_plain_words_are_known_or_everyday_ones() -> None:
    assert is_everyday("movies")
    assert not is_everyday("quantizaton")
    assert _word("movie").is_plain
    assert not _word("quantizaton").is_plain
    assert Word("quantizaton", is_known=True).is_plain


def test_a_meaning_says_which_words_it_is_of() -> None:
    assert Meaning(0, 2, PartKind.TOPIC, "kv cache").last == 2
