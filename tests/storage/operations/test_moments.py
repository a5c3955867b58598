import asyncio
from datetime import datetime, timedelta

from storage.database import Database
from storage.operations.moments import claim_moment, find_moment

HOUR = timedelta(hours=1)


async def claim(database: Database, now: datetime) -> bool:
    async with database.write() as session:
        return await claim_moment(session, "k", now, HOUR)


async def test_one_of_many_gets_each_moment(database: Database, now: datetime) -> None:
    async with database.read() as session:
        assert await find_moment(session, "k") is None
    for moment in (now, now + HOUR):
        assert sum(await asyncio.gather(*(claim(database, moment) for _ in range(4)))) == 1
    assert not await claim(database, now + HOUR * 1.5)
    async with database.read() as session:
        assert await find_moment(session, "k") == now + 2 * HOUR


async def test_a_clock_that_was_far_ahead_does_not_put_it_off(database: Database, now: datetime) -> None:
    assert await claim(database, now + timedelta(days=900))
    assert await claim(database, now)
