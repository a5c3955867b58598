"""A CSV that any reader takes apart again and that no spreadsheet runs."""

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.paper import Paper
from data.schema import Link, LinkKind
from data.writers.spreadsheet import COLUMNS, render_csv


def _records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_says_everything_of_a_paper(make_paper: Callable[..., Paper]) -> None:
    text = render_csv([make_paper(links=(*make_paper().links, Link(LinkKind.BLOG, "blog", "https://tridao.me")))])
    assert text.startswith(",".join(COLUMNS) + "\r\n")
    (record,) = _records(text)
    assert record == {
        "title": "FlashAttention-3: Fast and Accurate Attention with Asynchrony and Low-precision",
        "aliases": "FlashAttention-3",
        "organisations": "NVIDIA | Princeton University",
        "published": "2024-07",
        "stars": "2",
        "heat": "1",
        "sections": "IO/FLOPs-Aware/Sparse Attention",
        "categories": "attention",
        "lists": "awesome",
        "paper": "https://arxiv.org/pdf/2407.08608",
        "code": "https://github.com/Dao-AILab/flash-attention",
        "other_links": "https://tridao.me",
        "keys": "arxiv:2407.08608 | title:flashattention3",
        "first_seen_at": "2026-07-01T00:00:00+00:00",
    }


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1", " =1", "＝1+1", '=HYPERLINK("https://x.org")', "\u00a0=1"],
)
def test_nothing_reads_as_a_formula(make_paper: Callable[..., Paper], formula: str) -> None:
    (record,) = _records(render_csv([make_paper(title=formula)]))
    assert record["title"].startswith("'")


def test_commas_quotes_and_line_ends_stay_in_their_cell(make_paper: Callable[..., Paper]) -> None:
    (record,) = _records(render_csv([make_paper(title='A "quoted", long\r\ntitle')]))
    assert record["title"] == 'A "quoted", long title'


def test_any_paper_is_one_record_of_all_columns(any_paper: st.SearchStrategy[Paper]) -> None:
    @given(st.lists(any_paper, max_size=4))
    def check(papers: list[Paper]) -> None:
        text = render_csv(papers)
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len(rows) == len(papers) + 1
        assert {len(row) for row in rows} == {len(COLUMNS)}
        assert not any(cell.lstrip()[:1] in tuple("=+-@＝＋－＠") for row in rows for cell in row if cell.strip())
        assert text.encode("utf-8")

    check()
