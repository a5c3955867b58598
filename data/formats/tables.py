"""Rows of pipes as entries: which lines are headers, what their columns mean, what each row says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from data.formats.block_kinds import CellRows, PipeRows
from data.formats.columns import (
    USUAL_COLUMNS,
    Column,
    Sample,
    carries_entries,
    looks_like_header,
    recognise_columns,
    recognise_unheaded,
)
from data.formats.credits import says_where, strip_tail
from data.formats.inline import HARD_BREAK, Inline, InlineReader, Span
from data.formats.item_title import Part, find_title
from data.formats.link_labels import bare_label, is_side_label
from data.formats.marks import count_stars, fold_blanks, says_none, split_leading_emoji
from data.formats.ornament import strip_ornament
from data.formats.outside import leads_outside
from data.formats.row_builder import Findings, RawLink, build_row
from data.formats.sections import Place
from data.formats.title_cell import TitleCell, parse_title_cell, title_text
from data.months import parse_month

_DELIMITER = re.compile(r"\s*:?-+:?\s*")
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")

_NUMBER = re.compile(r"[\d.,/%+~ ]+[kKmM]?\+?")
_DESCRIBED = re.compile(r"\s*(?:[-–—:：.]|$)")
_LONG_TITLE = 4
"""Words from which on a linked text cannot be the name of an author."""
_SAMPLES = 8
"""Rows that are looked at to tell what the columns hold."""

Columns = tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class _TableRow:
    """A line of a table, cut into its cells, which are inline Markdown."""

    line: int
    cells: list[str]
    starts_with_pipe: bool


def split_cells(row: str) -> list[str]:
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
    """Reads the tables of one document, in order. It remembers the last header, for rows that lost theirs."""

    def __init__(self, findings: Findings, reader: InlineReader) -> None:
        self._findings = findings
        self._reader = reader
        self._columns: Columns | None = None
        self._place: Place | None = None

    def read(self, block: PipeRows, place: Place) -> None:
        """Adds the entries among these lines to the findings.

        Rows above a header belong to it. Rows without one continue the table before them; where there is none, a row
        that starts with a month is read as lists like these are usually laid out.
        """
        rows = [_TableRow(line, split_cells(text), text.startswith("|")) for line, text in block.lines]
        headers = find_headers([row.cells for row in rows])
        self._read_rows(rows, headers, place)

    def read_cells(self, block: CellRows, place: Place) -> None:
        """Adds the entries of a table in HTML. Its first row is its header where it says so or leads nowhere."""
        rows = [_TableRow(line, list(cells), starts_with_pipe=True) for line, cells in block.rows]
        names = [self._reader.read(cell) for cell in rows[0].cells]
        is_header = block.has_header or looks_like_header([name.text.strip() for name in names])
        if len(rows) > 1 and (is_header or not any(leads_outside(name) for name in names)):
            headers = [number for number, row in enumerate(rows) if not self._leads_anywhere(row)]
            last = next((number for number in range(len(rows)) if number not in headers), 1) - 1
            self._read_rows(rows[max(last, 0) :], [0], place)
            return
        self._columns = recognise_unheaded([_sample(row.cells, self._reader) for row in rows[:_SAMPLES]])
        if self._columns is None:
            self._skip(rows, place)
            return
        for row in rows:
            self._read_row(row, self._columns, place)

    def _leads_anywhere(self, row: _TableRow) -> bool:
        return any(self._reader.may_link(cell) for cell in row.cells)

    def _read_rows(self, rows: Sequence[_TableRow], headers: Sequence[int], place: Place) -> None:
        if headers:
            self._columns = self._recognise(rows, headers[0])
            if self._columns is None:
                self._skip(rows, place)
        heads = set(headers)
        for number, row in enumerate(rows):
            if number in heads:
                self._columns = self._recognise(rows, number)
            elif not is_delimiter(row.cells) and (columns := self._columns_of(row, place, is_headed=bool(headers))):
                self._read_row(row, columns, place)
        self._place = place

    def _skip(self, rows: Sequence[_TableRow], place: Place) -> None:
        """Notes a table in which nothing names entries, if there are links in it."""
        linked = next((row for row in rows if any(leads_outside(self._reader.read(cell)) for cell in row.cells)), None)
        if linked is not None:
            kind = "no_titles" if place.holds_entries else "section"
            self._findings.skip(linked.line, kind, " | ".join(linked.cells))

    def _recognise(self, rows: Sequence[_TableRow], header: int) -> Columns | None:
        return columns_below([row.cells for row in rows], header, self._reader)

    def _columns_of(self, row: _TableRow, place: Place, *, is_headed: bool) -> Columns | None:
        """What the cells of a row are, or None where it is no row of a list."""
        if is_headed:
            return self._columns
        columns = self._columns or USUAL_COLUMNS
        is_dated = columns[0] is Column.DATE and any(parse_month(cell) for cell in row.cells[:2])
        continues = self._columns is not None and self._place == place and row.starts_with_pipe
        return columns if (is_dated and len(row.cells) > 2) or continues else None

    def _read_row(self, row: _TableRow, columns: Columns, place: Place) -> None:
        cells = _align(row.cells, columns)
        if all(map(says_none, cells)) or looks_like_header(cells):
            return
        inlines = [self._reader.read(cell) for cell in cells]
        if not place.holds_entries:
            self._skip([row], place)
            return
        if not carries_entries(columns) and not any(inline.links for inline in inlines):
            return
        if len(row.cells) != len(columns):
            kind = "missing_cell" if len(row.cells) < len(columns) else "extra_cell"
            self._findings.report(row.line, kind, " | ".join(row.cells))
        for inline in inlines:
            self._findings.report_broken(row.line, inline.text)
        self._add(row, columns, inlines, place)

    def _add(self, row: _TableRow, columns: Columns, inlines: Sequence[Inline], place: Place) -> None:
        place_of_title = columns.index(Column.TITLE)
        title = inlines[place_of_title] if place_of_title < len(inlines) else Inline("")
        titles = _split_titles(title)
        if len(titles) > 1:
            for part in titles:
                self._add_one(row, columns, inlines, place, find_title(title, part), part.links)
            return
        self._add_one(row, columns, inlines, place, _title_of(title), None)

    def _add_one(
        self,
        row: _TableRow,
        columns: Columns,
        inlines: Sequence[Inline],
        place: Place,
        cell: TitleCell,
        own: Sequence[Span] | None,
    ) -> None:
        """Adds the entry of a row; `own` are its links in the title's cell where it shares the row with others."""
        texts = {column: inline.text for column, inline in reversed(list(zip(columns, inlines, strict=False)))}
        if not cell.title:
            self._findings.report(row.line, "no_title", " | ".join(row.cells))
            cell = TitleCell(_stand_in(inlines))
            if not cell.title:
                return
        rating = texts.get(Column.RATING, "")
        if not count_stars(rating) and not says_none(rating) and not _NUMBER.fullmatch(rating.strip()):
            self._findings.report(row.line, "unknown_mark", rating)
        build_row(
            self._findings,
            row.line,
            place.section,
            cell,
            _links(columns, inlines, own),
            date=texts.get(Column.DATE, ""),
            organisations=value_of(texts, Column.ORGANISATION),
            alias=value_of(texts, Column.ALIAS),
            stars=count_stars(rating),
        )


