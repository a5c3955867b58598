"""One of several processes that share a PostgreSQL database, run digests and deliver them. Not a test: tests start it.

Each line on standard input, `DATABASE-URL`, begins a process, whose number is written. It works until it is killed.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import discord
from discord.http import Route

from bot.delivery.deliverer import Deadlines
from bot.digests.service import DigestService
from bot.texts import Texts
from storage.database import Database
from storage.errors import StorageError

SEND, SPARE, TICK = 2.0, 0.5, 0.2
DEADLINES = Deadlines(send=SEND, spare=SPARE)
TEXTS = Texts.load()


def now() -> datetime:
    return datetime.now(UTC)


async def work(url: str) -> None:
    """What `bot.worker` does, with shorter ticks."""
    database = await Database.open(url)
    client = discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30.0)
    await client.login("token")
    service = DigestService(
        client,
        database,
        TEXTS,
        now,
        sends_per_second=1000,
        deadlines=DEADLINES,
        sees=lambda _: False,
        is_ready=lambda: True,
    )

    async def repeat(job: Callable[[], object]) -> None:
        while True:
            try:
                await job()  # type: ignore[misc]
            except StorageError as fault:
                print(f"waits: {fault!r}", file=sys.stderr, flush=True)
            await asyncio.sleep(TICK)

    await asyncio.gather(repeat(service.run), repeat(service.deliver))


def main() -> None:
    """Begins a process for each line."""
    Route.BASE = sys.argv[1]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            asyncio.run(work(line.strip()))
        print(child, flush=True)


if __name__ == "__main__":
    main()
