"""`export --pending-upstream`: patches for the lists, as an operator and their tools use them."""

import asyncio
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.months import Month
from data.schema import Link, LinkKind
from data.writers.rows.proposals import Refusal
from storage.cli.pending import WHY
from storage.database import Database
from storage.submissions.deciding import approve
from storage.submissions.exporting import Left
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Draft, Facts
from storage.submissions.submitting import submit

Run = Callable[..., Any]
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
TEXT = (
    "# Mine\n\n## KV Cache\n\n|Date|Title|Paper|Code|\n|:-|:-|:-|:-|\n"
    "|2024.01|[Foo] Foo: caches of old(@MIT)|[[pdf]](https://arxiv.org/pdf/2401.00001)|-|\n"
)


async def _approve(number: int, list_name: str) -> None:
    database = await Database.open("sqlite:///paperboy.db")
    rules = Rules(curating=frozenset({5}), pause=timedelta(0))
    links = (Link(LinkKind.PAPER, "", f"https://arxiv.org/abs/2409.{number:05}"),)
    facts = Facts(f"Caching of kind {number}", links, list_name=list_name, section="KV Cache", published=Month(2024, 9))
    try:
        async with database.write() as session:
            draft = Draft(facts, submitter_id=1, guild_id=5, channel_id=9, credit="Ann")
            one = await submit(session, draft, rules, NOW, insists=True)
        async with database.write() as session:
            await approve(session, one.id, Reviewer(7, 5, manages_guild=True), rules, NOW)
    finally:
        await database.close()


@pytest.fixture
def lists(run: Run, tmp_path: Path) -> list[Path]:
    """Two lists that have been synced."""
    assert run("upgrade", "--empty").status == 0
    paths = [tmp_path / "mine.md", tmp_path / "other.md"]
    for path in paths:
        path.write_text(TEXT.replace("Mine", path.stem).replace("00001", "00001" if path.stem == "mine" else "00002"))
        run("lists", "add", path.stem, path.as_uri())
    assert run("sync").status == 0
    return paths


def test_where_nothing_waits_it_is_said(run: Run, lists: list[Path]) -> None:
    said = run("export", "--pending-upstream")
    assert (said.status, said.out, said.err) == (0, "", "Nothing that is approved waits for a list.\n")


def test_a_patch_on_standard_output_goes_straight_into_git(run: Run, lists: list[Path], tmp_path: Path) -> None:
    asyncio.run(_approve(1, "mine"))
    said = run("export", "--pending-upstream", "mine")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Subject: Add 1 paper\n")
    assert "Thanks to `Ann`" in said.out
    command = ["git", "apply", "-"]
    done = subprocess.run(command, input=said.out.encode(), cwd=tmp_path, capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert "|2024.09|Caching of kind 1|[[pdf]](https://arxiv.org/pdf/2409.00001)|-|\n" in lists[0].read_text()
    assert run("sync").status == 0
    assert run("export", "--pending-upstream").err == "Nothing that is approved waits for a list.\n"


def test_a_folder_takes_a_patch_and_the_words_for_each_list(run: Run, lists: list[Path], tmp_path: Path) -> None:
    asyncio.run(_approve(1, "mine"))
    asyncio.run(_approve(2, "other"))
    several = run("export", "--pending-upstream")
    assert (several.status, several.out) == (2, "")
    assert "mine, other" in several.err
    said = run("export", "--pending-upstream", "--output", "to/curators")
    assert said.status == 0
    folder = tmp_path / "to" / "curators"
    assert sorted(path.name for path in folder.iterdir()) == ["mine.md", "mine.patch", "other.md", "other.patch"]
    assert (folder / "mine.md").read_text().startswith("Add 1 paper\n\n")
    assert (folder / "other.patch").read_text().startswith("--- a/other.md\n+++ b/other.md\n")


def test_the_list_as_it_is_now_can_be_given(run: Run, lists: list[Path], tmp_path: Path) -> None:
    asyncio.run(_approve(1, "mine"))
    (tmp_path / "now.md").write_bytes(TEXT.replace("# Mine", "# Changed").replace("\n", "\r\n").encode())
    said = run("export", "--pending-upstream", "mine", "--against", "now.md")
    assert said.status == 0
    assert " # Changed\r\n" not in said.out or said.out.count("\r\n") > 3
    assert run("export", "--pending-upstream", "--against", "now.md").status == 2
    assert run("export", "--format", "jsonl", "--against", "now.md").status == 2
    assert "There is no file" in run("export", "--pending-upstream", "mine", "--against", "gone.md").err


def test_what_is_left_out_is_told_and_is_a_status(run: Run, lists: list[Path]) -> None:
    asyncio.run(_approve(1, "gone"))
    said = run("export", "--pending-upstream")
    assert (said.status, said.out) == (1, "")
    assert said.err == "Left out: submission 1, Caching of kind 1 (gone): no list that is followed was meant.\n"


def test_a_list_that_nobody_follows_is_no_list(run: Run, lists: list[Path]) -> None:
    assert "There is no list 'nobody'" in run("export", "--pending-upstream", "nobody").err


def test_a_folder_that_cannot_be_made_is_told(run: Run, lists: list[Path]) -> None:
    asyncio.run(_approve(1, "mine"))
    said = run("export", "--pending-upstream", "--output", "mine.md")
    assert (said.status, said.out) == (1, "")
    assert "mine.md cannot be written" in said.err


def test_every_reason_has_its_words() -> None:
    assert set(WHY) == {*Left, *Refusal}
