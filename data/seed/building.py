"""Making the shipped catalog from the lists themselves, by this package's own readers."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from data.formats import parse_document, read_text
from data.formats.jsonl import render_row
from data.identity.matching import match_rows
from data.identity.titles import compact_title
from data.schema import Document, Row
from data.seed import FOLDER


def build_seed(folder: Path) -> Iterator[tuple[str, str]]:
    """Reads the lists that `sources.toml` names from a folder; gives the name and the text of each file of the seed.

    Raises what `read_text` and `parse_document` raise.
    """
    for name, source in tomllib.loads((FOLDER / "sources.toml").read_text(encoding="utf-8")).items():
        current = parse_document(read_text(folder / source["file"]))
        yield f"{name}.jsonl", _render(current.rows)
        if "earlier" in source:
            earlier = parse_document(read_text(folder / source["earlier"]))
            yield f"{name}.earlier.jsonl", _render(_retitled(earlier, current))


def _retitled(earlier: Document, current: Document) -> tuple[Row, ...]:
    """The rows of an earlier version that the current one has under another title."""
    titles = {compact_title(row.title) for row in current.rows}
    found = match_rows(earlier.rows, current.rows)
    continued = {index for index in found if index is not None}
    return tuple(
        row
        for index, row in enumerate(earlier.rows)
        if index in continued and compact_title(row.title) not in titles
    )  # fmt: skip


def _render(rows: tuple[Row, ...]) -> str:
    return "".join(f"{render_row(row)}\n" for row in rows)
