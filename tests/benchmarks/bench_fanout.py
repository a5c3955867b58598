"""How long it takes to serve many digests that are due at the same minute, and to send them.

`python -m tests.benchmarks.bench_fanout [SUBSCRIPTIONS] [MESSAGES]` makes so many subscriptions (10,000) in a quarter
as many guilds, with fifty different wishes, claims and composes them all, and then sends so many of the messages
(1,000) to a Discord on this machine. It prints each time beside what it is compared with in the same run: claiming
alone, and the time that the limit of requests a second would take by itself.
"""

import asyncio
import resource
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord
from aiohttp import web
from discord.http import Route

from bot.delivery.deliverer import Deliverer
from bot.delivery.pace import Pace
from bot.delivery.requests import Requests
from bot.digests.marks import read_marks
from bot.digests.running import BATCH, run_due
from bot.settings import Settings
from bot.texts import Texts
from data.formats import parse_document
from storage.database import Database
from storage.digests import claiming
from storage.digests.due import claim_due
from storage.digests.subscription import Choices, Interest, Place, Style, Target
from storage.digests.subscriptions import create_subscription
from storage.importing import import_document
from storage.upgrading import upgrade
from tests.bot.delivery.conftest import FakeDiscord
from tests.bot.digests.conftest import text_of

TARGET_SECONDS, PAPERS = 60.0, 20
BEGAN = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NINE + timedelta(minutes=1)
TEXTS = Texts.load()


def wish(number: int) -> Choices:
    """One of fifty wishes, of which each lets something through."""
    interests = (
        Interest(),
        Interest(categories=("kv-cache",)),
        Interest(keywords=("kettle",)),
        Interest(keywords=("pruning", "-number 13")),
        Interest(categories=("kv-cache", "moe"), keywords=("speculative",)),
    )
    styles, languages = tuple(Style), TEXTS.locales
    return Choices(
        "daily 09:00",
        interest=interests[number % 5],
        style=styles[number // 5 % 2],
        language=languages[number // 10 % len(languages)],
        min_items=1 + number // 20 % 3,
    )


async def fill(database: Database, subscriptions: int) -> None:
    async with database.write() as session:
        await import_document(session, "mine", parse_document(text_of(range(1, 200)), "markdown"), BEGAN)
        for number in range(subscriptions):
            place = Place(Target.TEXT, number // 4 + 1, number + 1_000_000)
            await create_subscription(session, place, 42, wish(number), next_at=NINE, now=BEGAN, most=10)
    async with database.write() as session:
        await import_document(session, "mine", parse_document(text_of(range(1, 200 + PAPERS)), "markdown"), BEGAN)


async def claim_alone(database: Database) -> float:
    """Claiming every subscription and doing nothing for it, a day before, rolled on to the same time."""
    started, at = time.perf_counter(), NINE
    while True:
        async with database.write() as session:
            claimed = await claim_due(session, at, lambda *_: LATER, BATCH)
        if len(claimed) < BATCH:
            return time.perf_counter() - started


async def serve() -> tuple[FakeDiscord, web.AppRunner]:
    world, app = FakeDiscord(), web.Application()

    async def answer(request: web.Request) -> web.StreamResponse:
        return await world.answer(request)

    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    Route.BASE = f"http://127.0.0.1:{runner.addresses[0][1]}/api/v10"
    return world, runner


async def send(database: Database, messages: int, rate: float) -> tuple[float, FakeDiscord]:
    """Sends until so many have arrived."""
    world, runner = await serve()
    client = discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30.0)
    await client.login("token")
    deliverer = Deliverer(client, database, Requests(client.http, Pace(rate)), TEXTS, lambda: LATER)
    arrived, enough = 0, asyncio.Event()

    def count() -> None:
        nonlocal arrived
        arrived += 1
        if arrived == messages:
            enough.set()

    world.on_accepted = count
    draining, started = asyncio.create_task(deliverer.drain()), time.perf_counter()
    await enough.wait()
    seconds = time.perf_counter() - started
    await deliverer.stop(5)
    await draining
    await client.close()
    await runner.cleanup()
    return seconds, world


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def main(subscriptions: int, messages: int) -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'fanout.db'}"
        await upgrade(url, empty=True, now=BEGAN)
        database = await Database.open(url)
        await fill(database, subscriptions)
        alone, before = await claim_alone(database), megabytes()
        started = time.perf_counter()
        served = await run_due(database, lambda: LATER, TEXTS)
        seconds = time.perf_counter() - started
        async with database.read() as session:
            posted = await claiming.count_pending(session)
        print(f"{served} subscriptions claimed, composed and posted as {posted} messages: {seconds:.1f} s")
        print(f"  target {TARGET_SECONDS:.0f} s; claiming alone {alone:.1f} s (ratio {seconds / alone:.1f})")
        print(f"  memory grew by {megabytes() - before:.0f} MB")
        rate = Settings().sends_per_second
        messages = min(messages, posted)
        taken, world = await send(database, messages, rate)
        report(world, messages, taken, rate)
        await database.close()


def report(world: FakeDiscord, messages: int, taken: float, rate: float) -> None:
    sends = [(path, at) for method, path, at in world.requests if method == "POST" and path.endswith("/messages")]
    first = min(at for _, at in sends)
    per_second = Counter(int(at - first) for _, _, at in world.requests if at >= first)
    guilds = [(int(path.split("/")[2]) - 1_000_000) // 4 for path, _ in sends]
    early = len(set(guilds[: len(guilds) // 4]))
    asked = len([1 for _, _, at in world.requests if at >= first])
    print(f"{messages} messages sent in {taken:.1f} s with {asked} requests")
    print(f"  floor by the limit alone {asked / rate:.1f} s (ratio {taken / (asked / rate):.2f})")
    print(f"  at most {max(per_second.values())} requests in a second, of 50 that Discord allows")
    print(f"  in the first quarter {early} of {len(guilds) // 4} messages went to different guilds")
    marked = Counter(
        mark.mark for own in world.messages.values() for each in own if (mark := read_marks(each["components"]))
    )
    print(f"  doubled: {sum(times > 1 for times in marked.values())}")


if __name__ == "__main__":
    asyncio.run(main(*(int(each) for each in (*sys.argv[1:], *("10000", "1000")[len(sys.argv) - 1 :]))))
