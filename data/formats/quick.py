"""Inline Markdown in the forms that nearly all cells, items and paragraphs have, read much faster than the parser does.

Every other form is left to the parser: what is not certain to mean the same is not told here.
"""

import re

from data.formats.inline_kinds import HARD_BREAK, Inline, Span, shows_address

_ADDRESS = r"https?://[^\s()<>\\;\"'`*|\[\]]+"
_TOKEN = re.compile(
    rf"(?P<marks>\*+)|(?P<badge>\[!\[(?P<alt>[^\[\]*`<\\&_~\n:]*)\]\({_ADDRESS}\)\]\((?P<behind>{_ADDRESS})\))"
    rf"|(?P<picture>!\[[^\[\]*`<\\&_~\n:]*\]\({_ADDRESS}\))|(?P<open>\[)|(?P<close>\](?:\((?P<target>{_ADDRESS})\))?)"
    r"|(?<!`)`(?P<code>[^`\s](?:[^`\n]*[^`\s])?)`(?!`)|(?P<br><br ?/?>)|(?P<line>(?:\\|\x20*)\n\x20*)"
)
_RISKY = re.compile(r"[\\`<\x00\t\r]|~~|&[#\w]+;|://|!\Z|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_SIGNS = re.compile(r"[\[\]*]|[!_&~]\Z|^[_~]")
_WORDS = r"[^\[\]*]"
_BRACKET_TEXT = re.compile(rf"({_WORDS}*)\[(\*\*)?((?!\s){_WORDS}+(?<!\s))(?(2)\*\*)\]((?![(\[]){_WORDS}*)")
_SIMPLE_LINK = re.compile(
    rf"\[(?:\[((?!\s){_WORDS}+(?<!\s))\]|((?!\s){_WORDS}+(?<!\s)))\]\(({_ADDRESS})\)|!\[\]\({_ADDRESS}\)"
)
_PLAIN, _LINK = "plain", "link"


def read_quickly(source: str) -> Inline | None:
    """What the parser would make of a piece, or None where that is not plain."""
    if "*" not in source and "](" in source and (simple := _read_links(source)):
        return simple
    tokens = list(_TOKEN.finditer(source))
    if not tokens:
        return None if _RISKY.search(source) or source != source.strip() else Inline(source)
    if (
        "\n" not in source and (found := _BRACKET_TEXT.fullmatch(source)) and not _RISKY.search(source)
    ):  # "[**Name**] A title"
        start = len(found[1]) + 1
        strong = ((start, start + len(found[3])),) if found[2] else ()
        return Inline(f"{found[1]}[{found[3]}]{found[4]}", (), strong)
    roles = _match_brackets(tokens, source)
    if roles is None or source != source.strip():
        return None
    reading = _Reading(source)
    done = 0
    for token, role in zip(tokens, roles, strict=True):
        text = source[done : token.start()]
        if (text and _RISKY.search(text)) or not reading.take(text, token, role):
            return None
        done = token.end()
    rest = source[done:]
    return None if _RISKY.search(rest) else reading.finish(rest)


def _read_links(source: str) -> Inline | None:
    """Plain words with plain links and badges: what most cells and items are."""
    parts, links, length, done = [], [], 0, 0
    for found in _SIMPLE_LINK.finditer(source):
        between, label = source[done : found.start()], found[1] or found[2] or ""
        if _SIGNS.search(between) or _RISKY.search(between) or _RISKY.search(label) or "\n" in label:
            return None
        parts.append(between)
        length += len(between)
        if label:
            shown = f"[{label}]" if found[1] else label
            links.append(Span(length, length + len(shown), found[3], "", shows_address(shown, found[3])))
            parts.append(shown)
            length += len(shown)
        done = found.end()
    rest = source[done:]
    if _SIGNS.search(rest) or _RISKY.search(rest) or "\n" in source:
        return None
    return Inline("".join([*parts, rest]), tuple(links))


def _match_brackets(tokens: list[re.Match[str]], source: str) -> list[str] | None:
    """Which brackets are those of links, and which are plain; None where that is not certain."""
    roles = [""] * len(tokens)
    stack: list[tuple[int, bool]] = []
    for number, token in enumerate(tokens):
        kind = token.lastgroup
        if kind == "open":
            stack.append((number, False))
        elif kind in ("close", "target"):
            if not stack:
                return None
            opened, holds_link = stack.pop()
            is_link = token["target"] is not None
            if (is_link and (holds_link or token.start() == tokens[opened].end())) or (
                not is_link and source[token.end() : token.end() + 1] in ("(", "[", ":")
            ):
                return None
            roles[opened] = roles[number] = _LINK if is_link else _PLAIN
            if stack and (is_link or holds_link):
                stack[-1] = (stack[-1][0], True)
        elif token["badge"] is not None and stack:
            return None
    return None if stack else roles


class _Reading:
    """What was read of a piece so far."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._links: list[Span] = []
        self._strong: list[tuple[int, int]] = []
        self._slanted: list[tuple[int, int]] = []
        self._open: list[tuple[str, int]] = []

    def take(self, text: str, token: re.Match[str], role: str) -> bool:
        """Adds the text before a token, and the token; False where it is not certain what that means."""
        if text:
            self._add(text)
        if token["marks"] is not None:
            return self._take_marks(token)
        if token["open"] is not None:
            self._open.append((role, self._length if role == _LINK else -1))
            if role == _PLAIN:
                self._add("[")
        elif token["close"] is not None:
            return self._close(token, role)
        elif token["badge"] is not None:
            self._links.append(Span(self._length, self._length, token["behind"], token["alt"]))
        elif token["code"] is not None:
            self._add(token["code"])
        elif token["br"] is not None:
            self._add(HARD_BREAK)
        elif token["line"] is not None:
            line = token["line"]
            self._add(HARD_BREAK if line.startswith(("\\", "  ")) else "\n")
        return True

    def finish(self, rest: str) -> Inline | None:
        """The piece with the text behind its last token."""
        if rest:
            self._add(rest)
        if self._open:
            return None
        return Inline("".join(self._parts), tuple(self._links), tuple(self._strong), tuple(self._slanted))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _close(self, token: re.Match[str], role: str) -> bool:
        if not self._open or self._open[-1][0] != role:
            return False  # marks that cross a bracket
        start = self._open.pop()[1]
        if role == _PLAIN:
            self._add("]")
            return True
        label = "".join(self._parts)[start:]
        self._links.append(Span(start, self._length, token["target"], "", shows_address(label, token["target"])))
        return bool(label.strip())

    def _take_marks(self, token: re.Match[str]) -> bool:
        """Stars open where a word follows, and close where one goes before; anything else is for the parser."""
        marks, before, after = token["marks"], token.start() - 1, token.end()
        left = self._source[before] if before >= 0 else " "
        right = self._source[after] if after < len(self._source) else " "
        if len(marks) > 2:
            return False
        if self._open and self._open[-1][0] == marks:
            if left.isspace() or not (right.isspace() or right in ".,:;)]") or self._open[-1][1] == self._length:
                return False
            span = (self._open.pop()[1], self._length)
            (self._strong if marks == "**" else self._slanted).append(span)
            return True
        if any(kind == marks for kind, _ in self._open) or right.isspace() or not (left.isspace() or left in "(["):
            return False
        if right == "*" or not (right.isalnum() or right in "[\"'#@$+`"):
            return False
        self._open.append((marks, self._length))
        return True
