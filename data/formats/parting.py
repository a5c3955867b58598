"""Blank lines where a curator forgot them: HTML takes all the lines below it for its own up to a blank one.

A heading, an item or a row right below a tag would be lost, which nobody means who writes it. Lines are put in, so the
lines of what is found are counted back.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from data.formats.row_builder import Findings

_GLUED = re.compile(
    r"^[ \t]*<(?!!--)[^\n]*>[ \t]*\n"
    r"(?=[ \t]{0,3}(?:#{1,6}[ \t]+\S|[-*+][ \t]+\S|\d{1,9}[.)][ \t]+\S|\|[^\n]*\|))",
    re.MULTILINE,
)


class Parted(NamedTuple):
    """A text with blank lines put in, and which of its lines they are, counted from 1 in the new text."""

    text: str
    added: tuple[int, ...]


def part_blocks(text: str) -> Parted:
    """Puts a blank line between a line of HTML and the heading, the item or the row of a table right below it."""
    if "<" not in text:
        return Parted(text, ())
    parts: list[str] = []
    added: list[int] = []
    done, line = 0, 1
    for found in _GLUED.finditer(text):
        parts += [text[done : found.end()], "\n"]
        line += text.count("\n", done, found.end())
        added.append(line)
        done, line = found.end(), line + 1
    return Parted("".join([*parts, text[done:]]), tuple(added)) if added else Parted(text, ())


def count_back(findings: Findings, added: Sequence[int]) -> None:
    """Gives what was found its lines as they were before blank ones were put in."""
    if not added:
        return
    findings.rows[:] = [replace(row, line=row.line - bisect_left(added, row.line)) for row in findings.rows]
    for problems in (findings.problems, findings.skipped):
        problems[:] = [replace(each, line=each.line - bisect_left(added, each.line)) for each in problems]
