"""Exactly once, whenever the process is killed. PAPERBOY_KILLS=200 kills that often at random, as a nightly run."""

import asyncio
import os
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.digests.marks import read_marks
from data.formats import parse_document
from storage.database import Database
from storage.digests.subscription import Choices, Place, Target
from storage.digests.subscriptions import create_subscription
from storage.digests.tables import SubscriptionRow
from storage.importing import import_document

if TYPE_CHECKING:
    from tests.bot.delivery.conftest import FakeDiscord

ROOT = Path(__file__).parents[3]
CHANNEL, FORUM, MAKER, NEW = 700, 701, 42, 22
RANDOM_KILLS = int(os.environ.get("PAPERBOY_KILLS", "8"))
MOST_STEPS = 200


class Process:
    """The process that is killed and started anew."""

    def __init__(self, running: asyncio.subprocess.Process) -> None:
        self._running = running

    async def run(self, database: Path, *, kill_at: int = 0, kill_after: float = 0.0) -> bool:
        """Runs until all is sent; whether it got so far."""
        child = await self.start(database, kill_at)
        if kill_after:
            await asyncio.sleep(kill_after)
            kill(child)
        return await self.ended() == "ended 0"

    async def start(self, database: Path, kill_at: int = 0) -> int:
        assert self._running.stdin is not None
        self._running.stdin.write(f"sqlite:///{database} {kill_at}\n".encode())
        return int(await self._read())

    async def ended(self) -> str:
        return await asyncio.wait_for(self._read(), 60)

    async def _read(self) -> str:
        assert self._running.stdout is not None
        return (await self._running.stdout.readline()).decode().strip()


def kill(child: int) -> None:
    try:
        os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        return  # it had finished


@pytest.fixture
async def process(fake: "FakeDiscord") -> AsyncIterator[Process]:
    command = [sys.executable, str(Path(__file__).with_name("process_to_kill.py")), fake.address]
    running = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )
    yield Process(running)
    running.kill()
    await running.wait()


@pytest.fixture
async def due(sqlite_templates: dict[str, Path], tmp_path: Path) -> Path:
    """A database in which two digests of several parts are due: one of a channel, one of a forum."""
    path = tmp_path / "due.db"
    shutil.copy(sqlite_templates["empty"], path)
    database, began = await Database.open(f"sqlite:///{path}"), datetime.now(UTC) - timedelta(days=2)
    for papers in (10, 10 + NEW):
        async with database.write() as session:
            await import_document(session, "mine", parse_document(text(papers), "markdown"), began)
            if papers == 10:
                for target, channel in ((Target.TEXT, CHANNEL), (Target.FORUM, FORUM)):
                    place = Place(target, 500, channel)
                    choices = Choices("daily 09:00")
                    await create_subscription(session, place, MAKER, choices, next_at=began, now=began, most=9)
    await database.close()
    return path


def text(papers: int) -> str:
    rows = (
        f"|2024.01|[Trick{number}] Speculative pruning of kettle number {number}|"
        f"[[pdf]](https://arxiv.org/abs/2401.{number:05})|-|\n"
        for number in range(papers)
    )
    return "# L\n\n## KV Cache\n\n|Date|Title|Paper|Code|\n|:-|:-|:-|:-|\n" + "".join(rows)


def check_each_once(fake: "FakeDiscord") -> None:
    """Every new paper stands once in the channel and once in the forum's only post."""
    posts = [number for number in fake.messages if number not in (CHANNEL, FORUM) and fake.messages[number]]
    assert len(posts) == 1
    for place in (CHANNEL, posts[0]):
        marked = [read_marks(message["components"]) for message in fake.messages[place]]
        shown = Counter(each.fingerprint for one in marked if one for each in one.shown)
        assert len(shown) == NEW, "nothing is lost"
        assert set(shown.values()) == {1}, "nothing is doubled"


def forget(fake: "FakeDiscord") -> None:
    for number in list(fake.messages):
        if number not in (CHANNEL, FORUM):
            fake.channels.pop(number, None)
    fake.messages.clear()
    fake.nonces.clear()


async def test_a_kill_at_each_step_loses_and_doubles_nothing(
    process: Process, fake: "FakeDiscord", due: Path, tmp_path: Path
) -> None:
    fake.knows_nonces = False  # so that nothing but looking keeps a message from being doubled
    for step in range(1, MOST_STEPS):
        database = tmp_path / f"{step}.db"
        shutil.copy(due, database)
        finished = await process.run(database, kill_at=step)
        if not finished:
            assert await process.run(database)
        check_each_once(fake)
        forget(fake)
        if finished:
            break
    assert 20 < step < MOST_STEPS - 1


async def test_a_kill_right_after_discord_took_a_message_loses_and_doubles_nothing(
    process: Process, fake: "FakeDiscord", due: Path
) -> None:
    fake.knows_nonces = False
    kills = 0
    while True:
        child = await process.start(due)

        def accept(child: int = child) -> None:
            nonlocal kills
            kills += 1
            kill(child)

        fake.on_accepted = accept
        if await process.ended() == "ended 0":
            break
    check_each_once(fake)
    assert kills == sum(len(each) for each in fake.messages.values()) > 3


async def test_random_kills_lose_and_double_nothing(
    process: Process, fake: "FakeDiscord", due: Path, tmp_path: Path
) -> None:
    fake.knows_nonces = False
    chance, kills = random.Random(7), 0  # noqa: S311  # the same each time
    while kills < RANDOM_KILLS:
        database = tmp_path / f"random-{kills}.db"
        shutil.copy(due, database)
        while not await process.run(database, kill_after=chance.uniform(0.01, 0.6)):
            kills += 1
        check_each_once(fake)
        forget(fake)


async def test_three_weeks_of_downtime_end_in_one_digest(process: Process, fake: "FakeDiscord", due: Path) -> None:
    database = await Database.open(f"sqlite:///{due}")
    async with database.write() as session:
        weeks_ago = datetime.now(UTC) - timedelta(weeks=3)
        await session.execute(update(SubscriptionRow).values(next_at=weeks_ago))
    await database.close()
    assert await process.run(due)
    check_each_once(fake)
