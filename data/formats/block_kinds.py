"""The few blocks that matter to a list, as `blocks` takes a document apart into them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 to 6; `source` is its inline Markdown. The summary of a part that folds is a heading of sorts."""

    line: int
    level: int
    source: str
    is_summary: bool = False


@dataclass(frozen=True, slots=True)
class FoldEnd:
    """Where a part that folds ends, which its summary began."""

    line: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A name that links within the document lead to."""

    line: int
    name: str


@dataclass(frozen=True, slots=True)
class PipeRows:
    """Neighbouring lines with pipes in them, each with its line number: a table, or a part of one, or neither."""

    line: int
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list with the paragraphs in it (line, inline Markdown) and the items below it."""

    line: int
    paragraphs: tuple[tuple[int, str], ...]
    children: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words outside of items and tables, as inline Markdown. In a quote they are a remark; `is_numbered` ones are
    among several that are counted, as items are."""

    line: int
    source: str
    is_quote: bool = False
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class CellRows:
    """A table in HTML: its rows, each with its line and its cells, which are inline Markdown with HTML in it."""

    line: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    has_header: bool


Block = Heading | FoldEnd | Anchor | PipeRows | CellRows | Item | Paragraph