def value_of(texts: dict[Column, str], column: Column) -> str:
    """The text in a column, "" where the row has none or says so."""
    text = texts.get(column, "")
    return "" if says_none(text) else fold_blanks(text)


def find_headers(rows: Sequence[Sequence[str]]) -> list[int]:
    """The rows above dashes, of which all but the first have to read like headers; without any, one that does."""
    above = [number - 1 for number, cells in enumerate(rows) if number and is_delimiter(cells)]
    headers = [number for number in above if number == above[0] or looks_like_header(rows[number])]
    return headers or [number for number, cells in enumerate(rows) if looks_like_header(cells)][:1]


def columns_below(rows: Sequence[Sequence[str]], header: int, reader: InlineReader) -> Columns | None:
    """What the columns hold below a header, told from its words and the first rows; None where none holds titles."""
    following = (cells for cells in rows[header + 1 :] if not is_delimiter(cells))
    samples = [_sample(cells, reader) for cells in islice(following, _SAMPLES)]
    return recognise_columns([reader.read(cell).text for cell in rows[header]], samples)


def _sample(cells: Sequence[str], reader: InlineReader) -> Sample:
    inlines = [reader.read(cell) for cell in cells]
    return [(inline.text, tuple(inline.label_of(link) for link in inline.links if link.target)) for inline in inlines]


