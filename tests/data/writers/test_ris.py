"""Records that reference managers read, whatever a title holds."""

import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from data.months import Month
from data.paper import Paper
from data.schema import Link, LinkKind
from data.writers.ris import render_ris


def _read_records(text: str) -> list[list[tuple[str, str]]]:
    """A reader that knows nothing but tags at the beginnings of lines."""
    records: list[list[tuple[str, str]]] = []
    for line in filter(None, text.split("\r\n")):
        tag = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line, re.DOTALL)
        assert tag, line
        if tag[1] == "TY":
            records.append([])
        records[-1].append((tag[1], tag[2]))
    assert all(record[-1] == ("ER", "") for record in records)
    return records


def test_a_paper_on_arxiv(make_paper: Callable[..., Paper]) -> None:
    assert render_ris([make_paper()]).split("\r\n") == [
        "TY  - UNPB",
        "TI  - FlashAttention-3: Fast and Accurate Attention with Asynchrony and Low-precision",
        "AD  - NVIDIA",
        "AD  - Princeton University",
        "PY  - 2024",
        "DA  - 2024/07//",
        "AN  - arXiv:2407.08608",
        "UR  - https://arxiv.org/pdf/2407.08608",
        "ER  - ",
        "",
    ]


def test_a_paper_elsewhere_is_generic_and_says_where(make_paper: Callable[..., Paper]) -> None:
    links = (Link(LinkKind.BLOG, "blog", "https://tridao.me/a\nTY  - x"),)
    (record,) = _read_records(render_ris([make_paper(links=links, keys=("doi:10.1/x_y",), published=Month(90, 1))]))
    assert record[0] == ("TY", "GEN")
    assert ("DO", "10.1/x_y") in record
    assert ("UR", "https://tridao.me/a%0ATY%20%20-%20x") in record
    assert ("PY", "0090") in record


def test_nothing_is_made_up_where_the_lists_are_silent(make_paper: Callable[..., Paper]) -> None:
    (record,) = _read_records(render_ris([make_paper(organisations=(), published=None, links=(), keys=())]))
    assert [tag for tag, _ in record] == ["TY", "TI", "ER"]


def test_a_title_begins_no_field_of_its_own(make_paper: Callable[..., Paper]) -> None:
    (record,) = _read_records(render_ris([make_paper(title="two\r\nER  - \x00lines", organisations=())]))
    assert ("TI", "two ER - lines") in [(tag, " ".join(value.split())) for tag, value in record]


def test_any_papers_make_records_that_can_be_read(any_paper: st.SearchStrategy[Paper]) -> None:
    @settings(deadline=None)
    @given(st.lists(any_paper, max_size=4, unique_by=lambda paper: paper.id))
    def check(papers: list[Paper]) -> None:
        text = render_ris(papers)
        assert len(_read_records(text)) == len(papers)
        text.encode("utf-8")

    check()
