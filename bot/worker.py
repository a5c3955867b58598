"""A process without a gateway: it runs digests, delivers them, and reads the lists, beside those that answer people."""

import asyncio
import contextlib
import logging
import socket
from types import TracebackType
from typing import Self

import discord

from bot.delivery.deliverer import Deadlines
from bot.digests.service import DigestService
from bot.health.interactions import Interactions, watch_requests
from bot.health.metrics import Metrics
from bot.health.service import Health, Presence
from bot.jobs import DatabaseClock, Jobs
from bot.settings import Settings
from bot.sharding import BEAT_SECONDS
from bot.texts import Texts
from storage.database import Database
from storage.errors import StorageError
from storage.operations.shards import Process, leave, say_alive

_FINISH_SECONDS, _CLOSE_SECONDS = 4.0, 2.0

_log = logging.getLogger(__name__)


class Worker:
    """Works from `login` until the block ends. The caller opens and closes the database."""

    def __init__(self, settings: Settings, database: Database, texts: Texts) -> None:
        self.metrics = Metrics()
        interactions, proxy = Interactions(self.metrics), settings.https_proxy
        self.client = discord.Client(
            intents=discord.Intents.none(),
            max_ratelimit_timeout=30.0,
            allowed_mentions=discord.AllowedMentions.none(),
            proxy=proxy.get_secret_value() if proxy else None,
            http_trace=watch_requests(self.metrics, interactions),
        )
        self._database = database
        self._clock = DatabaseClock(database)
        self._process = Process.new("worker", socket.gethostname())
        self._is_working = False
        self.digests = DigestService(
            self.client,
            database,
            texts,
            self._clock,
            sends_per_second=settings.sends_per_second,
            deadlines=Deadlines(settings.send_deadline_seconds),
            sees=lambda _: False,
            is_ready=lambda: self._is_working,
        )
        self._jobs = Jobs(self.client, settings, database, texts, self.digests, self._clock, interactions)
        self.health = Health(self.metrics, database, self._clock, self._find_presence)

    async def login(self, token: str) -> None:
        """Begins to work. Raises what discord.py raises, and `DatabaseUnreachable`."""
        await self._clock.set_right()
        await self.client.login(token)
        self._is_working = True
        self._jobs.scheduler.every(BEAT_SECONDS, "life", self._jobs.guard("life", self._say_alive))
        self._jobs.start()
        await self._say_alive()
        _log.info("Working as %s, without a gateway.", self.client.user)

    async def work(self) -> None:
        """Works until this is cancelled."""
        await asyncio.Event().wait()

    async def __aenter__(self) -> Self:
        await self.client.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Lets what is under way finish, gives up the rest, and closes. Takes less than ten seconds."""
        delivering = asyncio.create_task(self.digests.deliverer.stop(_FINISH_SECONDS))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self._jobs.stop()
        await delivering
        with contextlib.suppress(TimeoutError, StorageError):
            async with asyncio.timeout(_CLOSE_SECONDS), self._database.write() as session:
                await leave(session, self._process.id)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self.client.close()

    async def _say_alive(self) -> None:
        async with self._database.write() as session:
            await say_alive(session, self._process, self._clock())

    def _find_presence(self) -> Presence:
        return Presence(self._is_working, {}, 0, self.digests.deliverer.halted_because)
