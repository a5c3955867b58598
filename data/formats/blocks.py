"""A Markdown document as the few blocks that matter to a list: headings, anchors, runs of table rows, items.

The blocks come from markdown-it, so that code fences, comments and nesting are what they are on a page. Only tables
are cut by a rule of our own: lists in the wild have rows above the header, rows without the closing pipe, rows behind a
blank line, and none of them may be lost. What stands inside a cell or an item is left as written, for `inline`.
"""

import re
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from data.formats.block_kinds import Anchor, Block, CellRows, Heading, Item, Paragraph, PipeRows
from data.formats.html import HtmlReader, anchors_of
from data.formats.inline import build_parser

__all__ = ["Anchor", "Block", "Blocks", "CellRows", "Heading", "Item", "Paragraph", "PipeRows", "split_blocks"]

_PIPES = "pipe_rows"
_TAG = re.compile(r"<[^<>]*>")
_COUNTED = re.compile(r"^[ \t]*(\d{1,4})(?:[、．]|[.)](?!\d))\s*(?=[^\W\d]|\*|\[)", re.MULTILINE)
_LOOSE_HEADING = re.compile(r"(#{2,6})([^#\s].{0,200})")


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a document in order, and the link definitions that stand in it."""

    blocks: tuple[Block, ...]
    definitions: MutableMapping[str, Any]


def split_blocks(text: str) -> Blocks:
    """Takes a Markdown document apart. Never raises."""
    env: dict[str, Any] = {}
    tokens = _PARSER.parse(text, env)
    return Blocks(tuple(sorted(_blocks(tokens), key=lambda block: block.line)), env)


def _build_parser() -> MarkdownIt:
    parser = build_parser().disable(["inline", "text_join"])
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("lheading", _PIPES, _take_pipe_rows, {"alt": interrupts})
    return parser


def _take_pipe_rows(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule of markdown-it: takes this line and those below it that have pipes, up to another block."""
    if silent:  # a row that is not indented ends the item or the quote above it
        return _is_pipe_row(state, start, least_indent=-state.blkIndent)
    if not _is_pipe_row(state, start):
        return False
    line = start + 1
    while line < end and _is_pipe_row(state, line) and not _starts_another_block(state, line, end):
        line += 1
    token = state.push(_PIPES, "", 0)
    token.map = [start, line]
    token.meta["lines"] = tuple(
        (number + 1, state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]])
        for number in range(start, line)
    )
    state.line = line
    return True


def _is_pipe_row(state: StateBlock, line: int, least_indent: int = 0) -> bool:
    """A row starts with a pipe; outside of lists and quotes, where prose is rarer, one with two pipes in it will do."""
    indent = state.sCount[line] - state.blkIndent
    if indent < least_indent or indent > 3:
        return False
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if start >= end:
        return False
    if state.src[start] == "|":
        return state.src.find("|", start + 1, end) > 0
    return state.level == 0 and state.src.count("|", start, end) >= 2


def _starts_another_block(state: StateBlock, line: int, end: int) -> bool:
    if state.src[state.bMarks[line] + state.tShift[line]] == "|":
        return False
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, end, True) for rule in rules if rule is not _take_pipe_rows)


_PARSER = _build_parser()


@dataclass(slots=True)
class _OpenItem:
    line: int
    paragraphs: list[tuple[int, str]] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)

    def close(self) -> Item:
        return Item(self.line, tuple(self.paragraphs), tuple(self.children))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    items: list[_OpenItem] = []
    heading: int | None = None
    html, quotes = HtmlReader(), 0
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        match token.type:
            case "list_item_open":
                items.append(_OpenItem(line))
            case "list_item_close":
                item = items.pop().close()
                if items:
                    items[-1].children.append(item)
                else:
                    yield item
            case "blockquote_open":
                quotes += 1
            case "blockquote_close":
                quotes -= 1
            case "heading_open":
                heading = int(token.tag[1])
                yield from html.finish()
            case "inline" if heading is not None:
                yield Heading(line, heading, token.content)
                yield from anchors_of(line, token.content)
                heading = None
            case "inline" if items:
                items[-1].paragraphs.append((line, token.content))
            case "inline" if not html.take(token.content):
                yield from _paragraph(line, token.content, is_quote=quotes > 0)
                yield from anchors_of(line, token.content)
            case "pipe_rows":
                yield PipeRows(line, token.meta["lines"])
            case "html_block" if items and "<a " in token.content:
                items[-1].paragraphs.append((line, token.content))
            case "html_block":
                yield from html.read(line, token.content)
            case _:
                pass
    yield from html.finish()


def _paragraph(line: int, source: str, *, is_quote: bool) -> Iterator[Block]:
    """A paragraph, or the headings in it that lack the blank behind their signs."""
    if source.startswith("<") and not _TAG.sub("", source).strip() and " href" not in source:
        return
    if not source.startswith("##"):
        yield from _counted(line, source, is_quote=is_quote)
        return
    for number, text in enumerate(source.split("\n")):
        if found := _LOOSE_HEADING.fullmatch(text.strip()):
            yield Heading(line + number, len(found[1]), found[2].strip(" #"))
        else:
            yield Paragraph(line + number, text, is_quote)


def _counted(line: int, source: str, *, is_quote: bool) -> Iterator[Paragraph]:
    """A paragraph, or the several in it that lines with rising numbers begin."""
    starts = list(_COUNTED.finditer(source)) if "\n" in source else []
    numbers = [int(found[1]) for found in starts]
    if len(starts) < 2 or any(one >= other for one, other in pairwise(numbers)):
        yield Paragraph(line, source, is_quote)
        return
    edges = [0, *(found.start() for found in starts if found.start()), len(source)]
    for start, end in pairwise(edges):
        part = source[start:end]
        number, line = line + part[: len(part) - len(part.lstrip())].count("\n"), line + part.count("\n")
        if piece := part.strip():
            yield Paragraph(number, piece, is_quote, is_numbered=_COUNTED.match(piece) is not None)
