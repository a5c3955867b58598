"""Rows as JSON Lines: what `python -m data convert` writes, and reading it back."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from data.errors import InvalidRow
from data.formats.row_builder import distinct_sections, is_address
from data.identity.keys import keys_of
from data.months import Month, parse_month
from data.schema import Document, Link, LinkKind, Row, Section

_T = TypeVar("_T")
_KINDS = [kind.value for kind in LinkKind]
_MOST_MARKS = 3
_LAST_LINE = 10**9
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def render_row(row: Row) -> str:
    """One JSON object on one line, without the line's end. Reading it back gives an equal row."""
    return json.dumps(
        {
            "title": row.title,
            "aliases": row.aliases,
            "prefix": row.prefix,
            "organisations": row.organisations,
            "organisation_text": row.organisation_text,
            "published": str(row.published) if row.published else None,
            "section": row.section.name,
            "section_anchor": row.section.anchor,
            "section_heat": row.section.heat,
            "section_parents": row.section.parents,
            "stars": row.stars,
            "heat": row.heat,
            "links": [{"kind": link.kind.value, "label": link.label, "url": link.url} for link in row.links],
            "keys": row.keys,
            "line": row.line,
        },
        ensure_ascii=False,
    )


def parse_rows(text: str) -> Document:
    """Reads rows, one JSON object a line; empty lines count for nothing. Only `title` is needed.

    `line` keeps the number that a row states. Raises `InvalidRow` for a line that is no row.
    """
    rows = tuple(_parse_row(line, number) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    return Document("jsonl", rows, sections=distinct_sections(rows))


def _parse_row(text: str, number: int) -> Row:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidRow(number, "") from error
    if not isinstance(value, dict):
        raise InvalidRow(number, "")
    fields = _Fields(value, number)
    links = tuple(_parse_link(fields, link) for link in fields.get("links", list, []))
    title = fields.get("title", str)
    if not title.strip():
        raise InvalidRow(number, "title")
    return Row(
        title=title,
        section=Section(
            fields.get("section", str, ""),
            fields.get("section_anchor", str, ""),
            fields.marks("section_heat"),
            fields.texts("section_parents"),
        ),
        line=fields.line_number(number),
        aliases=fields.texts("aliases"),
        prefix=fields.get("prefix", str, ""),
        organisations=fields.texts("organisations"),
        organisation_text=fields.get("organisation_text", str, ""),
        published=fields.month("published"),
        stars=fields.marks("stars"),
        heat=fields.marks("heat"),
        links=links,
        keys=fields.texts("keys") or keys_of(title, links),
    )


def _parse_link(fields: "_Fields", value: Any) -> Link:
    if not isinstance(value, dict):
        raise InvalidRow(fields.line, "links")
    kind, label, url = value.get("kind"), value.get("label", ""), value.get("url", "")
    is_text = isinstance(label, str) and isinstance(url, str) and _is_writable(label) and _is_writable(url)
    if kind not in _KINDS or not is_text or (url and not is_address(url)):
        raise InvalidRow(fields.line, "links")
    return Link(LinkKind(kind), label, url)


def _is_writable(value: object) -> bool:
    """Whether a text has no half of a character in it, which JSON can state and no file can hold."""
    return not isinstance(value, str) or _HALF_CHARACTER.search(value) is None


class _Fields:
    """The fields of one object, each checked when it is asked for."""

    def __init__(self, value: Mapping[str, Any], line: int) -> None:
        self._value = value
        self.line = line

    def get(self, name: str, kind: type[_T], default: _T | None = None) -> _T:
        value = self._value.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)) or not _is_writable(value):
            raise InvalidRow(self.line, name)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        return self._checked(
            name,
            tuple(self.get(name, list, [])),
            lambda texts: all(isinstance(t, str) and _is_writable(t) for t in texts),
        )

    def marks(self, name: str) -> int:
        return self._checked(name, self.get(name, int, 0), lambda number: 0 <= number <= _MOST_MARKS)

    def line_number(self, default: int) -> int:
        return self._checked("line", self.get("line", int, default), lambda number: 1 <= number <= _LAST_LINE)

    def month(self, name: str) -> Month | None:
        text = self.get(name, str, "")
        return self._checked(name, parse_month(text), lambda month: month is not None) if text else None

    def _checked(self, name: str, value: _T, is_right: Callable[[_T], bool]) -> _T:
        if not is_right(value):
            raise InvalidRow(self.line, name)
        return value
