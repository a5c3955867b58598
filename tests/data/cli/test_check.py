import json
from pathlib import Path

import pytest

from data.__main__ import main
from data.cli.check import WRONG
from data.linting import LINT_KINDS

LIST = "## S\n\n- [A title of ours](https://a.org/x)\n- [A title of ours](https://a.org/x)\n"


@pytest.fixture
def list_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "list.md"
    path.write_text(LIST)
    return path


def test_every_kind_has_words() -> None:
    assert set(WRONG) == set(LINT_KINDS)


def test_what_is_wrong_is_told_by_line_and_by_the_status(list_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(list_file)]) == 1
    told = capsys.readouterr()
    assert told.out == f"{list_file}:4: {WRONG['duplicate']}: A title of ours (also on line 3)\n"
    assert told.err == "2 entries, 1 problem.\n"
    list_file.write_text(LIST.rsplit("- ", 1)[0])
    assert main(["check", str(list_file)]) == 0
    assert capsys.readouterr() == ("", "1 entries, nothing wrong.\n")


def test_programs_get_one_object_a_problem(list_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(list_file), "--json"]) == 1
    (told,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (told["line"], told["kind"]) == (4, "duplicate")


def test_dead_links_come_from_a_report(list_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(list_file), "--links"]) == 1
    assert "python -m storage links report > links.jsonl" in capsys.readouterr().err
    dead = {"url": "https://a.org/x", "reason": "HTTP 404", "since": "2026-11-01"}
    Path("links.jsonl").write_text(json.dumps(dead) + "\n")
    assert main(["check", str(list_file), "--links"]) == 1
    assert f"{list_file}:3: a dead link: https://a.org/x (HTTP 404 since 2026-11-01)" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["{", "[]", '{"url": 1}'])
def test_a_report_that_is_none_is_refused(list_file: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("r.jsonl").write_text(line)
    assert main(["check", str(list_file), "--links", "r.jsonl"]) == 1
    assert "Line 1 is no row" in capsys.readouterr().err
