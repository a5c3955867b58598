"""One line a paper, and nothing is lost on the way."""

import json
import unicodedata
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from data.paper import Paper
from data.writers.jsonl import facts_of, render_jsonl


def test_says_everything_of_a_paper(make_paper: Callable[..., Paper]) -> None:
    assert json.loads(render_jsonl([make_paper(titles=("Old title",))])) == {
        "id": 1,
        "title": "FlashAttention-3: Fast and Accurate Attention with Asynchrony and Low-precision",
        "titles": ["Old title"],
        "aliases": ["FlashAttention-3"],
        "organisations": ["NVIDIA", "Princeton University"],
        "published": "2024-07",
        "published_from": "list",
        "stars": 2,
        "heat": 1,
        "sections": ["IO/FLOPs-Aware/Sparse Attention"],
        "categories": ["attention"],
        "lists": ["awesome"],
        "links": [
            {"kind": "paper", "label": "pdf", "url": "https://arxiv.org/pdf/2407.08608"},
            {"kind": "code", "label": "flash-attention", "url": "https://github.com/Dao-AILab/flash-attention"},
        ],
        "keys": ["arxiv:2407.08608", "title:flashattention3"],
        "first_seen_at": "2026-07-01T00:00:00+00:00",
    }


def test_an_undated_paper_has_null(make_paper: Callable[..., Paper]) -> None:
    facts = json.loads(render_jsonl([make_paper(published=None, published_from=None)]))
    assert facts["published"] is None
    assert facts["published_from"] is None


def test_is_one_line_a_paper_whatever_a_text_holds(any_paper: st.SearchStrategy[Paper]) -> None:
    @given(st.lists(any_paper, max_size=4))
    def check(papers: list[Paper]) -> None:
        lines = render_jsonl(papers).splitlines()
        assert [json.loads(line) for line in lines] == [facts_of(paper) for paper in papers]
        assert not any(unicodedata.category(sign) == "Cc" for line in lines for sign in line)

    check()


def test_chinese_stays_readable_and_a_lone_surrogate_can_be_written(make_paper: Callable[..., Paper]) -> None:
    text = render_jsonl([make_paper(title="推理系统 \ud800")])
    assert "推理系统 \\ud800" in text
    assert text.encode("utf-8")
