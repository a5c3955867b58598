"""`search` answers a person and a program."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def run(run: Callable[..., Any], catalog_file: Path) -> Callable[..., Any]:
    return run


def _titles(said: Any) -> list[str]:
    return [line.split("\t")[2] for line in said.out.splitlines()]


def test_answers_with_one_paper_a_line_where_a_program_reads(run: Callable[..., Any]) -> None:
    said = run("search", "flash", "attn", "--limit", "3")
    assert said.status == 0
    assert len(said.out.splitlines()) == 3
    assert said.out.splitlines()[0].split("\t") == [
        "1", "2022-05", "Fast and Memory-Efficient Exact Attention with IO-Awareness", "FlashAttention",
        "Stanford University", "https://arxiv.org/pdf/2205.14135.pdf",
    ]  # fmt: skip


def test_says_as_json_what_it_found(run: Callable[..., Any]) -> None:
    answer = json.loads(run("search", "--json", "--min-stars", "2", "kv cache since:2024").out)
    assert answer["query"] == "kv cache since:2024-01 stars:2"
    assert answer["confidence"] == "high"
    assert answer["found"] >= len(answer["papers"]) == 10
    assert all(paper["stars"] >= 2 and paper["published"] >= "2024-01" for paper in answer["papers"])


@pytest.mark.parametrize(
    ("arguments", "holds"),
    [
        (("--category", "KV cache"), lambda paper: "kv-cache" in paper["categories"]),
        (("--category", "早退"), lambda paper: "early-exit" in paper["categories"]),
        (("--since", "july 2024", "--until", "2024"), lambda paper: "2024-07" <= paper["published"] <= "2024-12"),
        (("--has-code",), lambda paper: any(link["kind"] == "code" for link in paper["links"])),
        (("attention", "--min-stars", "2"), lambda paper: paper["stars"] >= 2),
        (("org:NVIDIA",), lambda paper: "NVIDIA" in paper["organisations"]),
    ],
)
def test_filters_hold_for_every_answer(
    run: Callable[..., Any], arguments: tuple[str, ...], holds: Callable[[dict[str, Any]], bool]
) -> None:
    answer = json.loads(run("search", "--json", "--limit", "400", *arguments).out)
    assert answer["papers"]
    assert all(map(holds, answer["papers"]))


def test_nothing_found_is_told_by_words_and_status(run: Callable[..., Any]) -> None:
    said = run("search", "wikipedia")
    assert (said.status, said.out) == (1, "")
    assert "Nothing on the lists fits this." in said.err


def test_related_papers_are_no_answer(run: Callable[..., Any]) -> None:
    said = run("search", "how to cook rice")
    assert said.status == 1
    assert "Loosely related" in said.err


def test_papers_without_a_month_are_mentioned(run: Callable[..., Any]) -> None:
    assert "of which the lists say nothing" in run("search", "--since", "2024").err


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("--category", "cooking"), 1, "There is no category 'cooking'; there are: "),
        (("--since", "2024-13"), 2, "'2024-13' is no month or year"),
        (("--min-stars", "4"), 2, "--min-stars"),
        (("--limit", "0"), 2, "number of papers"),
        (("--json", "--jsonl"), 2, "not allowed with"),
    ],
)
def test_what_makes_no_sense_is_told(
    run: Callable[..., Any], arguments: tuple[str, ...], status: int, sentence: str
) -> None:
    said = run("search", *arguments)
    assert said.status == status
    assert sentence in said.err


def test_answers_line_by_line(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b'{"query": "AWQ"}\n\n{"query": "wikipedia"}\n{"query": "since:2030"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    said = run("search", "--jsonl", "--has-code")
    awq, nothing, text = map(json.loads, said.out.splitlines())
    assert said.status == 0
    assert awq["confidence"] == "high"
    assert awq["papers"][0]["title"].startswith("AWQ: Activation-aware")
    assert {"title", "published", "organisations", "sections", "stars", "links"} <= awq["papers"][0].keys()
    assert (nothing["confidence"], nothing["papers"]) == ("none", [])
    assert text["papers"] == []
