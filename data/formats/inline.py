"""The inside of a cell, an item or a heading: plain text, and where in it the links and the bold words stand."""

import re
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

BARE_ADDRESS = re.compile(r"https?://[^\s<>|\"\\`\]]+", re.IGNORECASE)
_TAG_HREF = re.compile(r"<a\b[^>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TAG_ALT = re.compile(r"<img\b[^>]*?\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_TRAILING = ".,;:!?'*_~\"。，；：！？、）」】"
LONGEST_INLINE = 20_000
"""Characters of a cell or an item that are read; what follows is dropped by the caller, who says so."""


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


@dataclass(frozen=True, slots=True)
class Inline:
    """Text without markup, `\\n` where a line ended, with its links and bold stretches in order. Pictures are gone."""

    text: str
    links: tuple[Span, ...] = ()
    strong: tuple[tuple[int, int], ...] = ()

    def label_of(self, span: Span) -> str:
        """The text of a link, or what describes its picture."""
        return self.text[span.start : span.end].strip() or span.alt


def build_parser() -> MarkdownIt:
    """A CommonMark parser that judges no target: an unsafe one is to be seen and reported, not passed over."""
    parser = MarkdownIt("commonmark").enable("strikethrough")
    parser.validateLink = lambda _url: True  # type: ignore[assignment,method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[assignment,method-assign]
    return parser


_PARSER = build_parser()


def parse_inline(source: str, env: MutableMapping[str, Any] | None = None) -> Inline:
    """Reads the markup of one piece of text. `env` holds the link definitions of its document, where it has any."""
    source = source[:LONGEST_INLINE]
    tokens: list[Token] = []
    _PARSER.inline.parse(source, _PARSER, {} if env is None else env, tokens)
    return _Reader().read(tokens)


class _Reader:
    """Walks over tokens and keeps what was met."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.links: list[Span] = []
        self.strong: list[tuple[int, int]] = []
        self.open_link: tuple[int, str] | None = None
        self.open_strong: int | None = None
        self.alt = ""

    def read(self, tokens: Sequence[Token]) -> Inline:
        for token in tokens:
            self._take(token)
        self._close_link()
        return Inline("".join(self.parts), tuple(self.links), tuple(self.strong))

    def _take(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self._text(token.content)
            case "code_inline":
                self._add(token.content)
            case "softbreak" | "hardbreak":
                self._add("\n")
            case "link_open":
                self._open_link(str(token.attrGet("href") or ""))
            case "link_close":
                self._close_link()
            case "image":
                self.alt = self.alt or token.content
            case "strong_open":
                self.open_strong = self.length
            case "strong_close":
                if self.open_strong is not None:
                    self.strong.append((self.open_strong, self.length))
                self.open_strong = None
            case "html_inline":
                self._tag(token.content)
            case _:  # emphasis and strikethrough leave their words
                pass

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _text(self, text: str) -> None:
        """Adds text; a bare address in it is a link, as on a page, unless it stands in one."""
        if self.open_link is not None or "://" not in text:
            self._add(text)
            return
        done = 0
        for start, end in find_addresses(text):
            self._add(text[done:start])
            self.links.append(Span(self.length, self.length + end - start, text[start:end], is_bare=True))
            self._add(text[start:end])
            done = end
        self._add(text[done:])

    def _open_link(self, target: str) -> None:
        self._close_link()
        self.open_link, self.alt = (self.length, target), ""

    def _close_link(self) -> None:
        if self.open_link is not None:
            start, target = self.open_link
            shown = "".join(self.parts)[start:] if self.length > start else ""
            self.links.append(Span(start, self.length, target.strip(), self.alt, is_bare=shown == target != ""))
        self.open_link, self.alt = None, ""

    def _tag(self, tag: str) -> None:
        lower = tag.lower()
        if lower.startswith("<br"):
            self._add("\n")
        elif lower.startswith("</a"):
            self._close_link()
        elif found := _TAG_HREF.match(tag):
            self._open_link(unescape(found[1] or found[2] or found[3] or ""))
        elif found := _TAG_ALT.match(tag):
            self.alt = self.alt or unescape(found[1] or found[2] or "")


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where bare http(s) addresses stand in a text, without the punctuation and the closing bracket behind them."""
    for found in BARE_ADDRESS.finditer(text):
        address = found[0].rstrip(_TRAILING)
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(_TRAILING)
        yield found.start(), found.start() + len(address)
