"""The order of answers: how much of the query a paper covers, what it is called, how its title is worded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from data.paper import Paper
from data.query.lexicon import load_idle_words
from data.query.query import Sort
from storage.search.confidence import RELATED
from storage.search.entries import Entry
from storage.search.evidence import Evidence

MOST_COMPARED = 60
"""Wordings are compared for so many papers at most: the ones that the rest speaks for."""
CALLED_SO = 0.9
"""From this sureness on (0 to 1) the whole query is what a paper is called."""
_NAME, _WORDING, _PHRASE, _ORIGIN, _PRIOR = 0.45, 0.3, 0.3, 0.15, 0.06
_SHORTEST_PHRASE = 3
"""Words; from so many on they are looked for as they stand, and such a piece of a title comes before everything."""
_PIECE = 0.94
"""What a piece of a title is worth beside a whole one."""
WHOLE_TITLE = 88.0
"""From this likeness (0 to 100) on a query is a title."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A paper (by its place), how well it answers, and how much of the query it covers."""

    place: int
    score: float
    coverage: float


def rank(text: str, evidence: Evidence, coverage: Mapping[int, float], entries: Sequence[Entry]) -> list[Scored]:
    """The papers of `coverage` that are related at all, best first. `text` is the query as it was written, as folded
    words between blanks."""
    base = {
        place: covered
        + _NAME * evidence.named.get(place, 0.0)
        + _ORIGIN * (place in evidence.origins)
        + _PRIOR * entries[place].prior
        for place, covered in coverage.items()
        if covered >= RELATED
    }
    order = sorted(base, key=lambda place: (-base[place], place))
    wording = _likeness_of_wording(evidence, order[:MOST_COMPARED], entries)
    # Whatever else its title says, a paper that is called so is meant.
    wording |= {place: 1.0 for place, surely in evidence.named.items() if surely >= CALLED_SO}
    scores = {place: base[place] + _WORDING * wording.get(place, 0.0) for place in order}
    for place in order if _is_phrase(text) else ():
        scores[place] += _PHRASE * _holds(entries[place], text)
    order.sort(key=lambda place: (-scores[place], place))
    return [Scored(place, scores[place], coverage[place]) for place in order]


def _likeness_of_wording(evidence: Evidence, places: Sequence[int], entries: Sequence[Entry]) -> dict[int, float]:
    """How much of the query stands in each title as one piece, 0 to 1. A single word says nothing of wording."""
    words = [word.text for word in evidence.words]
    if sum(word not in load_idle_words() for word in words) < 2:
        return {}
    text = " ".join(words)
    whole = _compare(text, places, entries, fuzz.token_sort_ratio)
    longer = [place for place in places if len(entries[place].wording) >= len(text)]
    parts = _compare(text, longer, entries, fuzz.partial_ratio)
    return {place: max(0.0, max(whole[place], _PIECE * parts.get(place, 0.0)) / 50 - 1) for place in places}


def _compare(
    text: str, places: Sequence[int], entries: Sequence[Entry], scorer: Callable[..., float]
) -> dict[int, float]:
    wordings = [entries[place].wording for place in places]
    return {places[index]: score for _, score, index in process.extract(text, wordings, scorer=scorer, limit=None)}


def is_title(text: str, entry: Entry) -> bool:
    """Whether a query (as folded words between blanks) is the title of a paper, give or take a word, or three words or
    more of it as they stand."""
    return fuzz.token_sort_ratio(text, entry.wording) >= WHOLE_TITLE or holds_any(text, [entry])


def holds_any(text: str, entries: Iterable[Entry]) -> bool:
    """Whether a query (as folded words between blanks) of three words or more stands as it is in any title."""
    return text.count(" ") + 1 >= _SHORTEST_PHRASE and any(_holds(entry, text) for entry in entries)


def _is_phrase(text: str) -> bool:
    """Whether words are a piece of a title where they stand in it: three words or more, or two of which one tells
    nothing and would not be typed for itself."""
    words = text.split()
    return len(words) >= _SHORTEST_PHRASE or (len(words) > 1 and any(word in load_idle_words() for word in words))


def _holds(entry: Entry, text: str) -> bool:
    return f" {text} " in f" {entry.wording} "


def ordered(places: Iterable[int], entries: Sequence[Entry], sort: Sort) -> list[int]:
    """Places by what was asked for. Where that is relevance and nothing says what is relevant, by arrival: first seen
    last, then published last, then most stars, then the title."""
    key = _by_month if sort is Sort.PUBLISHED else _by_arrival
    return sorted(places, key=lambda place: key(entries[place].paper))


def _by_month(paper: Paper) -> tuple[int, str, int]:
    return (-_month_number(paper), paper.title.casefold(), paper.id)


def _by_arrival(paper: Paper) -> tuple[float, int, int, str, int]:
    return (-paper.first_seen_at.timestamp(), -_month_number(paper), -paper.stars, paper.title.casefold(), paper.id)


def _month_number(paper: Paper) -> int:
    return paper.published.number if paper.published else 0
