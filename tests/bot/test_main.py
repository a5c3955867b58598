import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli.sentences import NO_TOKEN, Status
from bot.version import read_version

ROOT = Path(__file__).parents[2]
TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
NOBODY_LISTENS = "http://127.0.0.1:9"  # the port "discard": a proxy that refuses at once


def test_without_a_token_it_says_how_to_get_one_and_offers_the_demo(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], {}) is Status.REFUSED
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == NO_TOKEN + "\n"
    assert "https://discord.com/developers/applications" in said.err
    assert "python -m bot demo" in said.err
    assert said.err.count("\n") == 2


def test_run_is_what_happens_without_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"], {}) is Status.REFUSED
    assert capsys.readouterr().err == NO_TOKEN + "\n"


@pytest.mark.parametrize("arguments", [["--help"], ["demo", "--help"], ["run", "--help"], ["--version"]])
def test_help_and_version_are_output(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments, {})
    assert end.value.code == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert ("usage: python -m bot" in said.out) or said.out == f"paperboy {read_version()}\n"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["demo", "--port", "0"], ["demo", "--port", "x"], ["demo", "--locale", "tlh"]]
)
def test_a_wrong_argument_is_told_and_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments, {})
    assert end.value.code == 2
    assert arguments[-1] in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "status", "part"),
    [
        ({"DISCORD_TOKEN": f'"{TOKEN}"'}, 2, "DISCORD_TOKEN has characters"),
        ({"DISCORD_TOKEN": TOKEN, "LOG_LEVEL": "loud"}, 2, "LOG_LEVEL must be one of"),
        ({"DISCORD_TOKEN": TOKEN, "DATABASE_URL": "mysql://paperboy:hunter2@host/papers"}, 2, "DATABASE_URL names no"),
        ({"DISCORD_TOKEN": TOKEN, "DATABASE_URL": "sqlite:////no/such/folder/papers.db"}, 1, "cannot be opened"),
        ({"DISCORD_TOKEN": TOKEN, "HTTPS_PROXY": NOBODY_LISTENS}, 1, "The proxy of HTTPS_PROXY"),
        ({"DISCORD_TOKEN": "odd", "HTTPS_PROXY": NOBODY_LISTENS}, 1, "does not look like a bot's token"),
        (
            {
                "DISCORD_TOKEN": TOKEN,
                "HTTPS_PROXY": NOBODY_LISTENS.replace("//", "//me:hunter2@"),
                "LOG_LEVEL": "DEBUG",
            },
            1,
            "The proxy of HTTPS_PROXY",
        ),
        (
            {"DISCORD_TOKEN": TOKEN, "DATABASE_URL": "postgresql://me:hunter2@127.0.0.1:9/x", "LOG_LEVEL": "DEBUG"},
            1,
            "cannot be opened",
        ),
    ],
)
def test_what_keeps_it_from_starting_is_a_sentence_on_standard_error(
    environment: dict[str, str], status: int, part: str, catalog_file: Path
) -> None:
    environment = {"DATABASE_URL": f"sqlite:///{catalog_file}"} | environment
    ended = subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == status, ended.stderr
    assert part in ended.stderr
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    assert "hunter2" not in ended.stderr
    assert TOKEN not in ended.stderr
