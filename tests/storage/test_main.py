"""The door: one status a way of ending, no traceback for what is expected."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from storage.__main__ import main

ROOT = Path(__file__).parents[2]
COMMANDS = ("upgrade", "import", "export", "search", "stats")


def _start(folder: Path, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "storage", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main((command, "--help"), {})
    assert ended.value.code == 0
    help_text = capsys.readouterr().out
    assert "examples:" in help_text
    assert f"python -m storage {command}" in help_text
    assert "--database" in help_text


@pytest.mark.parametrize("arguments", [(), ("fly",), ("stats", "--fly")])
def test_a_command_line_that_makes_no_sense_ends_with_2(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments, {})
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://root:secret@host/papers", "is no address of a database"),
        ("nonsense", "is no address of a database"),
        ("sqlite:////no/such/folder/p.db", "cannot be used"),
        ("postgresql://bot:secret@127.0.0.1:1/papers", "cannot be used"),
    ],
)
def test_a_database_that_cannot_be_opened_ends_with_1_and_no_password(
    url: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("upgrade",), {"DATABASE_URL": url}) == 1
    err = capsys.readouterr().err
    assert sentence in err
    assert "secret" not in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("command", [("upgrade",), ("stats",), ("search", "awq"), ("export", "--format", "csv")])
def test_a_database_of_a_newer_version_is_left_alone(
    command: tuple[str, ...], catalog_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(catalog_file) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    assert main(command, {"DATABASE_URL": f"sqlite:///{catalog_file}"}) == 1
    assert "newer version of Paperboy (9999)" in capsys.readouterr().err


def test_a_file_that_is_no_database_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.db").write_text("this is no database, and long enough to be looked at" * 50, encoding="utf-8")
    assert main(("stats",), {"DATABASE_URL": f"sqlite:///{tmp_path / 'p.db'}"}) == 1
    assert "cannot be used" in capsys.readouterr().err


def test_a_defect_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch, catalog_file: Path) -> None:
    monkeypatch.setattr("storage.cli.stats.count", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(("stats",), {"DATABASE_URL": f"sqlite:///{catalog_file}"})


def test_a_reader_that_goes_away_is_no_error(catalog_file: Path) -> None:
    with _start(catalog_file.parent, "export", "--format", "jsonl") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=60) == 0


def test_control_c_ends_with_130_and_a_sentence(catalog_file: Path) -> None:
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)  # a child of a background job would ignore it
    try:
        started = _start(catalog_file.parent, "search", "--jsonl")
    finally:
        signal.signal(signal.SIGINT, ours)
    with started as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write('{"query": "awq"}\n')
        process.stdin.flush()
        assert '"confidence": "high"' in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == "Interrupted: nothing was left half done.\n"
        assert process.wait(timeout=60) == 130


def test_a_fresh_clone_answers_without_a_database(tmp_path: Path) -> None:
    with _start(tmp_path, "search", "flash attn") as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Exact Attention with IO-Awareness" in out.splitlines()[0]
    assert "shipped catalog" in err
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_gets_utf_8_whatever_the_locale_says(catalog_file: Path) -> None:
    with _start(catalog_file.parent, "search", "DeepSeek-V3 / R1", PYTHONIOENCODING="ascii") as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "推理系统" in out
