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
from data.schema import PROBLEM_KINDS, SKIP_KINDS, Document

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
    assert {piece.kind for piece in document.skipped} <= set(SKIP_KINDS)


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
    "nested items": "\n".join("  " * min(n, 1_000) + f"- [a b c d](https://a.org/{n})" for n in range(400)),
    "open cells": "<table>\n" + "<tr><td><a href='https://a.org'>x y z</a>\n" * 20_000,
    "tall cells": "<table><tr><th>Title</th><th>Paper</th></tr>" + "<tr><td rowspan=999 colspan=999>a\n" * 5_000,
    "titles of stars": ("- " + "*a " * 900 + "[x](https://a.org)\n") * 20,
    "titles of names": ("- " + "Aa bb. Cc, " * 300 + "[x](https://a.org)\n") * 20,
    "titles of years": ("- title " + "(2020) " * 500 + "[[x]](https://a.org)\n") * 20,
    "headings that are entries": "## [a b c d e](https://a.org)\n" * 10_000,
    "titles in bold": "**A title of words**\n\n" * 10_000 + "- [a b](https://a.org)",
    "an entry with thousands of links": "- A title of a paper\n" + "  - [pdf](https://a.org)\n" * 10_000,
    "a picture in the text": "![x](data:image/png;base64," + "QUJD" * 1_000_000 + ")\n\n- [a b](https://a.org)",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_long(text: str) -> None:
    started = time.process_time()
    with suppress(NotAList):
        parse_document(text)
    assert time.process_time() - started < 10, "a hundred times what it takes, to leave slow machines in peace"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), ("\ufeff \r\n", "empty"), ("<!doctype html>", "html_page"), ("# Only a heading", "no_entries")],
)
@pytest.mark.parametrize("format_name", ["auto", "markdown", "rendered"])
def test_what_is_no_list_is_refused_in_every_format(text: str, reason: str, format_name: str) -> None:
    with pytest.raises(NotAList) as refused:
        parse_document(text, format_name)
    assert refused.value.reason == reason


BAD = {
    "a heading without entries": ("## Empty\n\n## S\n\n- [A b](https://a.org)", ["A b"]),
    "front matter": ("---\ntitle: x\nurl: https://x.org\n---\n\n## S\n\n- [A b](https://a.org)", ["A b"]),
    "comments": ("## S\n\n<!-- - [No](https://x.org) -->\n\n- [A b](https://a.org) <!-- no -->", ["A b"]),
    "footnotes": ("## S\n\n- [A b](https://a.org) words[^1]\n\n[^1]: see <https://x.org>.", ["A b"]),
    "Chinese": (
        "## 工具\n\n- [甲](https://a.org)：说明\n- 乙工具：说明文字很长。[官网](https://b.org)\n",
        ["甲", "乙工具：说明文字很长"],
    ),
    "Japanese": (
        "## 論文\n\n|年|タイトル|リンク|\n|-|-|-|\n|2023|拡散モデル入門|[PDF](https://a.org)|\n",
        ["拡散モデル入門"],
    ),
    "Russian": ("## Книги\n\n* [Глубокое обучение](https://a.org) — Ян Гудфеллоу", ["Глубокое обучение"]),
    "cells missing and added": (
        "## S\n\n|Title|Paper|Code|\n|-|-|-|\n|A b|[pdf](https://a.org)|\n|C d|[pdf](https://b.org)|-|x|y|\n",
        ["A b", "C d"],
    ),
    "unclosed HTML": (
        "<div><p><b>\n\n## S\n\n- [A b](https://a.org)\n\n<table><tr><td>\n\n- [C d](https://c.org)",
        ["A b", "C d"],
    ),
    "an archive": ("## S\n\n- [all](https://a.org/x.zip)\n- [A b](https://a.org)", ["A b"]),
    "sponsors": (
        "## Sponsors\n\n- [They](https://x.org)\n\n### Gold\n\n- [Us](https://y.org)\n\n## S\n\n- [A b](https://a.org)",
        ["A b"],
    ),
}


@pytest.mark.parametrize(("text", "titles"), BAD.values(), ids=BAD)
def test_what_stands_around_entries_is_no_entry(text: str, titles: list[str]) -> None:
    assert [row.title for row in parse_document(text).rows] == titles


def test_fifty_thousand_rows_are_read_whole() -> None:
    text = "## S\n\n|Title|Paper|\n|---|---|\n" + "|A title of it|[pdf](https://a.org)|\n" * 50_000
    assert len(parse_document(text).rows) == 50_000


def test_one_entry_in_ten_sections_is_ten_rows() -> None:
    text = "".join(f"## Section {n}\n\n- [A b](https://a.org)\n\n" for n in range(10))
    assert [row.section.name for row in parse_document(text).rows] == [f"Section {n}" for n in range(10)]


def test_a_readme_that_only_points_to_other_files_is_refused() -> None:
    with pytest.raises(NotAList) as refused:
        parse_document("# Lists\n\n## All\n\n- [Vision](vision.md)\n- [Audio](docs/audio.md)\n")
    assert refused.value.reason == "pointer"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownFormat) as refused:
        parse_document("- [a](https://a.org)", "yaml")
    assert (refused.value.name, refused.value.known) == ("yaml", ("markdown", "rendered", "jsonl"))


def test_lines_may_end_as_they_do_anywhere() -> None:
    text = f"# A\n\n{HEADER}|2024.01|T|-|-|-|\n"
    assert parse_document(text.replace("\n", "\r\n")) == parse_document(text) == parse_document("\ufeff" + text)
