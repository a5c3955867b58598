"""An answer: what was asked, as it was understood, the value that was computed, and the papers that it rests on."""

from dataclasses import dataclass

from data.months import Month
from data.paper import Paper
from data.query.question import Question
from storage.search.result import Confidence

Value = None | bool | int | float | str | tuple[str, ...] | dict[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered. `value` is None where the papers are the answer, where the lists do not say, and where nothing
    is known (confidence NONE: `papers` are then the nearest). `sides` holds, for each side of a comparison, what it
    has: a month, or a number."""

    question: Question
    value: Value
    papers: tuple[Paper, ...]
    confidence: Confidence
    sides: tuple[tuple[str, Month | int | None], ...] = ()
