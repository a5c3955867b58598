from pathlib import Path

import pytest

from data.__main__ import main
from data.seed import FOLDER


def test_the_shipped_catalog_is_rebuilt_as_it_is(real_lists: Path, tmp_path: Path) -> None:
    assert main(("seed", str(real_lists), "--output", str(tmp_path))) == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.jsonl")}


def test_a_folder_without_the_lists_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    assert main(("seed", str(tmp_path), "--output", str(tmp_path / "out"))) == 1
    assert "There is no file" in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []
