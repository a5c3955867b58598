import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LIST = "# L\n\n## KV Cache\n\n|Date|Title|Paper|Code|\n|:-|:-|:-|:-|\n|2024.01|[A] A paper|[[pdf]](https://arxiv.org/abs/2401.00001)|-|\n"
Run = Callable[..., Any]


@pytest.fixture
def ready(run: Run, tmp_path: Path) -> Path:
    """An empty database, and a list beside it."""
    assert run("upgrade", "--empty").status == 0
    path = tmp_path / "list.md"
    path.write_text(LIST)
    return path


def test_a_list_is_followed_synced_shown_and_removed(run: Run, ready: Path) -> None:
    assert "python -m storage sync mine" in run("lists", "add", "mine", ready.as_uri()).out
    assert "mine: 0 rows, 0 papers; not read yet" in run("lists", "show").out
    assert run("sync", "mine").out == "mine: 1 rows, 0 changes.\n"
    shown = json.loads(run("lists", "show", "--json").out)["lists"][0]
    assert (shown["name"], shown["rows"], shown["followed"], shown["failing_since"]) == ("mine", 1, True, None)
    assert "removed with its 1 rows" in run("lists", "remove", "mine").out
    assert run("lists", "show").out == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "Bad Name", "https://example.org"), "cannot name a list"),
        (("add", "mine", "ftp://example.org"), "is no address of a list"),
        (("remove", "none"), "There is no list 'none'"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    run: Run, ready: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = run("lists", *arguments)
    assert (answer.status, answer.out) == (1, "")
    assert said in answer.err
    assert run("lists", "show").out == ""


def test_an_action_is_wanted(run: Run, ready: Path) -> None:
    assert run("lists").status == 2
