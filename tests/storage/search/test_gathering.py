"""Looking words up: what is found for which paper."""

import pytest

from data.paper import Paper
from storage.search.evidence import Evidence
from storage.search.gathering import gather
from storage.search.tables import Tables, build_tables
from storage.search.words import Spoken


@pytest.fixture
def tables(papers: tuple[Paper, ...]) -> Tables:
    return build_tables(papers, {})


def _covered(evidence: Evidence, tables: Tables, alias: str) -> float:
    coverage = evidence.coverage()
    return max(coverage.get(place, 0.0) for place, entry in enumerate(tables.entries) if alias in entry.paper.aliases)


def _gather(text: str, tables: Tables) -> Evidence:
    return gather([Spoken(word, word) for word in text.split()], tables)


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("awq", "AWQ"),
        ("flash attention 2", "FlashAttention-2"),
        ("flashattention", "FlashAttention"),
        ("paged attention", "PagedAttention"),
        ("activation aware weight quantization", "AWQ"),
        ("heavy hitter", "H2O"),
        ("rice university heavy hitter", "H2O"),
        ("the paper about the heavy hitter", "H2O"),
        ("earlyexiting framework", "FREE"),
    ],
)
def test_what_is_said_in_full_is_covered_in_full(tables: Tables, text: str, alias: str) -> None:
    assert _covered(_gather(text, tables), tables, alias) > 0.9


@pytest.mark.parametrize(
    ("text", "alias"), [("pagedatention", "vLLM"), ("smoothquent", "SmoothQuant"), ("oracel", "H2O")]
)
def test_what_is_misspelt_is_covered_less_but_well(tables: Tables, text: str, alias: str) -> None:
    assert 0.6 < _covered(_gather(text, tables), tables, alias) < 1


def test_an_unknown_word_tells_most(tables: Tables) -> None:
    known, unknown = _gather("attention chocolate", tables).words
    assert unknown.papers == {}
    assert unknown.weight > known.weight
    assert _covered(_gather("attention chocolate", tables), tables, "FlashAttention") < 0.5


def test_idle_words_tell_next_to_nothing(tables: Tables) -> None:
    idle, telling = _gather("the awq", tables).words
    assert idle.weight < telling.weight / 20


def test_a_lone_digit_tells_less_than_a_word(tables: Tables) -> None:
    lone, word = _gather("4 bit", tables).words
    assert lone.weight < word.weight


def test_an_organisation_means_the_papers_from_it(tables: Tables) -> None:
    (word,) = _gather("washington", tables).words
    best = max(word.papers, key=lambda place: word.papers[place])
    assert tables.entries[best].paper.organisations == ("University of Washington",)


def test_a_name_is_told_from_its_neighbour_by_a_sign(tables: Tables) -> None:
    plain, plus = _gather("smoothquant", tables).named, _gather("smoothquant +", tables).named
    assert tables.entries[max(plain, key=plain.__getitem__)].paper.aliases == ("SmoothQuant",)
    assert tables.entries[max(plus, key=plus.__getitem__)].paper.aliases == ("SmoothQuant+",)


def test_no_words_say_nothing(tables: Tables) -> None:
    evidence = gather((), tables)
    assert evidence.coverage() == {}
    assert evidence.weight == 0


def test_a_word_of_thousands_of_letters_is_passed_over(tables: Tables) -> None:
    assert gather((Spoken("x" * 4000, ""),), tables).coverage() == {}


@pytest.mark.parametrize("text", ["president", "transformer movie", "mourning attention", "thank you"])
def test_an_everyday_word_is_no_misspelling(tables: Tables, text: str) -> None:
    assert max(_gather(text, tables).coverage().values(), default=0.0) < 0.58


def test_a_name_is_misspelt_within_its_words_and_not_by_another_word(tables: Tables) -> None:
    assert _covered(_gather("flahs attention", tables), tables, "FlashAttention") > 0.58
    assert _covered(_gather("graph attention", tables), tables, "FlashAttention") < 0.58


@pytest.mark.parametrize(
    ("text", "alias"), [("flash attention v2", "FlashAttention-2"), ("smooth quant+", "SmoothQuant+")]
)
def test_a_version_may_be_written_with_its_v(tables: Tables, text: str, alias: str) -> None:
    named = _gather(text, tables).named
    assert tables.entries[max(named, key=named.__getitem__)].paper.aliases == (alias,)


@pytest.mark.parametrize("text", ["stanfrod", "stanfrod university"])
def test_a_misspelt_organisation_means_its_papers(tables: Tables, text: str) -> None:
    evidence = _gather(text, tables)
    assert _covered(evidence, tables, "FlashAttention-2") > 0.58
    assert "Stanford University" in {meaning.value for meaning in evidence.meanings}


def test_a_topic_is_heard_with_idle_words_in_its_midst(tables: Tables) -> None:
    meanings = _gather("quantization of the weights", tables).meanings + _gather("drafting and verify", tables).meanings
    assert {"quantization"} <= {meaning.value for meaning in meanings}


def test_a_word_that_is_recalled_says_what_it_said_before(tables: Tables) -> None:
    first = _gather("efficient attention", tables)
    assert tables.vocabulary.remembered.keys() >= {"efficient", "attention"}
    again = _gather("efficient attention", tables)
    assert again == first
    again.words[0].papers.clear()
    assert _gather("efficient attention", tables) == first


def test_words_that_nobody_knows_are_not_remembered(tables: Tables) -> None:
    _gather("chocolate zzzz", tables)
    assert "zzzz" not in tables.vocabulary.remembered
