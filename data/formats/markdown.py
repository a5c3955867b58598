"""A list in Markdown: tables and lists under headings."""

from data.formats.blocks import Heading, Item, PipeRows, split_blocks
from data.formats.bounds import bound_lines
from data.formats.inline import InlineReader
from data.formats.items import read_item
from data.formats.row_builder import Findings, distinct_sections
from data.formats.sections import place_blocks, read_heading
from data.formats.tables import TableReader
from data.schema import Document


def parse_markdown(text: str) -> Document:
    """Reads every table row and every item that is an entry, in order. Never raises; there may be no rows."""
    findings = Findings()
    text = bound_lines(text, findings)
    split = split_blocks(text)
    reader = InlineReader(split.definitions)
    tables = TableReader(findings, reader)
    for block, place in zip(split.blocks, place_blocks(split.blocks, reader), strict=True):
        if isinstance(block, PipeRows):
            tables.read(block, place)
        elif isinstance(block, Item):
            read_item(findings, block, place, reader)
    headings = [block for block in split.blocks if isinstance(block, Heading)]
    first = next((block for block in headings if block.level == 1), headings[0] if headings else None)
    return Document(
        "markdown",
        tuple(findings.rows),
        tuple(sorted(findings.problems, key=lambda problem: problem.line)),
        read_heading(reader.read(first.source)).name if first else "",
        distinct_sections(findings.rows),
    )
