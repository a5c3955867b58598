"""A query as one line of text and back: `kv cache category:kv-cache since:2024-01 has:code stars:2`.

Filters are words of the form `name:value`; all other words are the text that is looked for. A value with blanks stands
in double quotes (`org:"UC Berkeley"`), and so does a text that would read as something else. Inside quotes a backslash
makes the next character literal.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from data.errors import UnreadableMonth
from data.months import parse_months
from data.query.query import Query, Sort

_LONGEST_NUMBER = 19
_PIECE = re.compile(r'(?P<name>[a-z_]+:)?(?:"(?P<quoted>(?:[^"\\]|\\.)*)"(?=\s|$)|(?P<plain>\S+))', re.DOTALL)


def render_query(query: Query) -> str:
    """The shortest line that `parse_query` turns into this query again. An empty query is an empty line."""
    filters = [f"{name}:{_render_value(value)}" for name, value in _filters_of(query) if value]
    return " ".join(filter(None, [_render_text(query.text), *filters]))


def parse_query(text: str) -> Query:
    """Reads a line that `render_query` wrote or that a person typed. Never raises: what is no filter is text.

    `since` and `until` take whatever `parse_months` reads (`since:"july 2024"`); of two `since` the last counts.
    """
    query, words = Query(), []
    for piece in _PIECE.finditer(text):
        filtered = _with_filter(query, piece)
        if filtered is None:
            words.append(_literal(piece))
        else:
            query = filtered
    return replace(query, text=" ".join(words))


def _filters_of(query: Query) -> list[tuple[str, str]]:
    return [
        ("category", query.category),
        ("org", query.organisation),
        ("since", str(query.since) if query.since else ""),
        ("until", str(query.until) if query.until else ""),
        ("has", {True: "code", False: "no-code", None: ""}[query.has_code]),
        ("stars", str(query.min_stars) if query.min_stars else ""),
        ("like", str(query.like) if query.like else ""),
        ("sort", "" if query.sort is Sort.RELEVANCE else query.sort.value),
    ]


def _render_text(text: str) -> str:
    """The text itself where that reads as itself, even with filters behind it; else in quotes."""
    return text if '"' not in text and parse_query(text) == Query(text=text) else _quote(text)


def _render_value(value: str) -> str:
    return _quote(value) if re.search(r'[\s"]', value) else value


def _quote(value: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


def _value(piece: re.Match[str]) -> str:
    quoted = piece["quoted"]
    return piece["plain"] if quoted is None else re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)


def _literal(piece: re.Match[str]) -> str:
    """What the piece says where it is no filter: quotes at the start of a word go, all else stays as typed."""
    return _value(piece) if piece["name"] is None else piece[0]


def _with_filter(query: Query, piece: re.Match[str]) -> Query | None:
    """The query narrowed by this piece, or None where it is no filter."""
    name, value = (piece["name"] or "").rstrip(":"), _value(piece)
    read = _READERS.get(name)
    return read(query, value) if read and value else None


def _with_category(query: Query, value: str) -> Query:
    return replace(query, category=value)


def _with_organisation(query: Query, value: str) -> Query:
    return replace(query, organisation=value)


def _with_since(query: Query, value: str) -> Query | None:
    try:
        return replace(query, since=parse_months(value).first)
    except UnreadableMonth:
        return None


def _with_until(query: Query, value: str) -> Query | None:
    try:
        return replace(query, until=parse_months(value).last)
    except UnreadableMonth:
        return None


def _with_code(query: Query, value: str) -> Query | None:
    wanted = {"code": True, "no-code": False}.get(value)
    return None if wanted is None else replace(query, has_code=wanted)


def _with_stars(query: Query, value: str) -> Query | None:
    return replace(query, min_stars=int(value)) if value in {"0", "1", "2", "3"} else None


def _with_sort(query: Query, value: str) -> Query | None:
    return replace(query, sort=Sort(value)) if value in set(Sort) else None


def _with_like(query: Query, value: str) -> Query | None:
    is_number = value.isascii() and value.isdecimal() and len(value) <= _LONGEST_NUMBER
    return replace(query, like=int(value)) if is_number else None


_READERS: dict[str, Callable[[Query, str], Query | None]] = {
    "category": _with_category,
    "org": _with_organisation,
    "since": _with_since,
    "until": _with_until,
    "has": _with_code,
    "stars": _with_stars,
    "sort": _with_sort,
    "like": _with_like,
}
