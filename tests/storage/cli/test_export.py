"""`export` writes every paper in a format that others read."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def run(run: Callable[..., Any], catalog_file: Path) -> Callable[..., Any]:
    return run


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("jsonl", lambda text: len([json.loads(line) for line in text.splitlines()])),
        ("csv", lambda text: len(list(csv.DictReader(io.StringIO(text, newline=""))))),
        ("bibtex", lambda text: text.count("@misc{")),
        ("ris", lambda text: text.count("ER  - ")),
    ],
)
def test_every_paper_is_written_to_a_pipe_and_to_a_file_alike(
    run: Callable[..., Any], tmp_path: Path, name: str, count: Callable[[str], int]
) -> None:
    piped = run("export", "--format", name)
    assert (piped.status, piped.err) == (0, "")
    assert count(piped.out) == 354
    filed = run("export", "--format", name, "--output", "out")
    assert (filed.status, filed.out, filed.err) == (0, "", "out holds 354 papers.\n")
    with (tmp_path / "out").open(encoding="utf-8", newline="") as file:
        assert file.read() == piped.out


def test_cite_keys_of_the_shipped_catalog_are_unique(run: Callable[..., Any]) -> None:
    keys = [line for line in run("export", "--format", "bibtex").out.splitlines() if line.startswith("@misc{")]
    assert len(set(keys)) == len(keys) == 354


def test_a_place_that_cannot_be_written_is_told(run: Callable[..., Any]) -> None:
    said = run("export", "--format", "csv", "--output", "no/such/place.csv")
    assert said.status == 1
    assert "no/such/place.csv cannot be written" in said.err


@pytest.mark.parametrize("arguments", [(), ("--format", "xml")])
def test_a_format_must_be_chosen_from_those_there_are(run: Callable[..., Any], arguments: tuple[str, ...]) -> None:
    assert run("export", *arguments).status == 2
