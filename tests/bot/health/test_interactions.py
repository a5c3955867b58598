import asyncio
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
from aiohttp import web

from bot.health.interactions import FAILED, REFUSED, Interactions, name_interaction, watch_requests
from bot.health.metrics import Metrics


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def interaction(number: int = 7, custom_id: str = "open:12", kind: Any = discord.InteractionType.component) -> Any:
    return SimpleNamespace(id=number, type=kind, data={"custom_id": custom_id}, command=None)


def told(metrics: Metrics, sample: str, /, **labels: str) -> float | None:
    return metrics._registry.get_sample_value(sample, labels)


async def test_the_time_to_the_first_answer_counts_and_how_the_whole_ended() -> None:
    metrics, clock = Metrics(), Clock()
    interactions = Interactions(metrics, clock)
    interactions.arrive(interaction())

    async def answer() -> None:
        clock.now = 0.5
        interactions.answer(7)
        clock.now = 9.0
        interactions.note(7, FAILED)  # after the first answer, as where it was deferred

    await asyncio.create_task(answer())
    await asyncio.sleep(0)
    assert told(metrics, "paperboy_interaction_seconds_sum", name="open", outcome="failed") == 0.5
    assert interactions.take_uses() == {("open", "failed"): 1}
    assert interactions.take_uses() == {}


async def test_what_nobody_answers_is_told_and_not_kept() -> None:
    metrics, clock = Metrics(), Clock()
    interactions = Interactions(metrics, clock)
    interactions.arrive(interaction())
    assert interactions.take_uses() == {}
    clock.now = 60
    assert interactions.take_uses() == {("open", "failed"): 1}
    assert told(metrics, "paperboy_interactions_unanswered_total", name="open") == 1
    assert interactions._open == {}


async def test_uses_that_could_not_be_kept_are_told_again() -> None:
    interactions = Interactions(Metrics())
    interactions.put_back({("open", "answered"): 3})
    interactions.put_back({("open", "answered"): 1})
    assert interactions.take_uses() == {("open", "answered"): 4}


@pytest.mark.parametrize(
    ("custom_id", "name"), [("open:12", "open"), ("n~kv cache", "n"), ("", "unknown"), ("<b>", "unknown")]
)
def test_a_press_is_named_without_what_it_holds(custom_id: str, name: str) -> None:
    assert name_interaction(interaction(custom_id=custom_id)) == name
    assert name_interaction(interaction(kind=discord.InteractionType.application_command)) == "unknown"
    assert name_interaction(interaction(kind=discord.InteractionType.autocomplete)) == "unknown …"


async def test_first_answers_rate_limits_and_faults_are_seen_among_the_requests() -> None:
    metrics = Metrics()
    interactions = Interactions(metrics)
    interactions.arrive(interaction(7))
    interactions.note(7, REFUSED)

    async def answer(request: web.Request) -> web.Response:
        limited = "limited" in request.path
        return web.Response(status=429 if limited else 204, headers={"X-RateLimit-Scope": "shared"} if limited else {})

    application = web.Application()
    application.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]
    async with aiohttp.ClientSession(trace_configs=[watch_requests(metrics, interactions)]) as session:

        async def ask(method: str, path: str) -> None:
            async with session.request(method, address + path):
                pass

        await asyncio.create_task(ask("POST", "/api/v10/interactions/7/token/callback"))
        await ask("GET", "/api/v10/limited")
        with pytest.raises(aiohttp.ClientError):
            await session.get("http://127.0.0.1:9/")
    await runner.cleanup()
    assert told(metrics, "paperboy_interaction_seconds_count", name="open", outcome="refused") == 1
    assert told(metrics, "paperboy_rate_limits_total", scope="shared") == 1
    assert told(metrics, "paperboy_discord_requests_total", status="4xx") == 1
    assert told(metrics, "paperboy_discord_requests_total", status="none") == 1
