"""A database with something in every corner."""

import shutil
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage.counters import PAPERS, advance
from storage.database import Database, Session
from storage.digests.subscription import Choices, Place, Target
from storage.digests.subscriptions import create_subscription
from storage.memory import find_memory, remember
from storage.operations.usage import add_usage

EPOCH = "database epoch"


async def fill(session: Session, now: datetime) -> None:
    """Rows beside the catalog, with signs and numbers that databases like to differ about."""
    place = Place(Target.TEXT, 2**60, 2**61 + 1)
    await create_subscription(session, place, 2**62, Choices("daily 09:00"), next_at=now, now=now, most=9)
    await remember(session, "signs", "量化 ‘é’ \U0001f525 \\ %s :x {y}")
    await remember(session, EPOCH, "00000000")
    await add_usage(session, now.date(), {("/search", "answered"): 3})


@pytest.fixture
async def full(sqlite_templates: dict[str, Path], tmp_path: Path, now: datetime) -> AsyncIterator[Database]:
    """The shipped catalog with a digest and more, in `full.db`."""
    path = Path(shutil.copy(sqlite_templates["seeded"], tmp_path / "full.db"))
    database = await Database.open(f"sqlite:///{path}")
    async with database.write() as session:
        await fill(session, now)
    yield database
    await database.close()


@pytest.fixture
def later(now: datetime) -> datetime:
    """A day after."""
    return now + timedelta(days=1)


@pytest.fixture
def recall() -> Callable[[str, str], object]:
    """Reads what a database at an address remembers under a key."""

    async def read(url: str, key: str) -> str | None:
        database = await Database.open(url)
        try:
            async with database.read() as session:
                return await find_memory(session, key)
        finally:
            await database.close()

    return read


@pytest.fixture
def take_number() -> Callable[[Database], object]:
    """Takes the next number of a paper."""

    async def take(database: Database) -> int:
        async with database.write() as session:
            return await advance(session, PAPERS)

    return take
