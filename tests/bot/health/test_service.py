import asyncio
from collections.abc import AsyncIterator
from datetime import datetime

import aiohttp
import pytest

from bot.health.errors import HealthPortUnavailable
from bot.health.metrics import Metrics
from bot.health.service import Health, Presence, serve_health
from storage.database import Database
from storage.digests.outbox import post_notice


class Process:
    """A process that is how a test wants it."""

    def __init__(self) -> None:
        self.presence = Presence(True, {0: 0.04, 3: 0.05}, 12, "")

    def __call__(self) -> Presence:
        return self.presence


@pytest.fixture
def process() -> Process:
    return Process()


@pytest.fixture
async def port(small: Database, process: Process, now: datetime, unused_tcp_port: int) -> AsyncIterator[int]:
    metrics = Metrics()
    health = Health(metrics, small, lambda: now, process)
    async with serve_health(health, metrics, "127.0.0.1", unused_tcp_port):
        yield unused_tcp_port


async def ask(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def test_a_process_that_serves_says_so(port: int) -> None:
    assert await ask(port, "/healthz") == (200, "ok\n")
    assert await ask(port, "/readyz") == (200, "ok\n")
    assert (await ask(port, "/other"))[0] == 404


async def test_the_numbers_tell_how_work_stands(port: int, small: Database, now: datetime) -> None:
    async with small.write() as session:
        await post_notice(session, "o", "m", 7, {}, now)
    _, text = await ask(port, "/metrics")
    assert "paperboy_outbox_depth 1.0" in text
    assert "paperboy_database_up 1.0" in text
    assert 'paperboy_gateway_latency_seconds{shard="3"} 0.05' in text
    assert "paperboy_guilds 12.0" in text


@pytest.mark.parametrize(
    ("presence", "reason"),
    [
        (Presence(False, {}, 0, ""), "not connected"),
        (Presence(True, {}, 0, "another database"), "nothing is delivered: another database"),
    ],
)
async def test_who_does_not_serve_says_why_and_lives_on(
    port: int, process: Process, presence: Presence, reason: str
) -> None:
    process.presence = presence
    assert await ask(port, "/readyz") == (503, f"{reason}\n")
    assert (await ask(port, "/healthz"))[0] == 200


async def test_a_database_that_is_gone_is_told(small: Database, process: Process, now: datetime) -> None:
    metrics = Metrics()
    health = Health(metrics, Unreachable(small._engine), lambda: now, process)
    assert await health.find_obstacle() == "the database does not answer"
    assert b"paperboy_database_up 0.0" in metrics.render()


class Unreachable(Database):
    """A database that does not answer in time."""

    def read(self) -> object:  # type: ignore[override]
        raise TimeoutError


async def test_no_port_answers_nowhere_and_a_taken_one_is_told(
    small: Database, process: Process, port: int, now: datetime
) -> None:
    metrics = Metrics()
    health = Health(metrics, small, lambda: now, process)
    before = asyncio.all_tasks()
    async with serve_health(health, metrics, "127.0.0.1", 0):
        assert asyncio.all_tasks() == before
    with pytest.raises(HealthPortUnavailable):
        async with serve_health(health, metrics, "127.0.0.1", port):
            pass
