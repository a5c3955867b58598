"""The HTML in a Markdown document as the same few blocks: headings, anchors, tables, lists, paragraphs.

A table goes on over blank lines, where Markdown sees a new block, and may have Markdown in its cells; so one reader
takes all the HTML of a document. Nothing has to be closed, and the time it takes is linear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from data.formats.block_kinds import Anchor, Block, CellRows, FoldEnd, Heading, Item, Paragraph, PipeRows

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b([^<>]{0,2000})>")
_ANCHOR = re.compile(
    r"<[a-z]+\b[^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"]+)\"|'([^']+)'|([^\s\"'>]+))[^<>]*>", re.IGNORECASE
)
_SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
_PIPE_ROW = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BREAKS = {"p", "div", "center", "hr", "dt", "dd", "details", "section", "article", "header", "footer", "blockquote"}
_UNSEEN = ("<!--", "<script", "<style", "<pre")
_WIDEST = 16
_TALLEST = 100
_DEEPEST = 20
_LONGEST = 20_000


@dataclass(slots=True)
class _OpenItem:
    line: int
    depth: int
    source: str = ""
    children: list[Item] = field(default_factory=list)

    def close(self) -> Item:
        return Item(self.line, ((self.line, self.source.strip()),), tuple(self.children))


@dataclass(slots=True)
class _OpenTable:
    line: int
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    has_header: bool = False
    row: list[str] | None = None
    row_line: int = 0
    cell: str | None = None
    width: int = 1
    height: int = 1
    carried: dict[int, tuple[int, str]] = field(default_factory=dict)

    def open_cell(self, attributes: str, *, is_header: bool) -> None:
        self.close_cell()
        spans = {name.lower(): int(number) for name, number in _SPAN.findall(attributes)}
        self.width, self.height = min(spans.get("colspan", 1), _WIDEST), min(spans.get("rowspan", 1), _TALLEST)
        self.row = [] if self.row is None else self.row
        self.has_header = is_header and (self.has_header or not self.row) if not self.rows else self.has_header
        self.cell = ""

    def close_cell(self) -> None:
        if self.cell is None or self.row is None:
            return
        self._carry_over()
        for number in range(min(max(1, self.width), _WIDEST - len(self.row))):
            text = self.cell.strip() if number == 0 else ""
            if self.height > 1:
                self.carried[len(self.row)] = (self.height - 1, text)
            self.row.append(text)
        self.cell = None

    def close_row(self) -> None:
        self.close_cell()
        if self.row is not None:
            self._carry_over()
            if any(self.row):
                self.rows.append((self.row_line, tuple(self.row[:_WIDEST])))
        self.row = None

    def _carry_over(self) -> None:
        """Repeats cells that reach down from the rows above."""
        while self.row is not None and len(self.row) < _WIDEST and len(self.row) in self.carried:
            left, text = self.carried.pop(len(self.row))
            if left > 1:
                self.carried[len(self.row)] = (left - 1, text)
            self.row.append(text)


class HtmlReader:
    """Reads the blocks of HTML of one document, in order."""

    def __init__(self) -> None:
        self._table: _OpenTable | None = None
        self._items: list[_OpenItem] = []
        self._depth = 0
        self._text = ""
        self._text_line = 1
        self._heading: tuple[int, int] | None = None

    def read(self, line: int, html: str) -> Iterator[Block]:
        """The blocks that a piece of HTML completes. `line` is where it starts."""
        if html.lstrip().lower().startswith(_UNSEEN):
            return
        html = _without_comments(html)
        yield from anchors_of(line, html)
        if "|" in html and self._table is None:
            yield from _pipe_rows(line, html)
            html = _PIPE_ROW.sub("", html)
        done = 0
        for tag in _TAG.finditer(html):
            self._add(html[done : tag.start()], line)
            line += html.count("\n", done, tag.start())
            done = tag.end()
            yield from self._take(tag[1] == "/", tag[2].lower(), tag[3], tag[0], line)
            line += tag[0].count("\n")
        self._add(html[done:], line)
        if not self._items and self._table is None and self._heading is None:
            yield from self._flush()

    def take(self, source: str) -> bool:
        """Adds a paragraph of Markdown to the cell that is open; False where none is."""
        if self._table is None or self._table.cell is None:
            return False
        if len(self._table.cell) < _LONGEST:
            self._table.cell += f"\n{source}\n"
        return True

    def finish(self) -> Iterator[Block]:
        """What was not closed, at the end of the document or at a heading of Markdown."""
        yield from self._close_items(0)
        yield from self._close_table()
        self._heading, self._depth = None, 0
        yield from self._flush()

    def _add(self, text: str, line: int) -> None:
        if self._items:
            self._items[-1].source += text[:_LONGEST]
        elif self._table is not None:
            if self._table.cell is not None and len(self._table.cell) < _LONGEST:
                self._table.cell += text
        elif text.strip() or self._text:
            if not self._text:
                self._text_line = line + len(text[: len(text) - len(text.lstrip())].split("\n")) - 1
            self._text += text[:_LONGEST]

    def _take(self, closes: bool, name: str, attributes: str, tag: str, line: int) -> Iterator[Block]:
        if name in _HEADINGS or name == "summary":
            yield from self._take_heading(closes, name, line)
        elif name == "table":
            yield from self._take_table(closes, line)
        elif name in ("tr", "td", "th") and self._table is not None:
            self._take_cell(closes, name, attributes, line)
        elif name in ("ul", "ol", "li"):
            yield from self._take_list(closes, name, line)
        elif name == "details" and closes and not self._items and self._table is None:
            yield from self._flush()
            yield FoldEnd(line)
        elif name in _BREAKS and not self._items and self._table is None:
            yield from self._flush()
        elif name not in ("thead", "tbody", "tfoot", "details", "summary"):
            self._add(tag, line)

    def _take_heading(self, closes: bool, name: str, line: int) -> Iterator[Block]:
        if not closes:
            if self._heading is None and not self._items and self._table is None:
                yield from self._flush()
            level = _HEADINGS.get(name, 7)
            if self._heading is None and self._table is None and not self._items:
                self._heading = (line, level)
        elif self._heading is not None:
            (line, level), self._heading = self._heading, None
            if words := " ".join(_ANY_TAG.sub("", self._text).split()):
                source = " ".join(self._text.split()) if "href" in self._text else words
                yield Heading(line, min(level, 6), source, is_summary=level == 7)
            self._text = ""

    def _take_table(self, closes: bool, line: int) -> Iterator[Block]:
        if closes:
            yield from self._close_table()
        elif self._table is None:
            if not self._items:
                yield from self._flush()
            self._table = _OpenTable(line)

    def _take_cell(self, closes: bool, name: str, attributes: str, line: int) -> None:
        table = self._table
        if table is None:
            return
        if name == "tr":
            table.close_row()
            if not closes:
                table.row, table.row_line = [], line
        elif closes:
            table.close_cell()
        else:
            if table.row is None:
                table.row_line = line
            table.open_cell(attributes, is_header=name == "th")

    def _take_list(self, closes: bool, name: str, line: int) -> Iterator[Block]:
        if self._table is not None:
            self._add("\v" if name == "li" and not closes else " ", line)
        elif name == "li":
            yield from self._close_items(self._depth)
            if not closes:
                yield from self._flush() if not self._items else ()
                self._items.append(_OpenItem(line, self._depth))
        elif closes:
            yield from self._close_items(self._depth)
            self._depth = max(0, self._depth - 1)
        else:
            self._depth = min(self._depth + 1, _DEEPEST)

    def _close_items(self, depth: int) -> Iterator[Block]:
        """Closes the items of lists as deep as this, or deeper."""
        while self._items and self._items[-1].depth >= depth:
            yield from self._close_item()

    def _close_item(self) -> Iterator[Block]:
        item = self._items.pop().close()
        if self._items:
            self._items[-1].children.append(item)
        else:
            yield item

    def _close_table(self) -> Iterator[Block]:
        table, self._table = self._table, None
        if table is not None:
            table.close_row()
            if table.rows:
                yield CellRows(table.line, tuple(table.rows), table.has_header)

    def _flush(self) -> Iterator[Block]:
        text, self._text = self._text.strip(), ""
        if text and _ANY_TAG.sub("", text).strip():
            yield Paragraph(self._text_line, text)


def _without_comments(html: str) -> str:
    """Blanks comments out, keeping the lines; one that does not end hides the rest."""
    parts, done = [], 0
    while (start := html.find("<!--", done)) >= 0:
        end = html.find("-->", start)
        parts += [html[done:start], "\n" * html.count("\n", start, end if end >= 0 else len(html))]
        done = end + 3 if end >= 0 else len(html)
    return "".join([*parts, html[done:]]) if parts else html


def anchors_of(line: int, source: str) -> Iterator[Anchor]:
    """The names in a text that links within the document lead to."""
    if "<" not in source:
        return
    for found in _ANCHOR.finditer(source):
        yield Anchor(line + source.count("\n", 0, found.start()), found[1] or found[2] or found[3])


def _pipe_rows(line: int, html: str) -> Iterator[PipeRows]:
    """Rows of a table of Markdown that are glued below a tag."""
    lines = [(line + number, row.strip()) for number, row in enumerate(html.split("\n"))]
    for is_row, run in groupby(lines, lambda numbered: numbered[1].startswith("|")):
        if is_row:
            rows = tuple(run)
            yield PipeRows(rows[0][0], rows)
