"""`upgrade` makes a database, once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_creates_and_seeds_once(run: Callable[..., Any], tmp_path: Path) -> None:
    first, second = run("upgrade"), run("upgrade")
    assert first.status == second.status == 0
    assert "354 papers from 435 rows" in first.out
    assert "up to date" in second.out
    assert first.err == second.err == ""
    assert (tmp_path / "paperboy.db").is_file()


def test_leaves_it_empty_for_lists_of_ones_own(run: Callable[..., Any]) -> None:
    said = run("upgrade", "--empty", "--database", "sqlite:///own.db")
    assert "own.db was created without papers" in said.out
    assert run("stats", DATABASE_URL="sqlite:///own.db").out.splitlines()[0] == "papers\t0"
