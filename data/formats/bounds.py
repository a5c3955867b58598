"""What is read of a document at most, so that no text takes longer than it is worth."""

import re

from data.formats.inline import LONGEST_INLINE
from data.formats.row_builder import Findings

_FRONT_MATTER = re.compile(
    r"(-{3}|\+{3})[ \t]*\n(?:(?!\1)[^\n]*[:=][^\n]*\n|[ \t#-][^\n]*\n|\n){0,200}\1[ \t]*(?:\n|\Z)"
)
_LONE_TAG = re.compile(
    r"^([ \t]{0,3}<(?:a|span|img|br)\b[^<>\n]{0,500}>)[ \t]*$"
    r"(?=\n[ \t]{0,3}(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|\|))",
    re.MULTILINE | re.IGNORECASE,
)
_LONG_LINE = re.compile(rf"[^\n]{{{LONGEST_INLINE + 1},}}")


def blank_front_matter(text: str) -> str:
    """Empties the lines of settings that some pages start with, between two lines of dashes; the lines still count."""
    found = _FRONT_MATTER.match(text)
    return "\n" * found[0].count("\n") + text[found.end() :] if found else text


def part_anchors(text: str) -> str:
    """Keeps a tag that stands alone on a line from taking the heading, the item or the row below into its HTML."""
    return _LONE_TAG.sub(r"\1<!-- -->", text) if "<" in text else text


def bound_lines(text: str, findings: Findings) -> str:
    """Cuts lines that no list has and reports each of them."""

    def cut(found: re.Match[str]) -> str:
        findings.report(text.count("\n", 0, found.start()) + 1, "truncated", found[0][:200])
        return found[0][:LONGEST_INLINE]

    return _LONG_LINE.sub(cut, text)
