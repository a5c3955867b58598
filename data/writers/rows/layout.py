"""Where the entries of a list stand in its source: runs of table rows and of items, headings, the lines of each."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.formats.block_kinds import Block, CellRows, Heading, Item, Paragraph, PipeRows
from data.formats.blocks import split_blocks
from data.formats.bounds import blank_front_matter
from data.formats.columns import Column, recognise_columns
from data.formats.inline import InlineReader
from data.formats.mojibake import mend
from data.formats.rendered import is_header_line
from data.formats.sections import place_blocks
from data.formats.tables import columns_below, find_headers, is_delimiter, split_cells
from data.schema import Document, Row, Section

_TAG = re.compile(r"<[^>]*>")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Form(StrEnum):
    """How the entries of a run are written."""

    TABLE = "table"
    PAGE = "page"  # a table as a page shows it, without the targets of its links
    ITEMS = "items"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands on the lines from `first` up to `last`, both included: one row, or several that share them."""

    rows: tuple[Row, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Run:
    """Entries beside one another in one section. A table has `columns` and the lines of its header; it may be empty."""

    form: Form
    section: Section
    entries: tuple[Entry, ...]
    columns: tuple[Column, ...] = ()
    header: tuple[int, ...] = ()

    @property
    def last(self) -> int:
        """The last line of the run."""
        return self.entries[-1].last if self.entries else self.header[-1]


@dataclass(frozen=True, slots=True)
class HeadingAt:
    """A heading below which entries may stand."""

    line: int
    level: int
    section: Section


@dataclass(frozen=True, slots=True)
class Layout:
    """A list taken apart. `lines` are its lines without their ends, its encoding mended; `runs` stand in order."""

    lines: tuple[str, ...]
    runs: tuple[Run, ...]
    headings: tuple[HeadingAt, ...]

    def text_of(self, entry: Entry) -> str:
        """The source of an entry, lines joined by `\\n`."""
        return "\n".join(self.lines[entry.first - 1 : entry.last])


def lay_out(text: str, document: Document) -> Layout:
    """Takes the text apart that `document` was read from."""
    plain = mend(_LINE_END.sub("\n", text.removeprefix("\ufeff")))
    lines = tuple(plain.split("\n"))
    by_line: dict[int, list[Row]] = defaultdict(list)
    for row in document.rows:
        by_line[row.line].append(row)
    if document.format == "rendered":
        return Layout(lines, tuple(_page_runs(lines, document)), ())
    split = split_blocks(blank_front_matter(plain))
    reader = InlineReader(split.definitions)
    places = place_blocks(split.blocks, reader)
    headings = tuple(
        HeadingAt(block.line, block.level, place.section)
        for block, place in zip(split.blocks, places, strict=True)
        if isinstance(block, Heading) and not block.is_summary and place.holds_entries and place.section.name
    )
    runs = _Runs(lines, by_line, reader, [place.section for place in places])
    return Layout(lines, tuple(runs.of(split.blocks)), headings)


class _Runs:
    """Finds the runs of a Markdown document."""

    def __init__(
        self,
        lines: Sequence[str],
        by_line: dict[int, list[Row]],
        reader: InlineReader,
        sections: Sequence[Section],
    ) -> None:
        self._lines = lines
        self._by_line = by_line
        self._reader = reader
        self._sections = sections
        self._columns: tuple[Column, ...] = ()

    def of(self, blocks: Sequence[Block]) -> Iterator[Run]:
        starts = [block.line for block in blocks] + [len(self._lines) + 1]
        number = 0
        while number < len(blocks):
            block, section = blocks[number], self._sections[number]
            if isinstance(block, PipeRows):
                yield from self._tables(block, section)
            elif isinstance(block, CellRows):
                entries = tuple(Entry(tuple(self._by_line[line]), line, line) for line, _ in block.rows)
                kept = tuple(entry for entry in entries if entry.rows)
                if kept:
                    yield Run(Form.HTML, kept[0].rows[0].section, kept)
            elif isinstance(block, Item):
                stop = number
                while stop < len(blocks) and isinstance(blocks[stop], Item):
                    stop += 1
                items = [each for each in blocks[number:stop] if isinstance(each, Item)]
                yield from self._items(items, starts[stop])
                number = stop
                continue
            elif self._is_passage(block):
                stop = number
                while stop < len(blocks) and self._is_passage(blocks[stop]) and self._sections[stop] == section:
                    stop += 1
                yield self._passages(blocks[number:stop], starts[stop])
                number = stop
                continue
            number += 1

    def _is_passage(self, block: Block) -> bool:
        return isinstance(block, Paragraph) and block.line in self._by_line

    def _tables(self, block: PipeRows, section: Section) -> Iterator[Run]:
        """The tables in neighbouring lines: each header begins another one."""
        cells = [split_cells(text) for _, text in block.lines]
        heads = find_headers(cells)
        starts = ([] if 0 in heads else [0]) + heads
        for start, stop in zip(starts, [*starts[1:], len(cells)], strict=True):
            header: list[int] = []
            if start in heads:
                self._columns = columns_below(cells, start, self._reader) or ()
                header = [
                    line
                    for (line, _), each in zip(block.lines[start:stop], cells[start:stop], strict=True)
                    if line == block.lines[start][0] or is_delimiter(each)
                ]
            kept = tuple(
                Entry(tuple(self._by_line[line]), line, line)
                for line, _ in block.lines[start:stop]
                if line in self._by_line
            )
            if self._columns and (kept or header):
                where = kept[0].rows[0].section if kept else section
                yield Run(Form.TABLE, where, kept, self._columns, tuple(header))

    def _items(self, items: Sequence[Item], end: int) -> Iterator[Run]:
        """The runs of items beside one another, and of those below them. `end` is the line behind the last one."""
        ends = [item.line for item in items[1:]] + [end]
        entries: list[Entry] = []
        for item, stop in zip(items, ends, strict=True):
            rows = tuple(self._by_line.get(item.line, ()))
            below = [child for child in item.children if self._holds_rows(child)]
            if rows:
                last = min((child.line for child in below), default=stop)
                entries.append(Entry(rows, item.line, self._last_line(item.line, last)))
            if below:
                yield from self._items(list(item.children), stop)
        if entries:
            for section in dict.fromkeys(entry.rows[0].section for entry in entries):
                kept = tuple(entry for entry in entries if entry.rows[0].section == section)
                yield Run(Form.ITEMS, section, kept)

    def _holds_rows(self, item: Item) -> bool:
        return item.line in self._by_line or any(map(self._holds_rows, item.children))

    def _passages(self, blocks: Sequence[Block], end: int) -> Run:
        """Paragraphs that are entries, one beside the other: items without a marker."""
        ends = [block.line for block in blocks[1:]] + [end]
        entries = tuple(
            Entry(tuple(self._by_line[block.line]), block.line, self._last_line(block.line, stop))
            for block, stop in zip(blocks, ends, strict=True)
        )
        return Run(Form.ITEMS, entries[0].rows[0].section, entries)

    def _last_line(self, first: int, end: int) -> int:
        """The last line of what starts on `first` and is over before `end`: lines behind a blank one belong to it where
        they are indented, and a tag at the start of a line never does."""
        last, is_apart = first, False
        for line in range(first + 1, end):
            text = self._lines[line - 1]
            if not text.strip():
                is_apart = True
            elif text.startswith("<") or (is_apart and not text.startswith((" ", "\t"))):
                break
            else:
                last, is_apart = line, False
        return last


def _page_runs(lines: Sequence[str], document: Document) -> Iterator[Run]:
    heads = [number for number, line in enumerate(lines, 1) if "|" in line and is_header_line(line)]
    for start, stop in zip(heads, [*heads[1:], len(lines) + 1], strict=True):
        columns = recognise_columns(split_cells(_TAG.sub(" ", lines[start - 1])))
        entries = tuple(Entry((row,), row.line, row.line) for row in document.rows if start < row.line < stop)
        if columns and entries:
            yield Run(Form.PAGE, entries[0].rows[0].section, entries, columns, (start,))
