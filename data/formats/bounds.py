"""What is read of a document at most, so that no text takes longer than it is worth."""

import re

from data.formats.inline import LONGEST_INLINE
from data.formats.row_builder import Findings

_LONG_LINE = re.compile(rf"[^\n]{{{LONGEST_INLINE + 1},}}")


def bound_lines(text: str, findings: Findings) -> str:
    """Cuts lines that no list has and reports each of them."""

    def cut(found: re.Match[str]) -> str:
        findings.report(text.count("\n", 0, found.start()) + 1, "truncated", found[0][:200])
        return found[0][:LONGEST_INLINE]

    return _LONG_LINE.sub(cut, text)
