"""A list in Markdown: tables, lists and passages under headings."""

from collections.abc import Sequence

from data.formats.blocks import Block, CellRows, Heading, Item, Paragraph, PipeRows, split_blocks
from data.formats.bounds import blank_front_matter, bound_lines
from data.formats.folds import end_of_fold, is_fold_of_words, opens_fold
from data.formats.inline import InlineReader
from data.formats.items import inline_of, read_entries, read_item
from data.formats.lonely import words_of_lonely
from data.formats.outside import leads_away, leads_outside
from data.formats.parting import count_back, part_blocks
from data.formats.passage_forms import form_of
from data.formats.passages import PassageReader
from data.formats.row_builder import Findings, distinct_sections
from data.formats.sections import NOWHERE, Place, find_title, place_blocks, read_heading
from data.formats.tables import TableReader
from data.schema import Document

_FEW_ITEMS = 3
"""So many items before the first section are entries; fewer are links to the project's own places."""


def parse_markdown(text: str) -> Document:
    """Reads every table row, every item and every passage that is an entry. Never raises; there may be no rows."""
    findings = Findings()
    text, added = part_blocks(bound_lines(blank_front_matter(text), findings))
    split = split_blocks(text)
    reader = InlineReader(split.definitions)
    _Walk(findings, reader, split.blocks).over()
    for line, inline, place, form in findings.lonely:
        if findings.likely[place.section, form]:
            read_entries(findings, line, words_of_lonely(inline), [], place)
        else:
            findings.skip(line, "no_link", inline.text)
    count_back(findings, added)
    findings.rows.sort(key=lambda row: row.line)
    headings = [block for block in split.blocks if isinstance(block, Heading) and not block.is_summary]
    first = next((block for block in headings if block.level == 1), headings[0] if headings else None)
    return Document(
        "markdown",
        tuple(findings.rows),
        tuple(sorted(findings.problems, key=lambda problem: problem.line)),
        read_heading(reader.read(first.source)).name if first else "",
        distinct_sections(findings.rows),
        tuple(sorted(findings.skipped, key=lambda problem: problem.line)),
    )


class _Walk:
    """Goes over the blocks of a document and adds their entries to the findings."""

    def __init__(self, findings: Findings, reader: InlineReader, blocks: Sequence[Block]) -> None:
        self._findings = findings
        self._reader = reader
        self._blocks = blocks
        self._places = place_blocks(blocks, reader)
        self._tables = TableReader(findings, reader)
        self._passages = PassageReader(blocks, reader)
        self._first_section = _first_section(blocks, self._places)
        self._introduced = self._count_introduced()

    def over(self) -> None:
        """Reads all blocks, in order."""
        number = 0
        while number < len(self._blocks):
            number += self._read(number)

    def _read(self, number: int) -> int:
        """Reads the block at this place; returns how many blocks that took."""
        block, place = self._blocks[number], self._places[number]
        if isinstance(block, PipeRows):
            self._tables.read(block, place)
        elif isinstance(block, CellRows):
            self._tables.read_cells(block, place)
        elif isinstance(block, Item):
            self._read_item(number, block, place)
            return 1 + self._pass_over_fold(number + 1, block)
        elif isinstance(block, Heading | Paragraph):
            return self._read_words(number, block, place)
        return 1

    def _read_item(self, number: int, item: Item, place: Place) -> None:
        if not place.holds_entries:
            self._skip(item, "section")
        elif number < self._first_section and self._introduced < _FEW_ITEMS:
            self._skip(item, "introduction")
        else:
            read_item(self._findings, item, place, self._reader)

    def _pass_over_fold(self, number: int, item: Item) -> int:
        """Notes the words of a fold that starts on the last line of an item: a citation, an abstract. Returns how many
        blocks that took."""
        if not opens_fold(item) or not is_fold_of_words(self._blocks, number):
            return 0
        end = end_of_fold(self._blocks, number) + 1
        for block in self._blocks[number:end]:
            if isinstance(block, Paragraph):
                self._pass_over(block, "prose")
        return end - number

    def _skip(self, item: Item, why: str) -> None:
        inline = inline_of(item, self._reader)
        if leads_outside(inline):
            self._findings.skip(item.line, why, inline.text)
        for child in item.children:
            self._skip(child, why)

    def _count_introduced(self) -> int:
        """How many items before the first section are what a list offers: those that have the form of one and do not
        lead to other pages of the list."""
        items = [block for block in self._blocks[: self._first_section] if isinstance(block, Item)]
        inlines = [inline_of(item, self._reader) for item in items]
        return sum(bool(form_of(inline)) and leads_away(inline) for inline in inlines)

    def _read_words(self, number: int, block: Heading | Paragraph, place: Place) -> int:
        if isinstance(block, Paragraph) and not self._reader.may_link(block.source) and not block.source.strip():
            return 1
        if isinstance(block, Heading) and not block.is_summary:
            above = self._passages.parent_of(number)
            place = NOWHERE if above is None else self._places[above]
        if not place.holds_entries or number < self._first_section:
            self._pass_over(block, "introduction" if place.holds_entries else "section")
            return 1
        passage = self._passages.find(number)
        if passage is not None:
            lines = self._passages.lines_of(block) if isinstance(block, Paragraph) else []
            for line, inline in lines or [(passage.line, passage.inline)]:
                read_entries(self._findings, line, inline, [] if lines else passage.attached, place)
            return passage.blocks
        self._pass_over(block, "prose")
        return 1

    def _pass_over(self, block: Heading | Paragraph, why: str) -> None:
        """Notes words that lead somewhere and are no entry; badges alone are no words."""
        if self._reader.may_link(block.source):
            inline = self._reader.read(block.source)
            if leads_outside(inline) and any(link.start < link.end for link in inline.links):
                self._findings.skip(block.line, why, inline.text)


def _first_section(blocks: Sequence[Block], places: Sequence[Place]) -> int:
    """Where the first section starts, behind the title of the document and its introduction; 0 where no heading below
    the title has entries, so that the introduction is all there is."""
    title = find_title(blocks)
    headings = [number for number, block in enumerate(blocks) if isinstance(block, Heading) and not block.is_summary]
    below = [number for number in headings if title is None or number > title]
    if title is not None and not any(places[number].holds_entries for number in below):
        return 0
    return below[0] if below else 0
