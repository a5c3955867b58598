import asyncio
import logging
from datetime import datetime, timedelta

import pytest

from bot.sharding import Sharding, change_shards
from storage.database import Database
from storage.operations.shards import LEASE


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def dialect() -> str:
    """Only a server is shared."""
    return "postgresql"


async def test_a_file_is_not_shared_and_the_operator_may_give_shards(small: Database, clock: Clock) -> None:
    alone = Sharding(small, clock, "auto")
    assert not alone.is_shared
    assert (alone.told_count, alone.told_ids) == (None, None)
    given = Sharding(small, clock, "0-1/4")
    assert (given.told_count, given.told_ids) == (4, (0, 1))


async def test_a_process_serves_the_guilds_of_the_shards_that_are_connected(small: Database, clock: Clock) -> None:
    sharding = Sharding(small, clock, "auto")
    guild = 5 << 22
    assert not sharding.serves(guild, 4)
    sharding.connect(1)
    assert sharding.serves(guild, 4)
    assert not sharding.serves(guild, 8)
    sharding.disconnect(1)
    assert sharding.connected == frozenset()


async def test_processes_on_a_server_divide_the_shards_and_take_over(database: Database, clock: Clock) -> None:
    first, second = Sharding(database, clock, "auto"), Sharding(database, clock, "auto")
    assert first.is_shared
    assert (await first.begin(4, 1)).shards == (0, 1, 2, 3)
    first.connect(3)
    await second.beat(4)
    assert await first.beat() == (frozenset(), frozenset({2, 3}))
    assert first.connected == frozenset(), "what is given up is not known about any more"
    assert await second.beat() == (frozenset({2, 3}), frozenset())
    await first.leave()
    assert await second.beat() == (frozenset({0, 1}), frozenset())


async def test_a_process_stands_by_until_another_one_is_not_heard_of(
    database: Database, clock: Clock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sharding._WAIT_SECONDS", 0.01)
    caplog.set_level(logging.INFO)
    await Sharding(database, clock, "auto/1").begin(9, 1)
    second = Sharding(database, clock, "auto/1")
    waiting = asyncio.create_task(second.begin(9, 1))
    await asyncio.sleep(0.3)
    assert second.stands_by
    assert caplog.text.count("stands by") == 1
    clock.now += 2 * LEASE
    assert (await asyncio.wait_for(waiting, 5)).shards == (0,)
    assert not second.stands_by


async def test_sessions_begin_one_after_the_other_in_all_processes_together(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sharding._WAIT_SECONDS", 0.01)
    first, second = Sharding(database, clock, "auto"), Sharding(database, clock, "auto")
    await first.wait_to_identify(0)
    waiting = asyncio.create_task(second.wait_to_identify(1))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    clock.now += timedelta(seconds=5)
    await asyncio.wait_for(waiting, 5)


async def test_lost_shards_are_hung_up_before_others_are_connected() -> None:
    done: list[tuple[str, int]] = []

    async def connect(shard: int) -> None:
        done.append(("connect", shard))

    async def disconnect(shard: int) -> None:
        done.append(("disconnect", shard))

    await change_shards(frozenset({3, 1}), frozenset({2}), connect, disconnect)
    assert done == [("disconnect", 2), ("connect", 1), ("connect", 3)]
