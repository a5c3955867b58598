from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ROWS = (
    "# L\n\n## KV Cache\n\n|Date|Title|Paper|Code|\n|:-|:-|:-|:-|\n"
    "|2024.01|[A] A paper about caches|[[pdf]](https://arxiv.org/abs/2401.00001)|-|\n"
    "|2024.01|[A] A paper about caches|[[pdf]](https://arxiv.org/abs/2401.00001)|-|\n"
    "|2024.02|[B] Something else entirely|[[pdf]](https://arxiv.org/abs/2402.00002)|-|\n"
)


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(ROWS)
    assert run("upgrade", "--empty").status == 0
    assert run("import", "list.md", "--list", "mine").status == 0


def test_a_paper_is_shown_split_merged_and_kept_apart(run: Run, filled: None) -> None:
    shown = run("papers", "show", "1").out
    assert shown.startswith("row 1: A paper about caches (mine, KV Cache)\n    arxiv:2401.00001")
    assert run("papers", "split", "1", "--rows", "2").out == "Paper 3 was split off paper 1.\n"
    assert run("papers", "contested").out == "arxiv:2401.00001\n"
    assert run("papers", "merge", "1", "3").out == "Paper 3 is part of paper 1 now.\n"
    assert run("papers", "show", "3").err == "Paper 3 was merged into paper 1.\n"
    assert run("papers", "apart", "1", "2").out == "Papers 1 and 2 stay two.\n"
    assert run("papers", "proposals").err == "Nothing is proposed.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("merge", "1", "1"), "name two"),
        (("merge", "1", "99"), "no paper 99"),
        (("show", "99"), "no paper 99"),
        (("split", "2", "--rows", "3"), "but not all of them"),
    ],
)
def test_what_makes_no_sense_is_said(run: Run, filled: None, arguments: tuple[str, ...], said: str) -> None:
    answer = run("papers", *arguments)
    assert answer.status == 1
    assert said in answer.err


def test_rows_are_numbers(run: Run, filled: None) -> None:
    assert run("papers", "split", "1", "--rows", "a,b").status == 2
