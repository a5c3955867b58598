"""`ask` answers a person and a program."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest


@pytest.fixture
def run(run: Callable[..., Any], catalog_file: Path) -> Callable[..., Any]:
    return run


def test_prints_the_value_and_the_papers_that_it_rests_on(run: Callable[..., Any]) -> None:
    said = run("ask", "which", "came", "first,", "GPTQ", "or", "AWQ")
    assert said.status == 0
    value, *papers = said.out.splitlines()
    assert value == "GPTQ"
    assert [line.split("\t")[:2] for line in papers] == [["2022-10", "GPTQ"], ["2023-06", "AWQ"]]


@pytest.mark.parametrize(
    ("question", "first"),
    [("is GPTQ on the list", "yes"), ("papers per year", "2018\t3"), ("who made EE-LLM", "Alibaba"),
        ("how many papers", "354")],
)  # fmt: skip
def test_prints_every_kind_of_value(run: Callable[..., Any], question: str, first: str) -> None:
    assert run("ask", question).out.splitlines()[0] == first


def test_goes_on_from_earlier_questions(run: Callable[..., Any]) -> None:
    assert run("ask", "how many of them", "--after", "papers on MoE").out.splitlines()[0] == "6"


def test_what_the_lists_do_not_know_ends_with_a_status(run: Callable[..., Any]) -> None:
    said = run("ask", "when was QLoRA published")
    assert said.status == 1
    assert "do not know" in said.err


def test_answers_lines_in_their_order_and_passes_over_what_is_no_question(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        {"question": "only those from 2024", "previous": ["papers on MoE"]},
        {"query": "x"},
        {"question": 1},
        {"question": "who made vLLM"},
    ]
    text = "\n".join(json.dumps(line) for line in lines) + "\n\n{\n"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    said = run("ask", "--jsonl")
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert said.status == 1
    assert [answer["confidence"] for answer in answers] == ["high", "none", "none", "high", "none"]
    assert len(answers[0]["papers"]) == 4
    assert answers[3]["value"] == ["UC Berkeley"]


def test_says_as_json_what_it_found(run: Callable[..., Any]) -> None:
    answer = json.loads(run("ask", "how many early exit papers", "--json").out)
    assert (answer["value"], len(answer["papers"]), answer["asked"]) == (10, 10, "count")
