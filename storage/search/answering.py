"""From a query to its answer: pasted ids first, then what the words state as filters, then the words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from data.identity.titles import words_of
from data.query.lexicon import translate_chinese
from data.query.query import Query, Sort
from data.query.understanding import understand
from storage.search.confidence import MOST_RELATED, confidence_of, least_coverage
from storage.search.evidence import gather
from storage.search.filters import accepts, accepts_undated, asks_for_months
from storage.search.pasted import find_pasted
from storage.search.ranking import Scored, is_title, ordered, rank
from storage.search.result import Confidence, Result
from storage.search.tables import Tables
from storage.search.words import clean, has_chinese, read_words


def answer(query: Query, lists: frozenset[str], tables: Tables) -> Result:
    """The answer from the papers that visible lists show, with the query as it was asked."""
    asked = replace(query, text=clean(query.text))
    pasted = find_pasted(asked.text)
    if pasted:
        return _answer_with(asked, query, lists, tables, tables.keys.find(pasted))
    repository = tables.keys.find_repository(asked.text)
    if repository:
        return _answer_with(asked, query, lists, tables, repository)
    meant = understand(asked)
    if not words_of(meant.text):
        says_nothing = bool(asked.text) and meant == asked
        places = range(0 if says_nothing else len(tables.entries))
        return _answer_with(meant, query, lists, tables, _arranged(places, meant.sort, tables))
    if meant != asked:
        whole = _rank(asked.text, tables)
        if whole and is_title(" ".join(words_of(asked.text)), tables.entries[whole[0].place]):
            return _answer_from(whole, asked, query, lists, tables)
    return _answer_from(_rank(meant.text, tables), meant, query, lists, tables)


def _rank(text: str, tables: Tables) -> list[Scored]:
    """The papers that the words speak for, best first, whatever filters say. Chinese is looked for as it stands, since
    some titles are, and as the English that the lists use for it."""
    ranked = _rank_words(text, text, tables)
    if not has_chinese(text):
        return ranked
    translated = _rank_words(text, translate_chinese(text), tables)
    return max(translated, ranked, key=lambda found: found[0].score if found else 0.0)


def _rank_words(written: str, read: str, tables: Tables) -> list[Scored]:
    evidence = gather(read_words(read), tables)
    return rank(" ".join(words_of(written)), evidence, evidence.coverage(), tables.entries)


def _answer_with(meant: Query, query: Query, lists: frozenset[str], tables: Tables, places: Iterable[int]) -> Result:
    """Places that are the answer beyond doubt, as far as the filters let them pass, in the order given."""
    passes, passes_undated = accepts(meant, lists), accepts_undated(meant, lists)
    chosen = list(places)
    papers = tuple(tables.entries[place].paper for place in chosen if passes(tables.entries[place]))
    undated = sum(passes_undated(tables.entries[place]) for place in chosen) if asks_for_months(meant) else 0
    return Result(query, papers, Confidence.HIGH if papers else Confidence.NONE, undated)


def _answer_from(ranked: Sequence[Scored], meant: Query, query: Query, lists: frozenset[str], tables: Tables) -> Result:
    """The answer from papers that fit more or less."""
    passes, passes_undated = accepts(meant, lists), accepts_undated(meant, lists)
    fitting = [one for one in ranked if passes(tables.entries[one.place])]
    best = max((one.coverage for one in fitting), default=0.0)
    confidence = confidence_of(best)
    if confidence is Confidence.NONE:
        return Result(query, (), confidence)
    least = least_coverage(best)
    places = [one.place for one in fitting if one.coverage >= least]
    if confidence is Confidence.LOW:
        places = places[:MOST_RELATED]
    undated = 0
    if asks_for_months(meant):
        undated = sum(one.coverage >= least and passes_undated(tables.entries[one.place]) for one in ranked)
    arranged = _arranged(places, meant.sort, tables) if meant.sort is not Sort.RELEVANCE else places
    return Result(query, tuple(tables.entries[place].paper for place in arranged), confidence, undated)


def _arranged(places: Iterable[int], sort: Sort, tables: Tables) -> list[int]:
    return ordered(places, tables.entries, sort)
