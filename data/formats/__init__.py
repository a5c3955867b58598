"""The formats of lists. `parse_document` is the way in; `read_text` reads a file for it."""

from collections.abc import Callable

from data.errors import NotAList, UnknownFormat
from data.formats.detection import detect_format, is_html_page
from data.formats.files import read_text
from data.formats.jsonl import parse_rows
from data.formats.markdown import parse_markdown
from data.formats.mojibake import mend
from data.formats.rendered import parse_rendered
from data.schema import Document

__all__ = ["FORMATS", "parse_document", "read_text"]

_READERS: dict[str, Callable[[str], Document]] = {
    "markdown": parse_markdown,
    "rendered": parse_rendered,
    "jsonl": parse_rows,
}
FORMATS = tuple(_READERS)


def parse_document(text: str, format: str = "auto") -> Document:  # noqa: A002 - the word that the command line uses
    """Reads a list. `format` is one of `FORMATS`, or "auto" to find it out.

    Lines count from 1 and end in `\\n`. Damaged encoding is mended first. Raises `NotAList` where no entry is found,
    `UnknownFormat` for another format, and `InvalidRow` for JSON Lines that are no rows.
    """
    if format != "auto" and format not in _READERS:
        raise UnknownFormat(format, FORMATS)
    text = mend(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    name = detect_format(text) if format == "auto" else format
    _refuse_what_is_no_list(text)
    document = _READERS[name](text)
    if not document.rows:
        points = any(piece.kind == "pointer" for piece in document.skipped)
        raise NotAList("pointer" if points else "no_entries")
    return document


def _refuse_what_is_no_list(text: str) -> None:
    if not text.strip():
        raise NotAList("empty")
    if is_html_page(text):
        raise NotAList("html_page")