def _align(cells: list[str], columns: Columns) -> list[str]:
    """Shifts a row that starts with a stray empty cell (`||2023.12|`), so that its date is in the date's column."""
    if columns[0] is Column.DATE and len(cells) > 1 and not cells[0] and parse_month(cells[1]):
        return cells[1:]
    return cells


def _stand_in(inlines: Sequence[Inline]) -> str:
    """What a row without a title is called: the first words in a cell with a link, else the first address."""
    linked = [inline for inline in inlines if inline.links]
    names = [*(fold_blanks(inline.text) for inline in linked), *(link.target for each in linked for link in each.links)]
    return next(filter(None, names), "")


def _title_of(inline: Inline) -> TitleCell:
    """The title in a cell: as in an item where bold words start it, else all that names a paper."""
    inline = inline.since(_start_of_title(inline.text))
    starts_bracketed = split_leading_emoji(inline.text)[1].startswith(("[", "【"))
    if inline.strong and not starts_bracketed and _DESCRIBED.match(inline.text[inline.strong[0][1] :]):
        return find_title(inline, Part(0, len(inline.text), inline.links))
    return parse_title_cell(strip_tail(title_text(inline)) if "@" not in inline.text else title_text(inline))


def _start_of_title(text: str) -> int:
    """Where the title starts in a cell whose first lines tell a venue or a date."""
    if HARD_BREAK not in text:
        return 0
    start = 0
    while (end := text.find(HARD_BREAK, start)) >= 0:
        line = strip_ornament(text[start:end])[0].strip()
        if _counts(line) and not says_where(line):
            return start
        start = end + 1
    return start if _counts(text[start:]) else 0


def _split_titles(inline: Inline) -> list[Part]:
    """The entries in one cell: linked titles, each on a line of its own or behind a comma."""
    shown = [link for link in inline.links if link.start < link.end and not link.is_bare]
    if len(shown) < 2 or any(is_side_label(bare_label(inline.label_of(link))) for link in shown):
        return [Part(0, len(inline.text), inline.links)]
    between = [inline.text[one.end : other.start] for one, other in pairwise(shown)]
    is_row = all(re.fullmatch(r"[\s,;，；、/|•·-]*", text) for text in between)
    is_lines = all(re.search(r"[\v\n]", text) for text in between)
    long = all(len(inline.label_of(link).split()) >= _LONG_TITLE for link in shown)
    if not (is_row or is_lines) or not (long or is_lines) or _counts(inline.text[: shown[0].start]):
        return [Part(0, len(inline.text), inline.links)]
    ends = [link.start for link in shown[1:]] + [len(inline.text)]
    return [Part(link.start, end, (link,)) for link, end in zip(shown, ends, strict=True)]


def _counts(text: str) -> bool:
    return re.search(r"\w", strip_ornament(text)[0]) is not None


def _links(columns: Columns, inlines: Sequence[Inline], own: Sequence[Span] | None) -> Iterator[RawLink]:
    for number, inline in enumerate(inlines):
        column = columns[number] if number < len(columns) else Column.OTHER
        for link in own if own is not None and column is Column.TITLE else inline.links:
            yield RawLink(column, "" if link.is_bare or column is Column.TITLE else inline.label_of(link), link.target)
