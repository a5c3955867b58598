"""What is read of a document at most, so that no text takes longer than it is worth."""

import re

from data.formats.inline import LONGEST_INLINE
from data.formats.row_builder import Findings

_FRONT_MATTER = re.compile(
    r"(-{3}|\+{3})[ \t]*\n(?:(?!\1)[^\n]*[:=][^\n]*\n|[ \t#-][^\n]*\n|\n){0,200}\1[ \t]*(?:\n|\Z)"
)
DEEPEST_INDENT = 58
"""Blanks before an item; one below thirty others is indented as far, and is not read."""
_DEEP = re.compile(rf"[ \t]{{{DEEPEST_INDENT}}}")
_STRANGE_LINE = re.compile(
    rf"[^\n]{{{LONGEST_INLINE + 1},}}|^[ \t]{{{DEEPEST_INDENT},}}(?:[-*+]|\d{{1,9}}[.)])[ \t][^\n]*", re.MULTILINE
)


def blank_front_matter(text: str) -> str:
    """Empties the lines of settings that some pages start with, between two lines of dashes; the lines still count."""
    found = _FRONT_MATTER.match(text)
    return "\n" * found[0].count("\n") + text[found.end() :] if found else text


def bound_lines(text: str, findings: Findings) -> str:
    """Cuts lines that no list has, and reports each of them; those that are indented too deep to be read, too."""
    if max(map(len, text.split("\n"))) <= LONGEST_INLINE and _DEEP.search(text) is None:
        return text
    parts: list[str] = []
    done, line = 0, 1
    for found in _STRANGE_LINE.finditer(text):
        line += text.count("\n", done, found.start())
        findings.report(line, "truncated", found[0][: DEEPEST_INDENT + 200])
        parts += [text[done : found.start()], found[0][:LONGEST_INLINE]]
        done = found.end()
    return "".join([*parts, text[done:]])
