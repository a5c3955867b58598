"""Entries that BibTeX reads, whatever a title holds, under keys that nobody else has."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.months import Month
from data.paper import Paper
from data.schema import Link, LinkKind
from data.writers.bibtex import render_bibtex


def _read_entries(text: str) -> dict[str, dict[str, str]]:
    """A reader as strict as BibTeX: braces are counted wherever they stand, keys and field names are plain."""
    entries: dict[str, dict[str, str]] = {}
    place = 0
    while text[place:].strip():
        head = re.compile(r"\s*@misc\{([a-z0-9-]+),\n").match(text, place)
        assert head, text[place:]
        assert head[1] not in entries
        fields: dict[str, str] = {}
        place = head.end()
        while text[place] != "}":
            name = re.compile(r"\s*([A-Za-z]+) = ").match(text, place)
            assert name, text[place:]
            start = place = name.end()
            depth = 0
            while depth or text[place] != ",":
                depth += {"{": 1, "}": -1}.get(text[place], 0)
                place += 1
            fields[name[1]] = text[start:place]
            place = re.compile(r",\n").match(text, place).end()  # type: ignore[union-attr]
        entries[head[1]] = fields
        place += 1
    return entries


def test_a_paper_on_arxiv(make_paper: Callable[..., Paper]) -> None:
    assert render_bibtex([make_paper()]) == (
        "@misc{flashattention32024fast,\n"
        "  title = {{FlashAttention-3: Fast and Accurate Attention with Asynchrony and Low-precision}},\n"
        "  organization = {{NVIDIA} and {Princeton University}},\n"
        "  year = {2024},\n"
        "  month = jul,\n"
        "  eprint = {2407.08608},\n"
        "  archivePrefix = {arXiv},\n"
        "  url = {https://arxiv.org/pdf/2407.08608},\n"
        "}\n"
    )


def test_a_paper_elsewhere_says_where(make_paper: Callable[..., Paper]) -> None:
    links = (Link(LinkKind.BLOG, "blog", "https://tridao.me/blog/50%_{x}"),)
    (entry,) = _read_entries(render_bibtex([make_paper(links=links, keys=("doi:10.1/x_y",))])).values()
    assert entry["howpublished"] == r"{\url{https://tridao.me/blog/50%_%7Bx%7D}}"
    assert entry["url"] == "{https://tridao.me/blog/50%_%7Bx%7D}"
    assert entry["doi"] == "{10.1/x_y}"
    assert "eprint" not in entry


def test_nothing_is_made_up_where_the_lists_are_silent(make_paper: Callable[..., Paper]) -> None:
    bare = make_paper(organisations=(), published=None, links=(), keys=())
    (entry,) = _read_entries(render_bibtex([bare])).values()
    assert entry.keys() == {"title"}


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Cost: 50% & $3 #1 a_b", r"Cost: 50\% \& \$3 \#1 a\_b"),
        ("O(n^2) ~ {x", r"O(n\textasciicircum{}2) \textasciitilde{} \textbraceleft{}x"),
        ("\\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"),
        ("two\nlines\x00", "two lines"),
        ("推理 – naïve", "推理 – naïve"),
    ],
)
def test_titles_are_words_and_never_commands(make_paper: Callable[..., Paper], title: str, written: str) -> None:
    (entry,) = _read_entries(render_bibtex([make_paper(title=title)])).values()
    assert entry["title"] == f"{{{{{written}}}}}"


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"aliases": ("SmoothQuant+",), "title": "Accurate 4-bit"}, "smoothquantplus2024accurate"),
        ({"aliases": (), "title": "The Sparse Frontier"}, "nvidia2024sparse"),
        ({"aliases": (), "organisations": (), "title": "A Survey", "published": None}, "survey"),
        ({"aliases": ("推理系统",), "organisations": (), "title": "推理系统概览", "published": None}, "paper1"),
        ({"aliases": ("Attention",), "title": "Attention"}, "attention2024"),
    ],
)
def test_cite_keys_tell_name_year_and_a_word(
    make_paper: Callable[..., Paper], facts: dict[str, object], key: str
) -> None:
    assert list(_read_entries(render_bibtex([make_paper(**facts)]))) == [key]


def test_papers_that_would_share_a_key_are_told_apart_in_any_order(make_paper: Callable[..., Paper]) -> None:
    papers = [
        make_paper(id=1),
        make_paper(id=2, keys=("arxiv:2205.14135",)),
        make_paper(id=3, keys=("url:x.org",), published=Month(2023, 1)),
        make_paper(id=4, keys=("url:y.org",), published=Month(2023, 1)),
    ]
    keys = list(_read_entries(render_bibtex(papers)))
    assert keys == ["flashattention32024fast-240708608", "flashattention32024fast-220514135",
                    "flashattention32023fast-3", "flashattention32023fast-4"]  # fmt: skip
    assert list(_read_entries(render_bibtex(papers[::-1]))) == keys[::-1]


def test_any_papers_make_entries_that_can_be_read(any_paper: st.SearchStrategy[Paper]) -> None:
    @given(st.lists(any_paper, max_size=4, unique_by=lambda paper: paper.id))
    def check(papers: list[Paper]) -> None:
        text = render_bibtex(papers)
        assert len(_read_entries(text)) == len(papers)
        text.encode("utf-8")

    check()
