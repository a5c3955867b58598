"""What several words mean together: the names of categories, topics and organisations, as stems in a row."""

from collections.abc import Iterable, Mapping

from storage.search.words import stems_of


class PhraseTable:
    """Phrases and how well each of them fits each paper (by its place), 0 to 1."""

    def __init__(self, phrases: Iterable[tuple[str, Mapping[int, float]]]) -> None:
        """`phrases` holds texts and what they fit; of a text given twice both are kept, and the better fit counts."""
        self._table: dict[tuple[str, ...], dict[int, float]] = {}
        for text, papers in phrases:
            stems = stems_of(text)
            if not stems or not papers:
                continue
            known = self._table.setdefault(stems, {})
            for place, fit in papers.items():
                known[place] = max(fit, known.get(place, 0.0))

    def find(self, stems: tuple[str, ...]) -> Mapping[int, float]:
        """The papers that exactly this phrase fits."""
        return self._table.get(stems, {})
