import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import InvalidRow
from data.formats.jsonl import parse_rows, render_row
from data.identity.keys import keys_of
from data.months import Month
from data.schema import Link, LinkKind, Row, Section

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
URLS = st.sampled_from(["", "https://arxiv.org/abs/2407.08608", "http://a.org/x?y=z#w"])
MONTHS = st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))
SECTIONS = st.builds(Section, TEXTS, TEXTS, st.integers(0, 3), st.lists(TEXTS, max_size=2).map(tuple))
ROWS = st.builds(
    Row,
    title=TEXTS.filter(str.strip),
    section=SECTIONS,
    line=st.integers(1, 10**6),
    aliases=st.lists(TEXTS, max_size=2).map(tuple),
    prefix=TEXTS,
    organisations=st.lists(TEXTS, max_size=2).map(tuple),
    organisation_text=TEXTS,
    published=st.none() | MONTHS,
    stars=st.integers(0, 3),
    heat=st.integers(0, 3),
    links=st.lists(st.builds(Link, st.sampled_from(LinkKind), TEXTS, URLS), max_size=3).map(tuple),
    keys=st.lists(TEXTS, min_size=1, max_size=2).map(tuple),
)


@given(st.lists(ROWS, max_size=4))
def test_what_is_written_is_read_back(rows: list[Row]) -> None:
    lines = [render_row(row) for row in rows]
    assert all("\n" not in line for line in lines)
    assert parse_rows("\n".join(lines)).rows == tuple(rows)


def test_a_row_is_written_in_the_agreed_shape() -> None:
    row = Row(
        "T’s", Section("S", "s", 1, ("P",)), 3, ("A",), "SP", ("MIT",), "MIT etc", Month(2024, 7), 2, 1,
        (Link(LinkKind.PAPER, "pdf", "https://arxiv.org/abs/2407.08608"),), ("arxiv:2407.08608",),
    )  # fmt: skip
    written = json.loads(render_row(row))
    assert {
        "title": "T’s", "aliases": ["A"], "prefix": "SP", "organisations": ["MIT"], "published": "2024-07",
        "section": "S", "stars": 2, "heat": 1, "keys": ["arxiv:2407.08608"], "line": 3,
        "links": [{"kind": "paper", "label": "pdf", "url": "https://arxiv.org/abs/2407.08608"}],
    }.items() <= written.items()  # fmt: skip
    assert json.loads(render_row(Row("T", Section(""), 1)))["published"] is None


def test_a_title_is_enough() -> None:
    (row,) = parse_rows('\n\n{"title": "T", "links": [{"kind": "code", "url": "https://github.com/a/b"}]}\n').rows
    assert (row.line, row.section, row.keys) == (3, Section(""), keys_of("T", row.links))


def test_a_line_separator_in_a_title_ends_no_line() -> None:
    assert parse_rows('{"title": "a\u2028b\x85c"}').rows[0].title == "a\u2028b\x85c"


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ([], ""), ("x", ""), (1, ""), ({}, "title"), ({"title": 1}, "title"), ({"title": " "}, "title"),
        ({"title": None}, "title"), ({"title": "\ud800"}, "title"), ({"title": "T", "aliases": "x"}, "aliases"),
        ({"title": "T", "aliases": [1]}, "aliases"), ({"title": "T", "aliases": ["\udfff"]}, "aliases"),
        ({"title": "T", "published": "soon"}, "published"), ({"title": "T", "published": "2024-13"}, "published"),
        ({"title": "T", "stars": 4}, "stars"), ({"title": "T", "stars": True}, "stars"),
        ({"title": "T", "heat": -1}, "heat"), ({"title": "T", "line": 0}, "line"),
        ({"title": "T", "line": 1.5}, "line"), ({"title": "T", "links": {}}, "links"),
        ({"title": "T", "links": ["x"]}, "links"), ({"title": "T", "links": [{"kind": "x"}]}, "links"),
        ({"title": "T", "links": [{"kind": []}]}, "links"),
        ({"title": "T", "links": [{"kind": "paper", "url": "javascript:alert(1)"}]}, "links"),
        ({"title": "T", "links": [{"kind": "paper", "label": 1}]}, "links"),
    ],
)  # fmt: skip
def test_what_is_no_row_is_refused_with_its_line_and_field(value: Any, field: str) -> None:
    with pytest.raises(InvalidRow) as refused:
        parse_rows(f'{{"title": "fine"}}\n{json.dumps(value)}\n')
    assert (refused.value.line, refused.value.field) == (2, field)


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"title": "T"} x', '{"line": ' + "9" * 5000 + "}", "nonsense"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(InvalidRow):
        parse_rows(text)
