import asyncio
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.database import Database
from storage.operations.shards import LEASE, Process, Share, claim_shards, count_processes, leave, say_alive, shard_of

BEAT = LEASE / 3


async def beat(database: Database, process: Process, now: datetime, count: int = 8) -> Share:
    async with database.write() as session:
        await say_alive(session, process, now)
        return await claim_shards(session, process, count, now)


def auto(number: int) -> Process:
    return Process(f"p{number}", "bot", "here", None)


async def test_processes_come_to_share_all_shards_and_take_over_those_of_one_that_died(
    database: Database, now: datetime
) -> None:
    processes = [auto(number) for number in range(3)]
    assert await beat(database, processes[0], now) == Share(tuple(range(8)), 8)
    assert (await beat(database, processes[1], now)).shards == (), "none is free yet"
    for _ in range(2):
        shares = [await beat(database, process, now) for process in processes]
    assert sorted(shard for share in shares for shard in share.shards) == list(range(8))
    assert max(len(share.shards) for share in shares) == 3
    for _ in range(5):  # the first one is not heard of any more
        now += BEAT
        shares = [await beat(database, process, now) for process in processes[1:]]
    assert sorted(shard for share in shares for shard in share.shards) == list(range(8))
    async with database.read() as session:
        assert await count_processes(session, now) == {"bot": 2}


async def test_what_a_process_gives_up_as_it_ends_is_free_at_once(database: Database, now: datetime) -> None:
    await beat(database, auto(1), now)
    async with database.write() as session:
        await leave(session, "p1")
    assert len((await beat(database, auto(2), now)).shards) == 8


async def test_claims_at_the_same_moment_never_overlap(database: Database, now: datetime) -> None:
    for moment in (now, now + BEAT, now + 2 * BEAT):
        shares = await asyncio.gather(*(beat(database, auto(number), moment) for number in range(4)))
        held = [shard for share in shares for shard in share.shards]
        assert len(held) == len(set(held))
    assert sorted(held) == list(range(8))


async def test_a_process_that_was_silent_keeps_what_nobody_took(database: Database, now: datetime) -> None:
    await beat(database, auto(1), now)
    assert len((await beat(database, auto(1), now + 10 * LEASE)).shards) == 8


async def test_shards_that_the_operator_gave_are_waited_for(database: Database, now: datetime) -> None:
    first, second = Process("a", "bot", "x", (0, 1)), Process("b", "bot", "x", (1, 2))
    assert (await beat(database, first, now)).shards == (0, 1)
    assert await beat(database, second, now) == Share((2,), 8, 1)
    assert (await beat(database, second, now + LEASE * 2)).shards == (1, 2)


async def test_two_counts_are_never_served_at_once(database: Database, now: datetime) -> None:
    await beat(database, auto(1), now, 2)
    assert await beat(database, Process("a", "bot", "x", (0,)), now, 16) == Share((), 16, 2)
    assert (await beat(database, auto(2), now, 16)).count == 2, "who has no wish follows the others"
    assert (await beat(database, Process("a", "bot", "x", (0,)), now + LEASE * 2, 16)).shards == (0,)


async def test_a_worker_takes_no_shards_and_is_counted(database: Database, now: datetime) -> None:
    async with database.write() as session:
        await say_alive(session, Process.new("worker", "here"), now)
    assert len((await beat(database, auto(1), now)).shards) == 8
    async with database.read() as session:
        assert await count_processes(session, now) == {"bot": 1, "worker": 1}
        assert await count_processes(session, now + LEASE * 2) == {}


@settings(max_examples=10, deadline=None)
@given(events=st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=30))
def test_whoever_beats_or_dies_no_shard_is_had_twice(
    sqlite_templates: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, events: list[tuple[int, bool]]
) -> None:
    path = shutil.copy(sqlite_templates["empty"], tmp_path_factory.mktemp("shards") / "p.db")
    asyncio.run(play(f"sqlite:///{path}", events))


async def play(url: str, events: list[tuple[int, bool]]) -> None:
    database, now = await Database.open(url), datetime.fromisoformat("2026-11-21T09:30:00+00:00")
    believed: dict[int, tuple[datetime, tuple[int, ...]]] = {}
    for number, passes in events:
        now += timedelta(seconds=11 if passes else 1)
        believed[number] = (now, (await beat(database, auto(number), now, 5)).shards)
        held = [shard for since, shards in believed.values() if now < since + LEASE for shard in shards]
        mine = set(believed[number][1])
        others = [shard for shard in held if shard in mine]
        assert len(others) == len(mine), "nobody whose lease runs believes to have one of ours"
    await database.close()


def test_a_guild_belongs_to_a_shard_as_discord_reckons() -> None:
    assert shard_of(197038439483310086, 16) == (197038439483310086 >> 22) % 16
