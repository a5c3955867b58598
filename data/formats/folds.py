"""Parts that fold: a summary that is an entry with its further links inside, or remarks that are passed over."""

from collections.abc import Sequence

from data.formats.block_kinds import Anchor, Block, FoldEnd, Heading, Item, Paragraph
from data.formats.inline import InlineReader
from data.formats.items import inline_of, links_of
from data.formats.link_labels import is_side_label
from data.formats.outside import leads_outside
from data.formats.row_builder import RawLink

_LONGEST = 60
"""Blocks in which the end of a fold is looked for."""


def end_of_fold(blocks: Sequence[Block], number: int) -> int:
    """Where the fold ends whose summary is the block at `number`; at its summary where its end is not found."""
    depth = 0
    for place in range(number, min(number + _LONGEST, len(blocks))):
        block = blocks[place]
        if isinstance(block, Heading):
            if not block.is_summary:
                return number
            depth += 1
        elif isinstance(block, FoldEnd):
            depth -= 1
            if depth == 0:
                return place
    return number


def opens_fold(item: Item) -> bool:
    """Whether a fold starts at the end of an item's words, so that what is in it belongs to the item."""
    return bool(item.paragraphs) and item.paragraphs[-1][1].rstrip().endswith("<details>")


def is_fold_of_words(blocks: Sequence[Block], number: int) -> bool:
    """Whether a summary stands at `number` whose fold has paragraphs alone."""
    end = end_of_fold(blocks, number) if number < len(blocks) else number
    return end > number and all(isinstance(block, Paragraph | Anchor) for block in blocks[number + 1 : end])


def is_remark(blocks: Sequence[Block], number: int, reader: InlineReader) -> bool:
    """Whether a fold holds nothing but words: an abstract, a citation."""
    inside = blocks[number + 1 : end_of_fold(blocks, number)]
    return all(isinstance(block, Paragraph | Anchor) for block in inside) and not any(
        leads_outside(reader.read(block.source)) for block in inside if isinstance(block, Paragraph)
    )


def links_in_fold(blocks: Sequence[Block], number: int, reader: InlineReader) -> list[RawLink] | None:
    """The further links of the entry whose summary is the block at `number`; None where the fold holds entries."""
    inside = blocks[number + 1 : end_of_fold(blocks, number)]
    if not all(isinstance(block, Item | Paragraph | Anchor) for block in inside):
        return None
    items = [block for block in inside if isinstance(block, Item)]
    inlines = [inline for inline in (inline_of(item, reader) for item in items) if inline.links]
    labelled = sum(is_side_label(inline.label_of(inline.links[0])) for inline in inlines)
    if 2 * labelled < len(inlines):
        return None
    return [link for item in items for link in links_of(item, reader)]
