import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
HEAD = "# L\n\n## KV Cache\n\n|Date|Title|Paper|Code|\n|:-|:-|:-|:-|\n"


def text(count: int) -> str:
    return HEAD + "".join(
        f"|2024.01|[N{n}] N{n}: paper|[[pdf]](https://arxiv.org/abs/2401.{n:05})|-|\n" for n in range(count)
    )


@pytest.fixture
def file(run: Run, tmp_path: Path) -> Path:
    """A list of 20 rows that has been synced once."""
    path = tmp_path / "list.md"
    path.write_text(text(20))
    for arguments in (("upgrade", "--empty"), ("lists", "add", "mine", path.as_uri()), ("sync",)):
        assert run(*arguments).status == 0
    return path


def test_what_changed_is_told_to_people_and_to_programs(run: Run, file: Path) -> None:
    file.write_text(text(21))
    dry = run("sync", "--dry-run")
    assert dry.out == "mine: 21 rows, 1 change.\n    added: N20: paper (KV Cache)\n"
    (told,) = json.loads(run("sync", "mine", "--json").out)["lists"]
    assert (told["name"], told["status"], told["reason"], told["rows"]) == ("mine", "applied", "", 21)
    assert told["changes"] == [
        {
            "seq": 1,
            "kind": "added",
            "title": "N20: paper",
            "list": "mine",
            "section": "KV Cache",
            "before": {},
            "after": {"sections": ["KV Cache"]},
        }
    ]
    assert run("sync").out == "mine: 21 rows, unchanged.\n"


def test_a_held_version_waits_for_the_operator(run: Run, file: Path) -> None:
    file.write_text(text(10))
    held = run("sync")
    assert held.status == 1
    assert held.out.startswith("mine: held, more than a tenth of the rows would go.") or "cut off" in held.out
    looked = run("sync", "--review", "mine")
    assert looked.out.count("removed: ") == 10
    assert "Left as it is" in looked.err
    assert "rejected" in run("sync", "--review", "mine", "--reject").err
    assert run("sync").out == "mine: 20 rows, unchanged.\n", "what was rejected is not held again"
    assert "Nothing of 'mine' is held" in run("sync", "--review", "mine").err


def test_a_held_version_can_be_applied(run: Run, file: Path) -> None:
    file.write_text(text(60))
    assert run("sync").status == 1
    assert "60 rows, 40 changes" in run("sync", "--review", "mine", "--apply").err
    assert run("sync").out == "mine: 60 rows, unchanged.\n"


def test_accepting_and_a_higher_limit_let_many_additions_pass(run: Run, file: Path) -> None:
    file.write_text(text(60))
    assert run("sync", "--additions", "40").status == 0
    file.write_text(text(5))
    assert run("sync", "--accept").out.startswith("mine: 5 rows, 55 changes.")


def test_a_failing_list_says_why_and_ends_with_1(run: Run, file: Path) -> None:
    file.unlink()
    answer = run("sync")
    assert (answer.status, answer.out) == (1, "mine: failed, there is no such file. Nothing was changed.\n")
    assert "failing since" in run("lists", "show").out


def test_without_a_followed_list_it_says_how_to_follow_one(run: Run) -> None:
    run("upgrade", "--empty")
    answer = run("sync")
    assert (answer.status, answer.out) == (0, "")
    assert "lists add NAME URL" in answer.err
    assert run("sync", "none").status == 1


@pytest.mark.parametrize(
    "arguments", [("--additions", "-3"), ("--apply",), ("--reject",), ("mine", "--review", "mine"), ("--fly",)]
)
def test_what_makes_no_sense_ends_with_2_and_syncs_nothing(run: Run, file: Path, arguments: tuple[str, ...]) -> None:
    file.write_text(text(21))
    assert run("sync", *arguments).status == 2
    assert "20 rows" in run("lists", "show").out


def test_the_limit_is_what_the_environment_sets(run: Run, file: Path) -> None:
    file.write_text(text(60))
    held = run("sync", "--json")
    assert [change["seq"] for change in json.loads(held.out)["lists"][0]["changes"]] == [None] * 40
    assert run("sync", SYNC_MOST_ADDITIONS="40").status == 0
