"""What several words mean together: the names of categories, topics and organisations, as stems in a row."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.query.parts import PartKind
from storage.search.words import stem, stems_of

_SHORTEST_ALIKE, _ALIKE = 5, 0.8


class Phrase(NamedTuple):
    """A text, how well it fits each paper (by its place), 0 to 1, and what it is the name of."""

    text: str
    papers: Mapping[int, float]
    kind: PartKind
    value: str


class Phrases(Protocol):
    """What knows phrases."""

    def find(self, stems: tuple[str, ...], /) -> Mapping[int, float]:
        """The papers that exactly this phrase fits."""

    def find_meaning(self, stems: tuple[str, ...], /) -> tuple[PartKind, str] | None:
        """What exactly this phrase is the name of."""


class PhraseTable:
    """Phrases and how well each of them fits each paper (by its place), 0 to 1."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """Of a text given twice both are kept, the better fit counts, and the first says what it is the name of."""
        self._table: dict[tuple[str, ...], dict[int, float]] = {}
        self._meanings: dict[tuple[str, ...], tuple[PartKind, str]] = {}
        for text, papers, kind, value in phrases:
            stems = stems_of(text)
            if not stems or not papers:
                continue
            self._meanings.setdefault(stems, (kind, value))
            known = self._table.setdefault(stems, {})
            for place, fit in papers.items():
                known[place] = max(fit, known.get(place, 0.0))

    def find(self, stems: tuple[str, ...]) -> Mapping[int, float]:
        """The papers that exactly this phrase fits."""
        return self._table.get(stems, {})

    def find_meaning(self, stems: tuple[str, ...]) -> tuple[PartKind, str] | None:
        """What exactly this phrase is the name of."""
        return self._meanings.get(stems)

    def find_alike(self, word: str) -> tuple[tuple[str, ...], float] | None:
        """The phrase of one word of which this may be a misspelling, and how alike the two are, 0 to 1."""
        if len(word) < _SHORTEST_ALIKE:
            return None
        near = [stems[0] for stems in self._table if len(stems) == 1 and stems[0][:1] == word[:1]]
        found = process.extractOne(stem(word), near, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE)
        return ((found[0],), found[1]) if found else None
