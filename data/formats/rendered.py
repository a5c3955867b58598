"""A list as a page shows it, copied as text: headings without marks, rows of `a | b | c |`, labels without targets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from data.formats.bounds import bound_lines
from data.formats.columns import Column, looks_like_header, recognise_columns
from data.formats.marks import count_stars, says_none
from data.formats.row_builder import Findings, RawLink, build_row, distinct_sections
from data.formats.sections import name_and_heat
from data.formats.tables import is_delimiter, split_cells, value_of
from data.formats.title_cell import parse_title_cell
from data.schema import Document, Section

_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r"<[a-z]+\b[^>]*?\s(?:id|name)\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)
_BULLET = re.compile(r"[-*•]\s+")
_LABELS = re.compile(r"\[([^\[\]]+(?:\]\[[^\[\]]+)*)\]")
_LINK_COLUMNS = {column for column in Column if column.link_kind or column is Column.LINKS}


@dataclass(slots=True)
class _Page:
    """What was met so far on the page."""

    title: str = ""
    heading: str = ""
    columns: tuple[Column, ...] | None = None
    section: Section = field(default_factory=lambda: Section(""))
    heat_by_name: dict[str, int] = field(default_factory=dict)

    def take_text(self, text: str) -> None:
        """A line outside of tables: it may be the next heading, or a line of the contents, which tells heat."""
        named = name_and_heat(_BULLET.sub("", text, count=1))
        if _BULLET.match(text):
            self.heat_by_name.setdefault(named.name, named.heat)
        self.title = self.title or named.name
        self.heading, self.columns = text, None

    def enter_table(self, columns: tuple[Column, ...] | None, anchor: str) -> None:
        """A header was met: the line above it is the heading."""
        named = name_and_heat(self.heading)
        heat = max(named.heat, self.heat_by_name.get(named.name, 0))
        self.columns, self.section = columns, Section(named.name, anchor, heat)


def parse_rendered(text: str) -> Document:
    """Reads every row below a header. Links have a label and no address, and headings no level. Never raises."""
    findings, page = Findings(), _Page()
    text = bound_lines(text, findings)
    for line, written in enumerate(text.split("\n"), 1):
        shown = _TAG.sub(" ", written).strip() if "<" in written else written.strip()
        if shown:
            _take_line(findings, page, line, shown, _anchor(written))
    return Document(
        "rendered", tuple(findings.rows), tuple(findings.problems), page.title, distinct_sections(findings.rows)
    )


def is_header_line(line: str) -> bool:
    """Whether a line of a page names the columns of a list."""
    shown = _TAG.sub(" ", line) if "<" in line else line
    return shown.count("|") >= 2 and looks_like_header(split_cells(shown))


def _anchor(written: str) -> str:
    found = _ID.findall(written) if "<" in written else []
    return str(found[-1]) if found else ""


def _take_line(findings: Findings, page: _Page, line: int, shown: str, anchor: str) -> None:
    if "|" not in shown:
        page.take_text(shown)
        return
    cells = split_cells(shown)
    if looks_like_header(cells):
        page.enter_table(recognise_columns(cells), anchor)
    elif page.columns is None:
        page.take_text(shown)
    elif not is_delimiter(cells):
        _read_row(findings, page.section, page.columns, line, cells)


def _read_row(
    findings: Findings, section: Section, columns: tuple[Column, ...], line: int, cells: Sequence[str]
) -> None:
    if len(cells) != len(columns):
        findings.report(line, "missing_cell" if len(cells) < len(columns) else "extra_cell", " | ".join(cells))
    texts = dict(reversed(list(zip(columns, cells, strict=False))))
    cell = parse_title_cell(texts.get(Column.TITLE, ""))
    if not cell.title:
        findings.report(line, "no_title", " | ".join(cells))
        return
    build_row(
        findings,
        line,
        section,
        cell,
        _links(columns, cells),
        date=texts.get(Column.DATE, ""),
        organisations=value_of(texts, Column.ORGANISATION),
        alias=value_of(texts, Column.ALIAS),
        stars=count_stars(texts.get(Column.RATING, "")),
    )


def _links(columns: Sequence[Column], cells: Sequence[str]) -> Iterator[RawLink]:
    """The labels in the cells that hold links; a cell without brackets is one label."""
    for column, text in zip(columns, cells, strict=False):
        if column not in _LINK_COLUMNS or says_none(text):
            continue
        for label in _LABELS.findall(text) or [text]:
            yield RawLink(column, label, None)
