"""A process that runs digests and delivers them, and can be killed at any step. Not a test: tests start it.

Reads one line for each run on standard input, `DATABASE-URL KILL-AT-STEP` (0: not at all), runs in a child of its own,
and writes the child's number when it begins and `ended STATUS` when it has ended. Loading everything once and forking
makes a run cheap enough for hundreds of them.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import discord
from discord.http import Route

from bot.delivery.deliverer import Deadlines, Deliverer
from bot.delivery.pace import Pace
from bot.delivery.requests import Requests
from bot.digests.running import run_due
from bot.texts import Texts
from storage.database import Database
from storage.digests.claiming import count_pending

DEADLINES = Deadlines(send=0.3, spare=0.05)
TEXTS = Texts.load()


def now() -> datetime:
    return datetime.now(UTC)


class Steps:
    """Counts what this process does, and ends it without a word at one of its steps."""

    def __init__(self, kill_at: int) -> None:
        self._left = kill_at

    def step(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, database: Database, requests: Requests) -> None:
        """Every transaction is three steps: begun, about to be committed, committed. Every request is two."""
        write, ask = database.write, requests._ask

        @asynccontextmanager
        async def written() -> AsyncIterator[Any]:
            async with write() as session:
                self.step()
                yield session
                self.step()
            self.step()

        async def asked(*arguments: Any, **named: Any) -> Any:
            self.step()
            answer = await ask(*arguments, **named)
            self.step()
            return answer

        database.write = written  # type: ignore[method-assign]
        requests._ask = asked  # type: ignore[method-assign]


async def run(url: str, kill_at: int) -> None:
    """Serves what is due and sends it, until nothing is left."""
    database = await Database.open(url)
    client = discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30.0)
    await client.login("token")
    requests = Requests(client.http, Pace(1000))
    Steps(kill_at).watch(database, requests)
    deliverer = Deliverer(client, database, requests, TEXTS, now, DEADLINES)
    while True:
        await run_due(database, now, TEXTS)
        await deliverer.drain()
        async with database.read() as session:
            if not await count_pending(session):
                break
        await asyncio.sleep(0.05)
    await client.close()
    await database.close()


def main() -> None:
    """Runs as often as it is asked to."""
    Route.BASE = sys.argv[1]
    fork: Callable[[], int] = os.fork
    for line in sys.stdin:
        url, kill_at = line.split()
        child = fork()
        if child == 0:
            asyncio.run(run(url, int(kill_at)))
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print("ended", os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
