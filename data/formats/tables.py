"""Rows of pipes as entries: which line is the header, what its columns mean, what each row says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.formats.blocks import PipeRows
from data.formats.columns import Column, carries_entries, looks_like_header, recognise_columns
from data.formats.inline import Inline, InlineReader
from data.formats.marks import count_stars, fold_blanks, says_none
from data.formats.row_builder import Findings, RawLink, build_row
from data.formats.sections import Place
from data.formats.title_cell import TitleCell, linked_title, parse_title_cell
from data.months import parse_month

_DELIMITER = re.compile(r"\s*:?-+:?\s*")
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")

Cells = list[str]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of a table, cut into its cells, which are inline Markdown."""

    line: int
    cells: Cells


def split_cells(row: str) -> Cells:
    """Cuts a line at its pipes, an escaped one excepted; the pipes at either end count for nothing."""
    row = row.strip()
    cells = row.split("|") if "\\" not in row else _UNESCAPED_PIPE.split(row)
    if len(cells) > 1 and not cells[0].strip():
        del cells[0]
    if len(cells) > 1 and not cells[-1].strip():
        del cells[-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]


def is_delimiter(cells: Sequence[str]) -> bool:
    """Whether a line is the one of dashes below a header."""
    return bool(cells) and all(_DELIMITER.fullmatch(cell) for cell in cells)


class TableReader:
    """Reads the tables of one document. A run of rows without a header continues the table before it in its section."""

    def __init__(self, findings: Findings, reader: InlineReader) -> None:
        self._findings = findings
        self._reader = reader
        self._columns: tuple[Column, ...] | None = None
        self._place: Place | None = None

    def read(self, block: PipeRows, place: Place) -> None:
        """Adds the entries among these lines to the findings."""
        rows = [TableRow(line, split_cells(text)) for line, text in block.lines]
        header = self._find_header(rows)
        if header is not None:
            self._columns = recognise_columns([self._reader.read(cell).text for cell in rows[header].cells])
        elif self._place != place:
            self._columns = None
        self._place = place
        if self._columns is None:
            return
        for number, row in enumerate(rows):
            if number != header and not is_delimiter(row.cells):
                self._read_row(row, self._columns, place, is_known=header is not None)

    def _find_header(self, rows: Sequence[TableRow]) -> int | None:
        """The row above the dashes; without dashes, a row that names columns."""
        for number, row in enumerate(rows):
            if number and is_delimiter(row.cells):
                return number - 1
        for number, row in enumerate(rows):
            if looks_like_header(row.cells):
                return number
        return None

    def _read_row(self, row: TableRow, columns: tuple[Column, ...], place: Place, *, is_known: bool) -> None:
        cells = _align(row.cells, columns)
        if all(says_none(cell) for cell in cells) or looks_like_header(cells):
            return
        inlines = [self._reader.read(cell) for cell in cells]
        has_link = any(inline.links for inline in inlines)
        if not has_link and not (carries_entries(columns) and (is_known or len(cells) == len(columns))):
            return
        if not carries_entries(columns) and not place.holds_entries:
            return
        if len(row.cells) != len(columns):
            kind = "missing_cell" if len(row.cells) < len(columns) else "extra_cell"
            self._findings.report(row.line, kind, " | ".join(row.cells))
        self._add(row, columns, inlines, place)

    def _add(self, row: TableRow, columns: tuple[Column, ...], inlines: Sequence[Inline], place: Place) -> None:
        texts = {column: inline.text for column, inline in reversed(list(zip(columns, inlines, strict=False)))}
        place_of_title = columns.index(Column.TITLE)
        title = inlines[place_of_title] if place_of_title < len(inlines) else Inline("")
        cell = parse_title_cell(linked_title(title))
        if not cell.title:
            self._findings.report(row.line, "no_title", " | ".join(row.cells))
            cell = TitleCell(_stand_in(inlines))
        build_row(
            self._findings,
            row.line,
            place.section,
            cell,
            _links(columns, inlines),
            date=texts.get(Column.DATE, ""),
            organisations=_value(texts, Column.ORGANISATION),
            alias=_value(texts, Column.ALIAS),
            stars=count_stars(texts.get(Column.RATING, "")),
        )


def _value(texts: dict[Column, str], column: Column) -> str:
    text = texts.get(column, "")
    return "" if says_none(text) else fold_blanks(text)


def _align(cells: Cells, columns: Sequence[Column]) -> Cells:
    """Shifts a row that starts with a stray empty cell (`||2023.12|`), so that its date is in the date's column."""
    if len(cells) > len(columns) and not cells[0] and columns[:1] == (Column.DATE,) and parse_month(cells[1]):
        return cells[1:]
    return cells


def _stand_in(inlines: Sequence[Inline]) -> str:
    """What a row without a title is called: the first label in it."""
    labels = (fold_blanks(inline.label_of(link)) for inline in inlines for link in inline.links)
    return next(filter(None, labels), "")


def _links(columns: Sequence[Column], inlines: Sequence[Inline]) -> Iterator[RawLink]:
    for number, inline in enumerate(inlines):
        column = columns[number] if number < len(columns) else Column.OTHER
        for link in inline.links:
            yield RawLink(column, inline.label_of(link) if not link.is_bare else "", link.target)
