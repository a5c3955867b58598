"""Sharing the shards of the gateway among processes, by claims that run out. Nobody leads.

A process says in time that it is alive, and renews what it has. What nobody renews is free, and who has room takes it;
who has more than a fair share gives the rest up.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from storage.counters import advance
from storage.database import Session
from storage.operations.tables import ProcessRow, ShardRow

LEASE = timedelta(seconds=30)
"""For how long a process is taken for alive, and has its shards, after it said so last."""

_FORGOTTEN = timedelta(days=1)
_COUNTER = "shards"


@dataclass(frozen=True, slots=True)
class Process:
    """A process that shares a database. `wanted` are the shards that its operator gave it, None for a fair share, and
    nothing for one without a gateway."""

    id: str
    kind: str
    host: str
    wanted: tuple[int, ...] | None = ()

    @classmethod
    def new(cls, kind: str, host: str, wanted: tuple[int, ...] | None = ()) -> "Process":
        """A process of a name that no other has."""
        return cls(secrets.token_hex(8), kind, host[:255], wanted)


@dataclass(frozen=True, slots=True)
class Share:
    """What a process has: these shards of so many, the smallest number first. `waits_for` says how many it would take
    that others have still."""

    shards: tuple[int, ...]
    count: int
    waits_for: int = 0


async def say_alive(session: Session, process: Process, now: datetime) -> None:
    """Notes that a process is alive, and forgets those that have not been for a day."""
    until = now + LEASE
    row = update(ProcessRow).where(ProcessRow.id == process.id).values(alive_until=until).returning(ProcessRow.id)
    if (await session.execute(row)).first() is None:
        wants = process.wanted is None or bool(process.wanted)
        session.add(
            ProcessRow(
                id=process.id,
                kind=process.kind,
                host=process.host,
                wants_shards=wants,
                started_at=now,
                alive_until=until,
            )
        )
        await session.flush()
    await session.execute(delete(ProcessRow).where(ProcessRow.alive_until < now - _FORGOTTEN))


async def claim_shards(session: Session, process: Process, count: int, now: datetime) -> Share:
    """Renews what a process has, takes what is free and gives up what is too much; returns what it then has.

    The count of shards is that of whoever has any: two counts are never served at once. Call `say_alive` before, in the
    same transaction. One process at a time does this.
    """
    await advance(session, _COUNTER, 0)
    rows = (await session.execute(select(ShardRow).order_by(ShardRow.shard_id))).scalars().all()
    others = [row for row in rows if row.process_id != process.id and row.leased_until > now]
    if others and process.wanted is None:
        count = others[0].shard_count
    if any(row.shard_count != count for row in others):
        return Share((), count, len(others))  # those of another count have to end first
    taken = {row.shard_id for row in others}
    mine = {row.shard_id for row in rows if row.process_id == process.id and row.shard_count == count}
    if process.wanted is None:
        keep = await _fair_share(session, mine, taken, count, now)
        waits_for = 0 if keep else 1
    else:
        keep = set(process.wanted) - taken
        waits_for = len(process.wanted) - len(keep)
    await _write(session, process, keep, {row.shard_id for row in rows}, count, now)
    return Share(tuple(sorted(keep)), count, waits_for)


async def leave(session: Session, process_id: str) -> None:
    """Gives everything up that a process has, as it ends."""
    await session.execute(delete(ShardRow).where(ShardRow.process_id == process_id))
    await session.execute(delete(ProcessRow).where(ProcessRow.id == process_id))


async def count_processes(session: Session, now: datetime) -> dict[str, int]:
    """How many processes are alive, by kind."""
    found: dict[str, int] = {}
    for kind in (await session.execute(select(ProcessRow.kind).where(ProcessRow.alive_until > now))).scalars():
        found[kind] = found.get(kind, 0) + 1
    return found


def shard_of(guild_id: int, count: int) -> int:
    """The shard of a guild, as Discord reckons."""
    return (guild_id >> 22) % count


async def _fair_share(session: Session, mine: set[int], taken: set[int], count: int, now: datetime) -> set[int]:
    alive = select(ProcessRow.id).where(ProcessRow.wants_shards, ProcessRow.alive_until > now)
    processes = max(1, len((await session.execute(alive)).all()))
    most = -(-count // processes)
    kept = sorted(mine - taken)[:most]
    free = [shard for shard in range(count) if shard not in taken and shard not in mine]
    return {*kept, *free[: most - len(kept)]}


async def _write(
    session: Session, process: Process, keep: Collection[int], known: Collection[int], count: int, now: datetime
) -> None:
    values = {"shard_count": count, "process_id": process.id, "leased_until": now + LEASE}
    given_up = ShardRow.process_id == process.id, ShardRow.shard_id.not_in(keep)
    await session.execute(delete(ShardRow).where(*given_up))
    for shard in sorted(keep):
        if shard in known:
            await session.execute(update(ShardRow).where(ShardRow.shard_id == shard).values(**values))
        else:
            await session.execute(insert(ShardRow).values(shard_id=shard, **values))
