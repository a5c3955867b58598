"""Answers /healthz, /readyz and /metrics on a port of the operator's choice."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.health.errors import HealthPortUnavailable
from bot.health.metrics import CONTENT_TYPE, Metrics
from storage.database import Database
from storage.errors import StorageError
from storage.operations.state import WorkState, read_state

_FRESH_SECONDS = 5.0
_PATIENCE_SECONDS = 3.0
_TICK_SECONDS = 1.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Presence:
    """What a process knows of itself: whether it has begun to serve, the latency of each of its shards in seconds, how
    many guilds it serves, and why it delivers nothing any more ("": it does)."""

    is_serving: bool
    latencies: Mapping[int, float]
    guilds: int
    halted_because: str


class Health:
    """Reads how things stand, at most every five seconds, when somebody asks."""

    def __init__(
        self, metrics: Metrics, database: Database, clock: Callable[[], datetime], presence: Callable[[], Presence]
    ) -> None:
        self._metrics = metrics
        self._database = database
        self._clock = clock
        self._presence = presence
        self._read_at = -_FRESH_SECONDS
        self._reading = asyncio.Lock()
        self._is_up = False

    async def read(self) -> bool:
        """Sets the numbers that are read when they are asked for; whether the database answers."""
        async with self._reading:
            if time.monotonic() - self._read_at >= _FRESH_SECONDS:
                self._is_up = await self._read_database()
                self._read_at = time.monotonic()
        self._read_presence()
        return self._is_up

    async def find_obstacle(self) -> str:
        """Why this process does not serve; "" where it does."""
        presence = self._presence()
        if not await self.read():
            return "the database does not answer"
        if presence.halted_because:
            return f"nothing is delivered: {presence.halted_because}"
        return "" if presence.is_serving else "not connected"

    async def keep_measuring(self) -> None:
        """Measures how late the event loop is, for ever."""
        while True:
            began = time.monotonic()
            await asyncio.sleep(_TICK_SECONDS)
            self._metrics.loop_lag.set(max(0.0, time.monotonic() - began - _TICK_SECONDS))

    async def _read_database(self) -> bool:
        now = self._clock()
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS), self._database.read() as session:
                self._tell(await read_state(session, now), now)
        except (StorageError, TimeoutError):
            self._metrics.database.set(0)
            return False
        self._metrics.database.set(1)
        return True

    def _tell(self, state: WorkState, now: datetime) -> None:
        def age(since: datetime | None) -> float:
            return max(0.0, (now - since).total_seconds()) if since else 0.0

        self._metrics.outbox.set(state.outbox)
        self._metrics.oldest_due.set(age(state.oldest_due_at))
        self._metrics.digest_lag.set(age(state.digest_due_at))
        self._metrics.held.set(len(state.held))
        self._metrics.sync_age.clear()
        for name, read_at in state.read_at.items():
            if read_at:
                self._metrics.sync_age.labels(name).set(age(read_at))
        if state.backup_at:
            self._metrics.backup_age.set(age(state.backup_at))

    def _read_presence(self) -> None:
        presence = self._presence()
        self._metrics.gateway.clear()
        for shard, latency in presence.latencies.items():
            self._metrics.gateway.labels(str(shard)).set(latency)
        self._metrics.guilds.set(presence.guilds)
        self._metrics.halted.set(bool(presence.halted_because))


@contextlib.asynccontextmanager
async def serve_health(health: Health, metrics: Metrics, host: str, port: int) -> AsyncIterator[None]:
    """Answers on a port until the block ends; port 0 answers nowhere. Raises `HealthPortUnavailable`."""
    if not port:
        yield
        return
    runner = web.AppRunner(_application(health, metrics), access_log=None)
    await runner.setup()
    measuring = asyncio.create_task(health.keep_measuring(), name="lag of the event loop")
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise HealthPortUnavailable(host, port, error.strerror or str(error)) from error
        _log.info("Health is told at http://%s:%d/metrics.", host, port)
        yield
    finally:
        measuring.cancel()
        await runner.cleanup()


def _application(health: Health, metrics: Metrics) -> web.Application:
    async def healthz(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")  # who answers this has an event loop that turns

    async def readyz(_: web.Request) -> web.Response:
        obstacle = await health.find_obstacle()
        return web.Response(text=f"{obstacle or 'ok'}\n", status=503 if obstacle else 200)

    async def numbers(_: web.Request) -> web.Response:
        await health.read()
        return web.Response(body=metrics.render(), headers={"Content-Type": CONTENT_TYPE})

    application = web.Application(client_max_size=1024)
    application.router.add_get("/healthz", healthz)
    application.router.add_get("/readyz", readyz)
    application.router.add_get("/metrics", numbers)
    return application
