"""The inside of a cell, an item or a heading: plain text, and where in it the links and the bold words stand."""

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from functools import lru_cache
from html import unescape
from typing import Any, ClassVar

from markdown_it import MarkdownIt
from markdown_it.token import Token

from data.formats.inline_kinds import HARD_BREAK, Inline, Span, shows_address
from data.formats.quick import read_quickly

__all__ = ["HARD_BREAK", "LONGEST_INLINE", "Inline", "InlineReader", "Span", "build_parser", "find_addresses"]

BARE_ADDRESS = re.compile(r"https?://[^\s<>|\"\\`\[\]]+", re.IGNORECASE)
_TAG_HREF = re.compile(r"<a\b[^>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_TAG_NAME = re.compile(r"<(/?[a-z]+)\b", re.IGNORECASE)
_TAG_ALT = re.compile(r"<img\b[^>]*?\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_TRAILING = ".,;:!?'*_~\"。，；：！？、）」】"
_DEEPEST = 60
"""How deep quotes, lists and marks may stand in one another; what is deeper is not read."""
_REMEMBERED = 256
"""Pieces that are kept as read: what stands near is looked at more than once."""
LONGEST_INLINE = 4_000
"""Characters of a cell or an item that are read; what follows is dropped by the caller, who says so."""


def build_parser() -> MarkdownIt:
    """A CommonMark parser that judges no target: an unsafe one is to be seen and reported, not passed over."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("strikethrough")
    parser.validateLink = lambda url: url is not None  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


_PARSER = build_parser()


class InlineReader:
    """Reads the pieces of one document. `definitions` holds what markdown-it gathered of its link definitions."""

    def __init__(self, definitions: MutableMapping[str, Any] | None = None) -> None:
        self._env = {} if definitions is None else definitions
        self._has_references = bool(self._env.get("references"))
        self._read_once = lru_cache(maxsize=_REMEMBERED)(self._read)

    def read(self, source: str) -> Inline:
        """The piece without its markup. What stands beyond `LONGEST_INLINE` is not read."""
        return self._read_once(source)

    def _read(self, source: str) -> Inline:
        source = source[:LONGEST_INLINE]
        if not self._has_references and (simple := read_quickly(source)):
            return simple
        tokens: list[Token] = []
        _PARSER.inline.parse(source, _PARSER, self._env, tokens)
        return _Walk().over(tokens)

    def may_link(self, source: str) -> bool:
        """Whether there can be a link in a piece at all, told without parsing it."""
        return "](" in source or "://" in source or "<" in source or self._has_references


class _Walk:
    """Walks over tokens and keeps what was met."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.links: list[Span] = []
        self.strong: list[tuple[int, int]] = []
        self.open_link: tuple[int, int, str] | None = None
        self.slanted: list[tuple[int, int]] = []
        self.open_strong: int | None = None
        self.open_slanted: int | None = None
        self.alt = ""

    def over(self, tokens: Sequence[Token]) -> Inline:
        for token in tokens:
            self._take(token)
        self._close_link()
        return Inline("".join(self.parts), tuple(self.links), tuple(self.strong), tuple(self.slanted))

    def _take(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self._text(token.content)
            case "code_inline":
                self._add(token.content)
            case "softbreak":
                self._add("\n")
            case "hardbreak":
                self._add(HARD_BREAK)
            case "link_open":
                self._open_link(str(token.attrGet("href") or ""))
            case "link_close":
                self._close_link()
            case "image":
                self.alt = self.alt or token.content
            case "strong_open":
                self.open_strong = self.length
            case "strong_close":
                self._close_strong()
            case "em_open":
                self.open_slanted = self.length
            case "em_close":
                self._close_slanted()
            case "html_inline":
                self._tag(token.content)
            case _:  # strikethrough leaves its words
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
        self.open_link, self.alt = (self.length, len(self.parts), target), ""

    def _close_link(self) -> None:
        if self.open_link is not None:
            start, part, target = self.open_link
            is_bare = shows_address("".join(self.parts[part:]), target)
            self.links.append(Span(start, self.length, target.strip(), self.alt, is_bare))
        self.open_link, self.alt = None, ""

    def _close_strong(self) -> None:
        if self.open_strong is not None and self.open_strong < self.length:
            self.strong.append((self.open_strong, self.length))
        self.open_strong = None

    def _close_slanted(self) -> None:
        if self.open_slanted is not None and self.open_slanted < self.length:
            self.slanted.append((self.open_slanted, self.length))
        self.open_slanted = None

    def _tag(self, tag: str) -> None:
        name = _TAG_NAME.match(tag)
        if name is not None and name[1].lower() in self._named:
            self._named[name[1].lower()](self)
        elif found := _TAG_HREF.match(tag):
            self._open_link(unescape(found[1] or found[2] or found[3] or ""))
        elif found := _TAG_ALT.match(tag):
            self.alt = self.alt or unescape(found[1] or found[2] or "")

    def _break(self) -> None:
        self._add(HARD_BREAK)

    def _start_strong(self) -> None:
        self.open_strong = self.length

    def _start_slanted(self) -> None:
        self.open_slanted = self.length

    _named: ClassVar[dict[str, Callable[["_Walk"], None]]] = {
        **dict.fromkeys(("br", "p", "/p", "div", "/div", "li", "tr", "td"), _break),
        **dict.fromkeys(("b", "strong"), _start_strong),
        **dict.fromkeys(("/b", "/strong"), _close_strong),
        **dict.fromkeys(("i", "em", "sub", "small"), _start_slanted),
        **dict.fromkeys(("/i", "/em", "/sub", "/small"), _close_slanted),
        "/a": _close_link,
    }


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where bare http(s) addresses stand in a text, without the punctuation behind them; they end where a bracket
    closes that was opened before them."""
    for found in BARE_ADDRESS.finditer(text):
        address = found[0]
        depth = 0
        for place, character in enumerate(address):
            depth += (character == "(") - (character == ")")
            if depth < 0:
                address = address[:place]
                break
        yield found.start(), found.start() + len(address.rstrip(_TRAILING))
