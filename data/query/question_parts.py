"""The parts of what was understood: which there are, and the question without some of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from data.query.question import Narrowing, Part, Question


def parts_of(of: Narrowing) -> tuple[Part, ...]:
    """The parts that narrow, in the order in which they are shown."""
    query = of.query
    held = {
        Part.NAME: of.name,
        Part.TOPIC: of.topic,
        Part.CATEGORY: query.category,
        Part.WORDS: query.text,
        Part.ORGANISATION: query.organisation,
        Part.TIME: query.since or query.until,
        Part.CODE: query.has_code is not None,
        Part.STARS: query.min_stars,
        Part.HEAT: of.min_heat,
    }
    return tuple(part for part, value in held.items() if value)


def without(question: Question, parts: Iterable[Part]) -> Question:
    """The question without these parts."""
    of = question.of
    for part in parts:
        of = _REMOVERS[part](of)
    return replace(question, of=of)


def _query(of: Narrowing, **changes: object) -> Narrowing:
    return replace(of, query=replace(of.query, **changes))  # type: ignore[arg-type]


_REMOVERS: dict[Part, Callable[[Narrowing], Narrowing]] = {
    Part.NAME: lambda of: replace(of, name=""),
    Part.TOPIC: lambda of: replace(of, topic=""),
    Part.CATEGORY: lambda of: _query(of, category=""),
    Part.WORDS: lambda of: _query(of, text=""),
    Part.ORGANISATION: lambda of: replace(_query(of, organisation=""), partner="", either=False),
    Part.TIME: lambda of: _query(of, since=None, until=None),
    Part.CODE: lambda of: _query(of, has_code=None),
    Part.STARS: lambda of: _query(of, min_stars=0),
    Part.HEAT: lambda of: replace(of, min_heat=0),
}
