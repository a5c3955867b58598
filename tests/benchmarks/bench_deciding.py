"""How long the write transaction of a decision lasts, in this process, on the shipped catalog in a SQLite file.

`python -m tests.benchmarks.bench_deciding [APPROVED]` prints medians beside that of a transaction that writes one line
of the audit log, measured in the same run; so many submissions are approved before.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from data.months import Month
from data.schema import Link, LinkKind
from storage.database import Database
from storage.submissions.audit import write_audit
from storage.submissions.deciding import approve, reject
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Draft, Facts, Reason
from storage.submissions.submitting import submit
from storage.submissions.undoing import undo
from storage.upgrading import upgrade

ROUNDS = 60
TARGET_MS = 10.0
GUILD = 500
RULES = Rules(frozenset({GUILD}), most_open=10**6, most_daily=10**6, pause=timedelta(0), guild_hourly=10**6)
MODERATOR = Reviewer(7, GUILD, manages_guild=True)
WORDS = ("sparse", "fused", "paged", "tree", "token", "cache", "draft", "expert", "kernel", "memory", "router")


def make_facts(number: int) -> Facts:
    """A paper that resembles others no more than papers do."""
    words = Random(number).sample(WORDS, 6)  # noqa: S311 - nothing secret
    links = (
        Link(LinkKind.PAPER, "pdf", f"https://arxiv.org/abs/2510.{number:05}"),
        Link(LinkKind.CODE, "code", f"https://github.com/owner/code-{number}"),
    )
    title = " ".join(words).title() + f" {number}"
    return Facts(title, links, section="KV Cache", organisations="@MIT", published=Month(2025, 10))


async def measure(
    database: Database, action: Callable[..., Awaitable[Any]], *arguments: Any, **named: Any
) -> tuple[float, Any]:
    """Milliseconds from opening a transaction to its commit, and what the action returned."""
    start = time.perf_counter()
    async with database.write() as session:
        result = await action(session, *arguments, **named)
    return (time.perf_counter() - start) * 1000, result


async def main(approved: int) -> None:
    """Measures and prints."""
    now = datetime.now(UTC)
    taken: dict[str, list[float]] = {name: [] for name in ("one line", "submit", "approve", "undo", "reject")}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'paperboy.db')}"
        await upgrade(url, empty=False, now=now)
        database = await Database.open(url)
        for number in range(1, approved + ROUNDS + 1):
            draft = Draft(make_facts(number), 42, guild_id=GUILD)
            took, one = await measure(database, submit, draft, RULES, now, insists=True)
            decided = await measure(database, approve, one.id, MODERATOR, RULES, now, insists=True)
            if number > approved:
                taken["submit"].append(took)
                taken["approve"].append(decided[0])
                taken["undo"].append((await measure(database, undo, one.id, MODERATOR, RULES, now))[0])
                reason = Reason.OFF_TOPIC
                taken["reject"].append((await measure(database, reject, one.id, MODERATOR, RULES, now, reason))[0])
                taken["one line"].append((await measure(database, write_audit, "measured", now))[0])
        await database.close()
    baseline = statistics.median(taken["one line"])
    print(f"{approved} approved before; target {TARGET_MS:.0f} ms")
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"{name:9} median {median:6.2f} ms, fastest {min(times):6.2f} ms, {median / baseline:5.1f} x one line")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
