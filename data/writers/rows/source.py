"""The text of a list as lines with their ends, to be changed line by line and put together again."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Source:
    """Lines and what ends each of them, "" for a last line that nothing ends."""

    lines: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, text: str) -> "Source":
        """Takes a text apart."""
        pairs = [(found[1], found[2]) for found in _LINE.finditer(text)]
        while pairs and pairs[-1] == ("", ""):
            pairs.pop()
        return cls(tuple(pairs))

    @property
    def text(self) -> str:
        """The inverse of `of`."""
        return "".join(f"{line}{end}" for line, end in self.lines)

    @property
    def usual_end(self) -> str:
        """What ends most lines."""
        counted = Counter(end for _, end in self.lines if end)
        return counted.most_common(1)[0][0] if counted else "\n"

    def replaced(self, first: int, count: int, new: Sequence[str]) -> "Source":
        """With `count` lines from line `first` (1-based) taken out and new ones there instead, which end as the lines
        around them do."""
        start = first - 1
        head, old, rest = self.lines[:start], self.lines[start : start + count], self.lines[start + count :]
        end = next((end for _, end in (*old, *reversed(head), *rest) if end), self.usual_end)
        if head and new and not head[-1][1]:
            head = (*head[:-1], (head[-1][0], end))
        written = [(line, old[number][1] if number < len(old) else end) for number, line in enumerate(new)]
        written = [(line, end_ or end) for line, end_ in written]
        if written and not rest and self.lines and not self.lines[-1][1]:
            written[-1] = (written[-1][0], "")
        return Source((*head, *written, *rest))
