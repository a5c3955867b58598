"""The inside of a cell, an item or a heading, as `inline` reads it."""

from dataclasses import dataclass, replace

HARD_BREAK = "\v"
"""Where a page shows a new line; a line that merely ends in the document leaves `\\n`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of `Inline.text`, from `start` up to `end`, that leads to `target`, as the document writes it.

    `alt` describes the pictures inside: the only words of a badge that is a link.
    """

    start: int
    end: int
    target: str
    alt: str = ""
    is_bare: bool = False


def shows_address(shown: str, target: str) -> bool:
    """Whether a link shows an address and no words: the one it leads to, or the beginning of it."""
    return target != "" and (shown == target or (shown.startswith(("http://", "https://")) and " " not in shown))


@dataclass(frozen=True, slots=True)
class Inline:
    """Text without markup, with its links, bold and slanted stretches in order. Pictures are gone."""

    text: str
    links: tuple[Span, ...] = ()
    strong: tuple[tuple[int, int], ...] = ()
    slanted: tuple[tuple[int, int], ...] = ()

    def since(self, start: int) -> "Inline":
        """What stands from a place on."""

        def shift(pieces: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
            return tuple((max(first - start, 0), last - start) for first, last in pieces if last > start)

        links = tuple(
            replace(link, start=link.start - start, end=link.end - start) for link in self.links if link.start >= start
        )
        return Inline(self.text[start:], links, shift(self.strong), shift(self.slanted))

    def label_of(self, span: Span) -> str:
        """The text of a link, or what describes its picture."""
        return self.text[span.start : span.end].strip() or span.alt
