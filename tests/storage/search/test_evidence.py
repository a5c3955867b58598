"""What the words of a query say for each paper."""

import pytest

from data.paper import Paper
from storage.search.evidence import Evidence, gather
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
