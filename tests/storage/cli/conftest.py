"""The door as an operator uses it: in a folder of its own, by the words of a command line."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from storage.__main__ import main


class Said(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in an empty folder, with an environment of which nothing comes from outside."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, **environment: str) -> Said:
        capfd.readouterr()
        try:
            status = main(arguments, environment)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        out, err = capfd.readouterr()
        return Said(status, out, err)

    return run
