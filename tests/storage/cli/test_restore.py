from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage.operations.locking import alone


def test_a_backup_comes_back_and_the_former_state_is_kept(
    run: Callable[..., Any], catalog_file: Path, tmp_path: Path
) -> None:
    assert run("backup", "b.db").status == 0
    assert run("lists", "remove", "awesome-llm-inference").status == 0
    said = run("restore", "b.db")
    assert said.status == 0
    assert "b.db was restored. What was there before is kept in backups/before-restore-" in said.out
    assert "papers\t354" in run("stats").out
    assert run("check").out == "sqlite:///paperboy.db is sound.\n"


def test_nothing_is_restored_below_a_bot_that_runs(run: Callable[..., Any], catalog_file: Path, tmp_path: Path) -> None:
    assert run("backup", "b.db").status == 0
    with alone("sqlite:///paperboy.db"):
        said = run("restore", "b.db")
    assert said.status == 1
    assert "stop that one first" in said.err


def test_what_is_no_backup_is_told(run: Callable[..., Any], catalog_file: Path, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("# no database")
    assert "is no database of Paperboy" in run("restore", "list.md").err
    assert "there is no such file" in run("restore", "none.db").err
