"""Which shards of the gateway this process serves, and so which guilds it knows about."""

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.setting_checks import read_shards
from storage.database import Database
from storage.errors import StorageError
from storage.operations.moments import claim_moment
from storage.operations.shards import Process, Share, claim_shards, leave, say_alive, shard_of

BEAT_SECONDS = 10
"""How often a process says that it is alive: three times in the time of a lease."""

IDENTIFY_EVERY = timedelta(seconds=5)
_WAIT_SECONDS = 1.0

_log = logging.getLogger(__name__)


class Sharding:
    """The shards of one process. A SQLite file has one process, which serves all of them, or those that it was told.
    Processes on PostgreSQL claim theirs, and take over those of one that ended."""

    def __init__(self, database: Database, clock: Callable[[], datetime], wanted: str) -> None:
        told = read_shards(wanted)
        self._database = database
        self._clock = clock
        self._ids = told[0] if told else None
        self._told_count = told[1] if told else None
        self._process = Process.new("bot", socket.gethostname(), self._ids)
        self._connected: set[int] = set()
        self._concurrency = 1
        self.share = Share(self._ids or (), self._told_count or 0)
        self.stands_by = False

    @property
    def is_shared(self) -> bool:
        """Whether other processes may serve the rest."""
        return not self._database.is_sqlite

    @property
    def connected(self) -> frozenset[int]:
        """The shards of which everything is known at the moment."""
        return frozenset(self._connected)

    @property
    def told_count(self) -> int | None:
        """How many shards there are in all, where the operator said so."""
        return self._told_count

    @property
    def told_ids(self) -> tuple[int, ...] | None:
        """Which shards this process serves, where the operator said so."""
        return self._ids

    async def begin(self, recommended: int, concurrency: int) -> Share:
        """Claims shards of as many as Discord recommends, or the operator wants, and waits until there are some."""
        self._concurrency = max(1, concurrency)
        count = self._told_count or recommended
        while True:
            try:
                await self.beat(count)
            except StorageError as fault:
                _log.warning("The shards cannot be claimed: %s", type(fault).__name__)
            wanted_all = self._ids is None or len(self.share.shards) == len(self._ids)
            if self.share.shards and wanted_all:
                _log.info("Serving the shards %s of %d.", _show(self.share.shards), self.share.count)
                self.stands_by = False
                return self.share
            if not self.stands_by:
                _log.info("Other processes have the shards: this one stands by, and delivers.")
                self.stands_by = True
            await asyncio.sleep(_WAIT_SECONDS)

    async def beat(self, count: int | None = None) -> tuple[frozenset[int], frozenset[int]]:
        """Says that this process is alive; returns the shards that it has gained and those that it has lost.

        Raises `DatabaseUnreachable`; nobody else can take them meanwhile either."""
        before = frozenset(self.share.shards)
        async with self._database.write() as session:
            now = self._clock()
            await say_alive(session, self._process, now)
            self.share = await claim_shards(session, self._process, count or self.share.count or 1, now)
        after = frozenset(self.share.shards)
        self._connected &= after
        return after - before, before - after

    async def leave(self) -> None:
        """Gives everything up, so that others take over at once."""
        self._connected.clear()
        async with self._database.write() as session:
            await leave(session, self._process.id)

    async def wait_to_identify(self, shard: int) -> None:
        """Waits for this shard's turn: Discord takes few new sessions at once, from all processes together."""
        key = f"identify {shard % self._concurrency}"
        while True:
            try:
                async with self._database.write() as session:
                    if await claim_moment(session, key, self._clock(), IDENTIFY_EVERY):
                        return
            except StorageError as fault:
                _log.warning("Shard %d has to wait: %s", shard, type(fault).__name__)
            await asyncio.sleep(_WAIT_SECONDS / 2)

    def connect(self, shard: int) -> None:
        """Notes that everything about the guilds of a shard is known now."""
        self._connected.add(shard)

    def disconnect(self, shard: int) -> None:
        """Notes that what is known about the guilds of a shard grows old."""
        self._connected.discard(shard)

    def serves(self, guild_id: int, count: int | None) -> bool:
        """Whether this process knows at the moment what goes on in a guild; `count` is how many shards there are."""
        return shard_of(guild_id, count or 1) in self._connected


async def change_shards(
    gained: frozenset[int],
    lost: frozenset[int],
    connect: Callable[[int], Awaitable[None]],
    disconnect: Callable[[int], Awaitable[None]],
) -> None:
    """Hangs up where shards were lost, then connects those that were gained, one after the other."""
    for shard in sorted(lost):
        _log.info("Shard %d belongs to another process now.", shard)
        await disconnect(shard)
    for shard in sorted(gained):
        _log.info("Taking over shard %d.", shard)
        await connect(shard)


def _show(shards: tuple[int, ...]) -> str:
    return ", ".join(map(str, shards))
