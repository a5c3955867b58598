"""Papers to write: a maker with defaults, and a strategy that stops at nothing a list may hold."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import strategies as st

from data.months import Month
from data.paper import Paper, Placement, PublishedFrom
from data.schema import Link, LinkKind


def _make(**facts: Any) -> Paper:
    defaults: dict[str, Any] = {
        "id": 1,
        "title": "FlashAttention-3: Fast and Accurate Attention with Asynchrony and Low-precision",
        "titles": (),
        "aliases": ("FlashAttention-3",),
        "organisations": ("NVIDIA", "Princeton University"),
        "organisation_texts": ("@NVIDIA etc",),
        "published": Month(2024, 7),
        "published_from": PublishedFrom.LIST,
        "stars": 2,
        "heat": 1,
        "links": (
            Link(LinkKind.PAPER, "pdf", "https://arxiv.org/pdf/2407.08608"),
            Link(LinkKind.CODE, "flash-attention", "https://github.com/Dao-AILab/flash-attention"),
        ),
        "placements": (Placement("awesome", "IO/FLOPs-Aware/Sparse Attention", "attention"),),
        "keys": ("arxiv:2407.08608", "title:flashattention3"),
        "first_seen_at": datetime(2026, 7, 1, tzinfo=UTC),
    }
    return Paper(**{**defaults, **facts})


@pytest.fixture
def make_paper() -> Callable[..., Paper]:
    return _make


@pytest.fixture(scope="session")
def any_paper() -> st.SearchStrategy[Paper]:
    """Papers whose texts hold what hurts TeX, spreadsheets, JSON and terminals."""
    nasty = st.text(st.sampled_from("{}\\$&#^_%~\"'=+-@|,;\n\r\t\x00\x1b\x85\u2028\u202eé量ｆa1 "), max_size=30)
    texts = st.one_of(nasty, st.text(max_size=30))
    several = st.lists(texts, max_size=3).map(tuple)
    return st.builds(
        _make,
        id=st.integers(1, 10_000),
        title=texts,
        titles=several,
        aliases=several,
        organisations=several,
        published=st.none() | st.builds(Month, st.integers(1990, 2030), st.integers(1, 12)),
        links=st.lists(
            st.builds(Link, st.sampled_from(LinkKind), texts, texts.map("https://x.org/".__add__)), max_size=3
        ).map(tuple),
        placements=st.lists(st.builds(Placement, texts, texts, texts), max_size=2).map(tuple),
        keys=st.lists(texts.map("url:".__add__), max_size=2).map(tuple),
    )
