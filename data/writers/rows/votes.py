"""What rows agree on: the nearest are asked first, then their table, then the whole list, where there are enough."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_Answer = TypeVar("_Answer")
_Sample = TypeVar("_Sample")
_QUORUM = 3
"""So many answers make a circle worth asking, where a wider one has more."""


@dataclass(frozen=True, slots=True)
class Votes(Generic[_Answer]):
    """The answers of each circle of rows, the nearest circle first, and in each the most frequent first."""

    circles: tuple[tuple[_Answer, ...], ...]

    def __iter__(self) -> Iterator[_Answer]:
        """Every answer once, the best first."""
        return iter(dict.fromkeys(answer for circle in self.circles for answer in circle))

    def best(self, default: _Answer) -> _Answer:
        """The best answer; `default` where no row gave one."""
        return next(iter(self), default)


def ask(circles: Sequence[Sequence[_Sample]], question: Callable[[_Sample], Iterable[_Answer]]) -> Votes[_Answer]:
    """Puts a question to rows, each of which may give any number of answers. Of equal answers the earlier wins."""
    counted = [Counter(answer for sample in circle for answer in question(sample)) for circle in circles]
    most = max((answers.total() for answers in counted), default=0)
    counted.sort(key=lambda answers: answers.total() < min(_QUORUM, most))
    return Votes(tuple(tuple(answer for answer, _ in answers.most_common()) for answers in counted))
