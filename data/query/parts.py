"""What was understood of a query, part by part, so that each can be shown and taken off."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from data.query.query import Query, Sort


class PartKind(StrEnum):
    """What a part says. TIME to SORT narrow or order; the others say what is looked for."""

    TIME = "time"  # value: "2024-01/2024-12", either end may be empty
    CODE = "code"  # value: "code" or "no-code"
    STARS = "stars"  # value: "2"
    SORT = "sort"  # value: a `Sort`
    CATEGORY = "category"  # value: a category's slug
    ORGANISATION = "organisation"  # value: its usual name
    TOPIC = "topic"  # value: what the topic is called in English
    NAME = "name"  # value: a paper's short name, as its list writes it


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was understood, and the words of the text that say it: "" where a field of the query does."""

    kind: PartKind
    value: str
    words: str = ""


def parts_of_fields(query: Query) -> tuple[Part, ...]:
    """The parts that the fields of a query state, not its text."""
    found = []
    if query.since or query.until:
        found.append(Part(PartKind.TIME, f"{query.since or ''}/{query.until or ''}"))
    if query.has_code is not None:
        found.append(Part(PartKind.CODE, "code" if query.has_code else "no-code"))
    if query.min_stars:
        found.append(Part(PartKind.STARS, str(query.min_stars)))
    if query.category:
        found.append(Part(PartKind.CATEGORY, query.category))
    if query.organisation:
        found.append(Part(PartKind.ORGANISATION, query.organisation))
    if query.text and query.sort is not Sort.RELEVANCE:
        found.append(Part(PartKind.SORT, query.sort.value))
    return tuple(found)


def take_off(query: Query, part: Part) -> Query:
    """The query without this part: without the words that say it, or with its field emptied. Gives the same query
    where the part is none of it."""
    if part.words:
        spaced = r"\s+".join(map(re.escape, part.words.split()))
        found = re.search(spaced, query.text, re.IGNORECASE)
        if found is None:
            return query
        left = f"{query.text[: found.start()]} {query.text[found.end() :]}"
        return replace(query, text=" ".join(left.split()))
    match part.kind:
        case PartKind.TIME:
            return replace(query, since=None, until=None)
        case PartKind.CODE:
            return replace(query, has_code=None)
        case PartKind.STARS:
            return replace(query, min_stars=0)
        case PartKind.SORT:
            return replace(query, sort=Sort.RELEVANCE)
        case PartKind.CATEGORY:
            return replace(query, category="")
        case PartKind.ORGANISATION:
            return replace(query, organisation="")
        case _:
            return query
