"""Rows of tables in the columns, blanks and marks of their table."""

import pytest

from data.formats import parse_document
from data.formats.columns import Column
from data.months import Month
from data.schema import Row
from data.writers.rows.table_style import (
    TableStyle,
    adapt_to_table,
    join_raw,
    learn_table,
    split_raw,
    write_cells,
    write_table_row,
)
from tests.data.writers.rows.conftest import CHINESE, TABLE, VENUES, propose_row

USUAL = (Column.DATE, Column.TITLE, Column.PAPER, Column.CODE, Column.RATING)


def learn(text: str, columns: tuple[Column, ...]) -> tuple[TableStyle, list[tuple[Row, str]]]:
    lines = text.split("\n")
    rows = [(row, lines[row.line - 1]) for row in parse_document(text).rows if row.section.name == "Alpha"]
    return learn_table(columns, [rows]), rows


@pytest.mark.parametrize("line", ["|a|b|", "a | b |", "| a\\|b |  ", "|a|b", "||a|b|", "  |a|b|", "| a | |"])
def test_a_line_is_cut_and_put_together_to_the_last_character(line: str) -> None:
    assert join_raw(split_raw(line)) == line


def test_a_new_row_has_the_columns_and_marks_of_its_table() -> None:
    style, _ = learn(TABLE, USUAL)
    row = adapt_to_table(
        style, propose_row(code="https://github.com/acme/new-cache", alias="MidCache", organisations="ACME")
    )
    assert write_table_row(style, row) == (
        "|2023.04|[**MidCache**] Middle paper: caching what matters(@ACME) | [[pdf]](https://arxiv.org/pdf/2304.01234)|"
        "[[new-cache]](https://github.com/acme/new-cache) "
        "![](https://img.shields.io/github/stars/acme/new-cache.svg?style=social)| |"
    )
    assert write_cells(style, adapt_to_table(style, propose_row(paper="", code="https://github.com/a/b")))[2] == "⚠️"


def test_a_title_that_leads_somewhere_carries_the_paper() -> None:
    style, _ = learn(VENUES, (Column.TITLE, Column.OTHER, Column.DATE, Column.CODE))
    row = adapt_to_table(style, propose_row(month=Month(2023, 12)))
    expected = "| [Middle paper: caching what matters](https://arxiv.org/abs/2304.01234) | | 2023-12 | - |"
    assert write_table_row(style, row) == expected
    assert style.lacks == {"stars", "heat", "aliases", "organisations"}


def test_wide_brackets_and_words_for_none_are_learned() -> None:
    style, _ = learn(CHINESE, (Column.DATE, Column.TITLE, Column.PAPER, Column.CODE))
    row = adapt_to_table(style, propose_row("推理 | 加速", alias="新", organisations="清华大学"))
    expected = "|2023年4月|【新】推理 \\| 加速（@清华大学）|[论文](https://arxiv.org/abs/2304.01234)|无|"
    assert write_table_row(style, row) == expected


def test_what_a_table_can_hold_stays_as_it_is() -> None:
    style, rows = learn(TABLE, USUAL)
    assert [adapt_to_table(style, row) for row, _ in rows] == [row for row, _ in rows]
    assert style.lacks == frozenset()
