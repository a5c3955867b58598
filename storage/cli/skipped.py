"""What a reading of a list passed over, and why, in lines for the operator."""

from collections import Counter
from collections.abc import Iterator, Sequence

from data.schema import Document, Problem

REASONS = {
    "no_link": "an item without a link",
    "navigation": "a link within the document",
    "pointer": "a link to another page of the list itself",
    "archive": "a link to nothing but an archive",
    "section": "below a heading that announces no entries",
    "introduction": "before the first section",
    "prose": "a paragraph with links, but without the form of an entry",
    "no_titles": "a table in which no column names entries",
}
_DOUBTFUL = ("no_titles", "prose", "no_link", "introduction", "pointer", "archive", "section")
"""The kinds that may hide an entry, those first that are most likely to; contents are only counted."""
_MOST_LINES = 12
_EXCERPT = 60


def describe_skipped(skipped: Sequence[Problem]) -> Iterator[str]:
    """One line with the counts, then one for each piece that a person may want to look at, as many as fit a screen."""
    if not skipped:
        return
    counts = Counter(piece.kind for piece in skipped)
    yield "passed over: " + ", ".join(f"{count} × {REASONS[kind]}" for kind, count in counts.most_common())
    doubtful = sorted(
        (piece for piece in skipped if piece.kind in _DOUBTFUL), key=lambda p: (_DOUBTFUL.index(p.kind), p.line)
    )
    for piece in doubtful[:_MOST_LINES]:
        yield f"    line {piece.line}: {REASONS[piece.kind]}: {piece.text[:_EXCERPT]}"
    if len(doubtful) > _MOST_LINES:
        yield f"    and {len(doubtful) - _MOST_LINES} more: --json shows all"


def facts_of_pieces(pieces: Sequence[Problem]) -> list[dict[str, object]]:
    """The same for programs: the line, the kind and the text of every piece."""
    return [{"line": piece.line, "kind": piece.kind, "text": piece.text} for piece in pieces]


def count_sections(document: Document) -> list[tuple[str, int]]:
    """The sections of a document that have rows, in order, with how many."""
    counts = Counter(row.section.name for row in document.rows)
    return list(counts.items())
