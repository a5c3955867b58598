"""A small catalog of papers, made by hand."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from zlib import crc32

import pytest

from data.categories import Category, known_categories
from data.months import Month
from data.paper import Paper, Placement, PublishedFrom
from data.schema import Link, LinkKind
from storage.search.index import Index

MakePaper = Callable[..., Paper]
MakeIndex = Callable[..., Index]


def _make(
    title: str, *aliases: str, category: str = "quantization", month: str | None = "2024-01", **facts: Any
) -> Paper:
    number = facts.pop("id", None) or crc32(repr((title, aliases)).encode())
    lists = facts.pop("lists", ("main",))
    links = [Link(LinkKind.PAPER, "pdf", facts.pop("url", f"https://papers.example/{number}"))]
    if repository := facts.pop("repository", ""):
        links.append(Link(LinkKind.CODE, "code", repository))
    defaults: dict[str, Any] = {
        "titles": (title,),
        "organisations": (),
        "organisation_texts": (),
        "published": Month(*map(int, month.split("-"))) if month else None,
        "published_from": PublishedFrom.LIST if month else None,
        "stars": 1,
        "heat": 0,
        "links": tuple(links),
        "placements": tuple(Placement(name, category.replace("-", " "), category) for name in lists),
        "keys": (),
        "first_seen_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return Paper(id=number, title=title, aliases=aliases, **{**defaults, **facts})


@pytest.fixture
def make_paper() -> MakePaper:
    """Makes a paper: title, aliases, and what else matters, by name."""
    return _make


@pytest.fixture
def make_index() -> MakeIndex:
    """Makes an index of papers, in which the categories of the lexicon are known."""

    def make(papers: Iterable[Paper], categories: tuple[Category, ...] = known_categories()) -> Index:
        return Index(papers, categories, 1)

    return make


@pytest.fixture
def papers() -> tuple[Paper, ...]:
    """A catalog with what makes look-ups hard: shared aliases, signs that matter, words that are names."""
    flash = "https://github.com/Dao-AILab/flash-attention"
    return (
        _make("Fast and Memory-Efficient Exact Attention with IO-Awareness", "FlashAttention", category="attention",
              month="2022-05", stars=2, heat=1, organisations=("Stanford University",), keys=("arxiv:2205.14135",),
              url="https://arxiv.org/pdf/2205.14135.pdf", repository=flash),
        _make("From Online Softmax to FlashAttention", "FlashAttention", category="attention", month="2023-05", stars=2,
              organisations=("University of Washington",)),
        _make("Faster Attention with Better Parallelism and Work Partitioning", "FlashAttention-2",
              category="attention", month="2023-07", organisations=("Stanford University",),
              keys=("arxiv:2307.08691",), repository=flash,
              url="https://arxiv.org/abs/2307.08691"),
        _make("Accurate and Efficient Post-Training Quantization for Large Language Models", "SmoothQuant",
              month="2022-11", organisations=("MIT",), repository="https://github.com/mit-han-lab/smoothquant"),
        _make("SmoothQuant+: Accurate and Efficient 4-bit Post-Training Weight Quantization for LLM", "SmoothQuant+",
              month="2023-12", organisations=("ZTE Corporation",)),
        _make("AWQ: Activation-aware Weight Quantization for LLM Compression and Acceleration", "AWQ",
              month="2023-06", stars=2, organisations=("MIT",), repository="https://github.com/mit-han-lab/llm-awq"),
        _make("Efficient Memory Management for Large Language Model Serving with PagedAttention", "vLLM",
              "PagedAttention", category="kv-cache", month="2023-09", stars=2, organisations=("UC Berkeley",),
              repository="https://github.com/vllm-project/vllm"),
        _make("H2O: Heavy-Hitter Oracle for Efficient Generative Inference of Large Language Models", "H2O",
              category="kv-cache", month="2023-06", organisations=("Rice University",)),
        _make("Fast and Robust Early-Exiting Framework for Autoregressive Language Models", "FREE",
              category="early-exit", month="2023-10", organisations=("KAIST AI",)),
        _make("Decoding Speculative Decoding", "Speculative Decoding", category="parallel-decoding", month="2024-02",
              organisations=("University of Wisconsin–Madison",)),
        _make("Accelerating Large Language Model Decoding with Speculative Sampling", "Speculative Sampling",
              category="parallel-decoding", month="2023-02", organisations=("Google",),
              organisation_texts=("@DeepMind",)),
        _make("DeepSeek-V3 / R1 推理系统概览", "推理系统", category="mla", month="2025-03", stars=3,
              organisations=("DeepSeek-AI",)),
        _make("A Survey of Nothing in Particular", "Undated", category="survey", month=None, lists=("other",)),
    )  # fmt: skip


@pytest.fixture
def index(papers: tuple[Paper, ...], make_index: MakeIndex) -> Index:
    """The index of this catalog."""
    return make_index(papers)


@pytest.fixture
def lists() -> frozenset[str]:
    """All the lists of this catalog."""
    return frozenset({"main", "other"})
