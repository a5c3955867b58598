import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli.diagnose import render_json, render_lines
from bot.cli.sentences import Status
from bot.doctor.finding import fault, ok, warning

FINDINGS = [
    ok("disk", "Fine."),
    warning("clock", "It is 30 s behind Discord's.", "Set it."),
    fault("token", "No.", "Get one."),
]


def test_each_line_says_how_something_is_and_the_next_what_to_do() -> None:
    assert render_lines(FINDINGS).splitlines() == [
        "ok       disk   Fine.",
        "warning  clock  It is 30 s behind Discord's.",
        "                -> Set it.",
        "FAULT    token  No.",
        "                -> Get one.",
    ]


def test_json_has_the_same_and_the_worst_of_it() -> None:
    told = json.loads(render_json(FINDINGS))
    assert told["condition"] == "fault"
    assert [each["name"] for each in told["findings"]] == ["disk", "clock", "token"]
    assert json.loads(render_json(FINDINGS[:2]))["condition"] == "warning"


def test_a_fault_ends_with_a_status_and_no_secret_is_shown(
    catalog_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = {"DATABASE_URL": f"sqlite:///{catalog_file}", "HTTPS_PROXY": "http://me:hunter2@127.0.0.1:9"}
    assert main(["doctor", "--json"], environment) is Status.FAILED
    said = capsys.readouterr()
    assert json.loads(said.out)["condition"] == "fault"
    assert "hunter2" not in said.out + said.err


def test_a_wrong_setting_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"], {"SYNC_HOURS": "often"}) is Status.FAILED
    assert "FAULT    settings  SYNC_HOURS must be a whole number from 0 to 720." in capsys.readouterr().out
