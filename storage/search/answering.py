"""From a query to its answer: pasted ids first, then what the words state as filters, then the words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from data.identity.titles import words_of
from data.query.lexicon import load_idle_words
from data.query.parts import Part, PartKind, parts_of_fields, take_off
from data.query.query import Query, Sort
from data.query.understanding import understand_parts
from storage.search.confidence import MOST_RELATED, answers_from, confidence_of, least_coverage
from storage.search.evidence import Evidence
from storage.search.filters import accepts, accepts_undated, asks_for_months
from storage.search.gathering import gather
from storage.search.names import compact
from storage.search.pasted import find_around, find_pasted
from storage.search.ranking import Scored, holds_any, is_title, ordered, rank
from storage.search.result import Confidence, Result
from storage.search.similar import find_similar
from storage.search.tables import Tables
from storage.search.understood import parts_of_words
from storage.search.words import clean, has_chinese, read_spoken

_RELAXED = (PartKind.CODE, PartKind.STARS, PartKind.TIME, PartKind.ORGANISATION, PartKind.CATEGORY)
"""The filters that are relaxed where nothing is left, in this order, one at a time."""


_MOST_TITLED = 5


def answer(query: Query, lists: frozenset[str], tables: Tables, now: datetime | None = None) -> Result:
    """The answer from the papers that visible lists show, with the query as it was asked."""
    text = clean(query.text)
    asked = query if text == query.text else replace(query, text=text)
    stated = parts_of_fields(asked)
    if asked.like:
        return replace(_answer_with(asked, lists, tables, find_similar(asked.like, tables)), query=query, parts=stated)
    pasted = find_pasted(asked.text)
    if pasted:
        places = tables.keys.find(pasted) or tables.keys.find(find_around(asked.text))
    else:
        places = tables.keys.find_repository(asked.text)
    if pasted or places:
        return replace(_answer_with(asked, lists, tables, places), query=query, parts=stated)
    understood = understand_parts(asked, now)
    meant, parts = understood.query, (*stated, *understood.parts)
    if not words_of(meant.text) or (understood.parts and _tells_nothing(meant.text, tables)):
        result = _answer_without_words(meant, lists, tables, says_nothing=bool(asked.text) and not understood.parts)
        result = replace(result, parts=parts)
    else:
        found = _look_up(meant.text, tables)
        if understood.parts and _is_titled(asked.text, found, tables):
            meant, parts = asked, stated
        elif understood.parts and holds_any(" ".join(words_of(asked.text)), tables.entries):
            found, meant, parts = _look_up(asked.text, tables), asked, stated
        is_whole = _is_titled(meant.text, found, tables)
        parts = (*parts, *parts_of_words(found.evidence, is_title=is_whole))
        result = replace(_answer_from(found, meant, lists, tables), parts=parts)
    if not result.papers and parts:
        result = _relax(meant, lists, tables, result, parts)
    return replace(result, query=query)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the words of a text speak for, best first, and why."""

    scored: Sequence[Scored]
    evidence: Evidence


def _tells_nothing(text: str, tables: Tables) -> bool:
    """Whether what filters leave of a text is idle words that name no paper: "papers" of "papers from 2020"."""
    words = [spoken.word for spoken in read_spoken(text, translated=True)]
    return all(word in load_idle_words() for word in words) and not tables.names.find(compact("".join(words)))


def _is_titled(text: str, found: _Found, tables: Tables) -> bool:
    """Whether a text is the title of one of the best papers: then what stands in it is no filter."""
    wording = " ".join(words_of(text))
    return any(is_title(wording, tables.entries[one.place]) for one in found.scored[:_MOST_TITLED])


def _answer_without_words(meant: Query, lists: frozenset[str], tables: Tables, *, says_nothing: bool) -> Result:
    """Everything that the filters let pass, unless the text `says_nothing`: signs alone."""
    places = range(0 if says_nothing else len(tables.entries))
    return _answer_with(meant, lists, tables, _arranged(places, meant.sort, tables))


def _relax(meant: Query, lists: frozenset[str], tables: Tables, empty: Result, parts: Iterable[Part]) -> Result:
    """The answer without one filter, or still none. It is never sure: it is not what was asked for."""
    filters = {part.kind: part for part in parts if part.kind in _RELAXED}
    for kind in _RELAXED:
        if kind in filters:
            wider = take_off(meant, Part(kind, ""))
            if words_of(wider.text):
                result = _answer_from(_look_up(wider.text, tables), wider, lists, tables)
            else:
                result = _answer_without_words(wider, lists, tables, says_nothing=not parts_of_fields(wider))
            if result.papers and result.confidence is Confidence.HIGH:
                return replace(result, confidence=Confidence.LOW, parts=empty.parts, relaxed=filters[kind])
    return empty


def _look_up(text: str, tables: Tables) -> _Found:
    """The papers that the words speak for, best first, whatever filters say. Chinese is looked for as it stands, since
    some titles are, and as the English that the lists use for it."""
    found = _look_up_words(text, tables, translated=False)
    if not has_chinese(text):
        return found
    translated = _look_up_words(text, tables, translated=True)
    return max(translated, found, key=lambda each: each.scored[0].score if each.scored else 0.0)


def _look_up_words(text: str, tables: Tables, *, translated: bool) -> _Found:
    evidence = gather(read_spoken(text, translated=translated), tables)
    return _Found(rank(" ".join(words_of(text)), evidence, evidence.coverage(), tables.entries), evidence)


def _answer_with(meant: Query, lists: frozenset[str], tables: Tables, places: Iterable[int]) -> Result:
    """Places that are the answer beyond doubt, as far as the filters let them pass, in the order given."""
    passes, passes_undated = accepts(meant, lists), accepts_undated(meant, lists)
    chosen = list(places)
    papers = tuple(tables.entries[place].paper for place in chosen if passes(tables.entries[place]))
    undated = sum(passes_undated(tables.entries[place]) for place in chosen) if asks_for_months(meant) else 0
    return Result(meant, papers, Confidence.HIGH if papers else Confidence.NONE, undated)


def _answer_from(found: _Found, meant: Query, lists: frozenset[str], tables: Tables) -> Result:
    """The answer from papers that fit more or less."""
    passes, passes_undated = accepts(meant, lists), accepts_undated(meant, lists)
    fitting = [one for one in found.scored if passes(tables.entries[one.place])]
    best = max((one.coverage for one in fitting), default=0.0)
    answers = answers_from(found.evidence.telling)
    confidence = confidence_of(best, answers)
    if confidence is Confidence.NONE:
        return Result(meant, (), confidence)
    least = least_coverage(best, answers, is_arranged=meant.sort is not Sort.RELEVANCE)
    places = [one.place for one in fitting if one.coverage >= least]
    if confidence is Confidence.LOW:
        places = places[:MOST_RELATED]
    undated = 0
    if asks_for_months(meant):
        undated = sum(one.coverage >= least and passes_undated(tables.entries[one.place]) for one in found.scored)
    arranged = _arranged(places, meant.sort, tables) if meant.sort is not Sort.RELEVANCE else places
    return Result(meant, tuple(tables.entries[place].paper for place in arranged), confidence, undated)


def _arranged(places: Iterable[int], sort: Sort, tables: Tables) -> list[int]:
    return ordered(places, tables.entries, sort)
