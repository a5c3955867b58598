"""Four processes on one PostgreSQL, killed at random while digests are due: nothing is lost, nothing is doubled, and
nothing waits for longer than a lease and a tick. PAPERBOY_FLEET_SECONDS=600 is the nightly run."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from bot.digests.marks import read_marks
from data.formats import parse_document
from storage.database import Database
from storage.digests.claiming import count_pending
from storage.digests.delivery import DeliveryState
from storage.digests.subscription import Choices, Place, Target
from storage.digests.subscriptions import create_subscription
from storage.digests.tables import DeliveryRow, SubscriptionRow
from storage.importing import import_document

if TYPE_CHECKING:
    from tests.bot.delivery.conftest import FakeDiscord

ROOT = Path(__file__).parents[3]
SECONDS = float(os.environ.get("PAPERBOY_FLEET_SECONDS", "8"))
PROCESSES, CHANNELS, MAKER, OLD = 4, range(700, 704), 42, 3
TICK, NOISE = 0.2, 5.0  # seconds; the machine that tests may be busy
NO_MORE_THAN_A_TICK = TICK + NOISE


def text(papers: int) -> str:
    rows = (
        f"|2024.01|[Trick{number}] Speculative pruning of kettle number {number}|"
        f"[[pdf]](https://arxiv.org/abs/2401.{number:05})|-|\n"
        for number in range(papers)
    )
    return "# L\n\n## KV Cache\n\n|Date|Title|Paper|Code|\n|:-|:-|:-|:-|\n" + "".join(rows)


@dataclass
class Fleet:
    """Processes that are killed and begun anew; never all of them at once."""

    starter: asyncio.subprocess.Process
    url: str
    chance: random.Random
    alive: list[int] = field(default_factory=list)
    kills: int = 0

    async def begin_one(self) -> None:
        assert self.starter.stdin is not None
        assert self.starter.stdout is not None
        self.starter.stdin.write(f"{self.url}\n".encode())
        self.alive.append(int(await self.starter.stdout.readline()))

    async def kill_one(self) -> None:
        victim = self.alive.pop(self.chance.randrange(len(self.alive)))
        os.kill(victim, signal.SIGKILL)
        self.kills += 1

    def end(self) -> None:
        for process in self.alive:
            os.kill(process, signal.SIGKILL)


@pytest.fixture
def dialect() -> str:
    """Only a server is shared."""
    return "postgresql"


@pytest.fixture
async def fleet(fake: "FakeDiscord", database: Database) -> AsyncIterator[Fleet]:
    command = [sys.executable, str(Path(__file__).with_name("process_of_fleet.py")), fake.address]
    starter = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )
    url = database._engine.url.render_as_string(hide_password=False)
    fleet = Fleet(starter, url, random.Random(11))  # noqa: S311  # the same each time
    yield fleet
    fleet.end()
    starter.kill()
    await starter.wait()
    await asyncio.sleep(0.2)  # until the server has seen that they are gone


async def publish(database: Database, papers: int) -> None:
    """Makes the list hold so many papers, and every digest due."""
    now = datetime.now(UTC)
    async with database.write() as session:
        await import_document(session, "kettles", parse_document(text(papers), "markdown"), now)
        await session.execute(update(SubscriptionRow).values(next_at=now))


async def subscribe(database: Database) -> None:
    now = datetime.now(UTC)
    async with database.write() as session:
        for channel in CHANNELS:
            place = Place(Target.TEXT, 500, channel)
            await create_subscription(session, place, MAKER, Choices("hourly"), next_at=now, now=now, most=99)


async def find_free(database: Database) -> set[int]:
    """The messages that could be taken at this moment: due, held by no lease, the first at their place."""
    now = datetime.now(UTC)
    async with database.read() as session:
        pending = select(DeliveryRow).where(DeliveryRow.state == DeliveryState.PENDING.value).order_by(DeliveryRow.id)
        rows = (await session.execute(pending)).scalars().all()
        first = {row.channel_id: row for row in reversed(rows)}
        return {row.id for row in first.values() if max(row.due_at, row.leased_until or row.due_at) <= now}


async def watch(database: Database, waits: list[float]) -> None:
    """Notes for how many seconds each message stayed free."""
    clock, since = asyncio.get_running_loop().time, dict[int, float]()
    while True:
        free = await find_free(database)
        since = {number: since.get(number, clock()) for number in free}
        waits.append(max([clock() - began for began in since.values()], default=0.0))
        await asyncio.sleep(0.1)


async def kill_at_random(fleet: Fleet, seconds: float) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while loop.time() < end:
        await asyncio.sleep(fleet.chance.uniform(0.5, 3.0))
        for _ in range(fleet.chance.randint(1, PROCESSES - 1)):
            await fleet.kill_one()
        await asyncio.sleep(fleet.chance.uniform(0.0, 0.5))
        while len(fleet.alive) < PROCESSES:
            await fleet.begin_one()


async def settle(database: Database) -> None:
    async with asyncio.timeout(60):
        while True:
            async with database.read() as session:
                due = select(SubscriptionRow.id).where(SubscriptionRow.next_at <= datetime.now(UTC))
                if not (await session.execute(due)).first() and not await count_pending(session):
                    return
            await asyncio.sleep(0.1)


async def test_processes_that_are_killed_at_random_lose_and_double_nothing(
    fleet: Fleet, fake: "FakeDiscord", database: Database
) -> None:
    fake.knows_nonces = False  # so that nothing but claims and looking keeps a message from being doubled
    await publish(database, OLD)
    await subscribe(database)
    for _ in range(PROCESSES):
        await fleet.begin_one()
    waits: list[float] = []
    watching = asyncio.create_task(watch(database, waits))
    killing = asyncio.create_task(kill_at_random(fleet, SECONDS))
    papers = OLD
    while not killing.done():
        papers += 1
        await publish(database, papers)
        await asyncio.sleep(fleet.chance.uniform(0.1, 0.8))
    await killing
    await settle(database)
    watching.cancel()
    for channel in CHANNELS:
        marked = [read_marks(message["components"]) for message in fake.messages[channel]]
        shown = Counter(each.fingerprint for one in marked if one for each in one.shown)
        assert len(shown) == papers - OLD, "nothing is lost"
        assert set(shown.values()) == {1}, "nothing is doubled"
    assert fleet.kills >= SECONDS / 4
    print(f"{fleet.kills} kills, {papers - OLD} papers, longest wait {max(waits):.2f} s")
    assert max(waits) <= NO_MORE_THAN_A_TICK, "what is free is taken within a tick"
