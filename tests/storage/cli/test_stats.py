"""`stats` counts papers, and a paper once."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage.cli.stats import count


def test_counts_the_shipped_catalog(run: Callable[..., Any], catalog_file: Path) -> None:
    stats = json.loads(run("stats", "--json").out)
    assert (stats["papers"], stats["rows"], stats["with_code"], stats["without_month"]) == (354, 435, 190, 7)
    assert stats["lists"]["awesome-llm-inference"] == {"rows": 363, "papers": 330}
    assert sum(stats["by_year"].values()) == 354 - 7
    assert list(stats["by_year"]) == sorted(stats["by_year"])
    assert sum(stats["by_category"].values()) > 354


def test_a_pipe_gets_one_count_a_line(run: Callable[..., Any], catalog_file: Path) -> None:
    lines = dict(line.split("\t") for line in run("stats").out.splitlines())
    assert lines["papers"] == "354"
    assert lines["list awesome-llm-inference: rows"] == "363"
    assert lines["year 2026"].isdecimal()


def test_nothing_counts_as_nothing() -> None:
    stats = count((), (), ())
    assert (stats.papers, stats.rows, stats.lists, stats.by_category, stats.by_year) == (0, 0, {}, {}, {})
