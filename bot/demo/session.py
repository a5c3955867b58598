"""A demo from start to end: a scratch catalog, the bot, the page."""

import asyncio
import contextlib
import os
import tempfile
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import simcord
from pydantic import SecretStr
from simcord import Preview

from bot.app import Paperboy
from bot.demo.errors import PortUnavailable
from bot.demo.world import World, simulate
from bot.settings import Settings
from bot.texts import Texts
from storage.database import Database
from storage.search.live import LiveIndex
from storage.upgrading import upgrade

_TICK_SECONDS = 1.0


@contextlib.asynccontextmanager
async def serve_demo(*, port: int | None, locale: str) -> AsyncIterator[Preview]:
    """Serves the bot on a page of this machine; the page's address is `.url`. Raises `PortUnavailable`.

    The catalog is a scratch copy of the shipped one, which is gone at the end; no setting of the operator is read.
    """
    now = datetime.now(UTC)
    async with _scratch_database(now) as database:
        settings = Settings(database_url=SecretStr(database.url))
        bot = Paperboy(settings, database, LiveIndex(database), Texts.load(), workers=False, shard_count=1)
        async with simulate(bot, locale=locale, now=now) as world, _page(world, port, locale) as preview:
            yield preview


async def run_until_closed(preview: Preview) -> None:
    """Lets time pass until the person closes the session on the page."""
    clock = asyncio.create_task(_keep_time(preview, _take_turns(preview)))
    try:
        await preview.wait_closed()
    finally:
        clock.cancel()


@contextlib.asynccontextmanager
async def _scratch_database(now: datetime) -> AsyncIterator[Database]:
    with tempfile.TemporaryDirectory(prefix="paperboy-demo-", ignore_cleanup_errors=True) as folder:
        url = f"sqlite:///{(Path(folder) / 'paperboy.db').as_posix()}"
        await upgrade(url, empty=False, now=now)
        database = await Database.open(url)
        try:
            yield database
        finally:
            await database.close()


@contextlib.asynccontextmanager
async def _page(world: World, port: int | None, locale: str) -> AsyncIterator[Preview]:
    preview = world.env.preview(world.channel, viewers=[world.person], layout="channel", locale=locale, port=port)
    try:
        await preview.__aenter__()
    except simcord.SetupError as error:
        if isinstance(error.__cause__, OSError):
            raise PortUnavailable(port or 0, os.strerror(error.__cause__.errno or 0)) from error
        raise
    try:
        yield preview
    finally:
        await preview.close()


def _take_turns(preview: Preview) -> asyncio.Lock:
    """The turn that every action of the person waits for; simcord refuses what overlaps, and the page then gives up."""
    turn, act = asyncio.Lock(), preview._action

    async def act_in_turn(context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with turn:
            return await act(context_id, body)

    preview._action = act_in_turn  # type: ignore[method-assign]
    return turn


async def _keep_time(preview: Preview, turn: asyncio.Lock) -> None:
    """Moves the simulated clock with ours, and shows what has come into the channel by itself.

    Refreshing without need would make the person's next click refer to a page that is no more.
    """
    shown = 0
    while True:
        await asyncio.sleep(_TICK_SECONDS)
        with contextlib.suppress(simcord.SetupError, TimeoutError):  # something hangs, or the page is being closed
            async with turn:
                await preview.env.advance_time(_TICK_SECONDS)
                there = len(preview.channel.history())
                if there != shown:
                    await preview.refresh()
                    shown = there
