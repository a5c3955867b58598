"""What was understood of the words of a query, as parts that can be shown and taken off."""

from collections.abc import Sequence

from data.query.lexicon import load_idle_words
from data.query.parts import Part, PartKind
from storage.search.evidence import Evidence, Meaning

_RANK = {PartKind.ORGANISATION: 0, PartKind.CATEGORY: 1, PartKind.TOPIC: 2, PartKind.NAME: 3}
MOST_PARTS = 8


def parts_of_words(evidence: Evidence, *, is_title: bool) -> tuple[Part, ...]:
    """What spans of the words are the names of, in the order of the words: the longest first, none over another. Of
    the words of a title nothing is said but the paper's name where all of them are it."""
    words = evidence.words
    whole = [found for found in evidence.meanings if found.last - found.first == len(words)]
    chosen: list[Meaning] = []
    for found in sorted(whole if is_title else evidence.meanings, key=_precedence):
        is_idle = all(word.text in load_idle_words() for word in words[found.first : found.last]) and not whole
        if not is_idle and all(found.last <= other.first or other.last <= found.first for other in chosen):
            chosen.append(found)
    chosen.sort(key=lambda found: found.first)
    parts = (
        Part(found.kind, found.value, _said([word.source for word in words[found.first : found.last]]))
        for found in chosen
    )
    return tuple(dict.fromkeys(parts))[:MOST_PARTS]


def _precedence(found: Meaning) -> tuple[int, int, int]:
    return (found.first - found.last, _RANK.get(found.kind, len(_RANK)), found.first)


def _said(sources: Sequence[str]) -> str:
    """The typed words in a row; one that stands for several words is said once."""
    return " ".join(source for place, source in enumerate(sources) if place == 0 or source != sources[place - 1])
