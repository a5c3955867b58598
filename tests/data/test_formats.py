"""Lists as whole documents: the real ones, and anything that somebody may hand over."""

import re
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import DataError, NotAList, UnknownFormat
from data.formats import FORMATS, parse_document, read_text
from data.formats.jsonl import render_row
from data.schema import PROBLEM_KINDS, Document

EARLIER = "awesome-llm-inference.v2.6.md"
CURRENT = "awesome-llm-inference.2026-07.md"
DAMAGED = "llms-inference-papers.md"
ALL = (EARLIER, "awesome-llm-inference.v2.6.rendered.txt", CURRENT, "awesome-llm-accelerate.md", DAMAGED)


@pytest.fixture(scope="module")
def documents(real_lists: Path) -> dict[str, Document]:
    return {name: parse_document(read_text(real_lists / name)) for name in ALL}


def test_the_damaged_list_is_mended(documents: dict[str, Document]) -> None:
    titles = {row.line: row.title for row in documents[DAMAGED].rows}
    assert titles[53] == "Who Says Elephants Can’t Run: Bringing Large Scale MoE Models into Cloud Scale Production"
    assert titles[50] == "ROFORMER: ENHANCED TRANSFORMER WITH ROTARY POSITION EMBEDDING"
    assert documents[DAMAGED].sections[0].name.startswith("LLM")
    assert documents[DAMAGED].sections[0].name.endswith("论文列表")


def test_the_lists_name_about_144_organisations(documents: dict[str, Document]) -> None:
    names = {name for document in documents.values() for row in document.rows for name in row.organisations}
    assert 140 <= len(names) <= 150
    assert {"Microsoft", "SJTU", "UC Berkeley", "IST Austria", "University of Warsaw", "HKUST", "LG"} <= names


@pytest.mark.parametrize("name", ALL)
def test_rows_as_json_lines_are_the_same_rows(documents: dict[str, Document], name: str) -> None:
    document = documents[name]
    assert parse_document("\n".join(map(render_row, document.rows))).rows == document.rows


@pytest.mark.parametrize("name", [EARLIER, CURRENT])
def test_the_order_of_sections_decides_about_no_row(real_lists: Path, name: str) -> None:
    text = read_text(real_lists / name)
    head, *parts = re.split(r"(?m)^(?=### )", text)
    last, tail = re.split(r"(?m)^(?=## ©️License)", parts[-1])
    turned = parse_document(head + "".join([last, *parts[-2::-1]]) + tail)

    def sayings(document: Document) -> Counter[str]:
        return Counter(render_row(replace(row, line=1)) for row in document.rows)

    assert sayings(turned) == sayings(parse_document(text))


HEADER = "|Date|Title|Paper|Code|Recom|\n|:-:|:-:|:-:|:-:|:-:|\n"
WORDS = st.text(st.characters(categories=["L", "Nd"], codec="utf-8"), min_size=1, max_size=12)


@given(st.dictionaries(WORDS, st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_rows_are_never_lost_whatever_their_sections_are_called(sections: dict[str, list[str]]) -> None:
    text = "".join(
        f"### x{heading}x\n\n{HEADER}" + "".join(f"|2024.01|[A] T{title}|-|-|⭐|\n" for title in titles) + "\n"
        for heading, titles in sections.items()
    )
    found = [(row.section.name, row.title) for row in parse_document(text).rows]
    assert found == [(f"x{heading}x", f"T{title}") for heading, titles in sections.items() for title in titles]


@pytest.mark.parametrize("format_name", ["auto", *FORMATS])
@given(text=st.text(max_size=300))
def test_any_text_gives_a_document_or_says_why_not(format_name: str, text: str) -> None:
    try:
        document = parse_document(text, format_name)
    except DataError:
        return
    assert document.rows
    assert all(row.title.strip() and row.line >= 1 for row in document.rows)
    assert all(0 <= row.stars <= 3 and 0 <= row.heat <= 3 for row in document.rows)
    assert {problem.kind for problem in document.problems} <= set(PROBLEM_KINDS)


PIECES = st.sampled_from([
    "|", "|\n|", "\n", "\n\n", "Date|Title|Paper", "|Date|Title|Paper|Code|\n|---|---|---|---|\n", "|2024.01|",
    "---|---|---", "[[pdf]](https://a.org)", "[x](", "](", "[", "]", "(@MIT)", "(@", "🔥", "[**A**]", "**", "`",
    "```\n", "<div id='x'>", "</div>", "<!--", "-->", "# H\n", "* ", "1. ", "  - ", "> ", "; ", "https://b.org/c",
    "T", " words ", "{}", "<html>", '{"title": "T"}\n',
    "\\", "&amp;", "\t", "\x00", "\u2028", "⚠️", "⭐️", "[a]: https://c.org\n", "javascript:x", "{",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_pile_of_the_parts_of_lists_is_read_with_safe_links(text: str) -> None:
    try:
        document = parse_document(text)
    except DataError:
        return
    assert all(
        re.match("https?://", link.url) for row in document.rows for link in row.links if document.format == "markdown"
    )
    assert parse_document("\n".join(map(render_row, document.rows)), "jsonl").rows == document.rows


HOSTILE = {
    "a line of 10 MB": "x" * 10_000_000,
    "a row of 10 MB": HEADER + "|2024.01|" + "a|" * 5_000_000,
    "an item of 10 MB": "- [a b](https://a.org) " + "word " * 2_000_000,
    "brackets": HEADER + ("|2024.01|" + "[" * 19_000 + "|-|-|-|\n") * 5,
    "half links": HEADER + ("|2024.01|T|" + "[a](" * 4_000 + "|-|-|\n") * 5,
    "tags": HEADER + ("|2024.01|T|" + "<a href=x " * 1_900 + "|-|-|\n") * 5,
    "headings of brackets": ("# " + "(" * 19_000 + "\n") * 5 + "- [a b](https://a.org)",
    "emphasis": HEADER + ("|2024.01|" + "*a_" * 6_000 + "|-|-|-|\n") * 5,
    "quotes": (">" * 19_000 + "\n") * 5 + "\n- [a b](https://a.org)",
    "rows without a table": "|a|b\n" * 20_000,
    "comments": "<!--" * 5_000,
    "braces": '{"title":' * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_long(text: str) -> None:
    started = time.perf_counter()
    with suppress(NotAList):
        parse_document(text)
    assert time.perf_counter() - started < 10, "a hundred times what it takes, to leave slow machines in peace"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), ("\ufeff \r\n", "empty"), ("<!doctype html>", "html_page"), ("# Only a heading", "no_entries")],
)
@pytest.mark.parametrize("format_name", ["auto", "markdown", "rendered"])
def test_what_is_no_list_is_refused_in_every_format(text: str, reason: str, format_name: str) -> None:
    with pytest.raises(NotAList) as refused:
        parse_document(text, format_name)
    assert refused.value.reason == reason


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownFormat) as refused:
        parse_document("- [a](https://a.org)", "yaml")
    assert (refused.value.name, refused.value.known) == ("yaml", ("markdown", "rendered", "jsonl"))


def test_lines_may_end_as_they_do_anywhere() -> None:
    text = f"# A\n\n{HEADER}|2024.01|T|-|-|-|\n"
    assert parse_document(text.replace("\n", "\r\n")) == parse_document(text) == parse_document("\ufeff" + text)
