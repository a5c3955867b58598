"""What a look-up answers."""

from dataclasses import dataclass
from enum import StrEnum

from data.paper import Paper
from data.query.parts import Part
from data.query.query import Query


class Confidence(StrEnum):
    """How sure the answer is. LOW and NONE say that nothing on the list fits; papers may then be loosely related."""

    HIGH = "high"
    LOW = "low"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Result:
    """The papers that answer a query, best first, all of them. `undated` counts the papers that would have fitted but
    have no month, where the query asks for a stretch of time. `parts` is what was understood of the query, fields and
    words. Where nothing passed every filter, `relaxed` is the one without which the papers were found."""

    query: Query
    papers: tuple[Paper, ...]
    confidence: Confidence
    undated: int = 0
    parts: tuple[Part, ...] = ()
    relaxed: Part | None = None
