"""`submissions` shows what members propose and exports the audit log."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from storage.database import Database
from storage.submissions.deciding import reject
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Draft, Reason
from storage.submissions.submitting import submit
from tests.storage.submissions.conftest import GUILD, MEMBER, MODERATOR, paper_facts

RULES = Rules(curating=frozenset({GUILD}), pause=timedelta(0))


async def _propose(path: Path, now: datetime) -> None:
    database = await Database.open(f"sqlite:///{path}")
    for number, title in ((7_001, ""), (7_002, "A \x1b[31mred\x1b[0m title of tea")):
        async with database.write() as session:
            facts = paper_facts(number, title=title)
            one = await submit(session, Draft(facts, MEMBER, guild_id=GUILD), RULES, now, insists=True)
    async with database.write() as session:
        await reject(session, one.id, Reviewer(MODERATOR, GUILD, manages_guild=True), RULES, now, Reason.SPAM)
    await database.close()


def test_shows_submissions_and_exports_the_log(run: Callable[..., Any], catalog_file: Path, now: datetime) -> None:
    assert "There are no submissions" in run("submissions", "list").err
    asyncio.run(_propose(catalog_file, now))
    lines = run("submissions", "list").out.splitlines()
    assert [line.split("\t")[:4] for line in lines] == [
        ["2", "rejected", "paper", "2026-11-21"], ["1", "pending", "paper", "2026-11-21"],
    ]  # fmt: skip
    assert "\x1b" not in lines[0]
    (pending,) = run("submissions", "list", "--state", "pending", "--json").out.splitlines()
    assert json.loads(pending)["facts"]["links"][0]["url"] == "https://arxiv.org/abs/2409.07001"
    log = [json.loads(line) for line in run("submissions", "audit").out.splitlines()]
    assert [(line["action"], line["actor"]) for line in log] == [
        ("submitted", MEMBER), ("submitted", MEMBER), ("rejected", MODERATOR),
    ]  # fmt: skip
    assert run("submissions", "audit", "--after", "2", "--guild", str(GUILD)).out.count("\n") == 1
    assert run("submissions", "audit", "--guild", "1").out == ""
    assert run("submissions", "audit", "--guild", "x").status == 2
