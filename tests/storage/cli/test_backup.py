from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_a_backup_is_written_and_named(run: Callable[..., Any], catalog_file: Path, tmp_path: Path) -> None:
    said = run("backup")
    assert said.status == 0
    (made,) = (tmp_path / "backups").iterdir()
    megabytes = round(made.stat().st_size / 1e6, 1)
    assert said.out == f"backups/{made.name} holds a copy of the database ({megabytes} MB).\n"
    assert run("backup", "own.db").status == 0
    assert run("search", "flash attn", "--database", "sqlite:///own.db").status == 0


def test_a_file_that_cannot_be_written_is_told(run: Callable[..., Any], catalog_file: Path) -> None:
    said = run("backup", "paperboy.db/backup.db")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("paperboy.db/backup.db cannot be written: ")
