"""Paperboy with one command more, /empty, and a stopwatch that runs from the start of each callback until its response
was sent. It counts the processor's time of the process, all threads together, so that it tells the bot's own work where
one command runs at a time, however busy the machine is. The times go to the file that TIMES names when it ends.

`bench_loopback` runs it as a process; it is no bench of its own.
"""

import atexit
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

import bot.app as app
from bot.__main__ import main
from bot.commands import COGS
from tests.benchmarks.empty_bot import empty

TIMES: defaultdict[str, list[float]] = defaultdict(list)
_began: ContextVar[tuple[str, float] | None] = ContextVar("began", default=None)

Call = Callable[..., Awaitable[Any]]


class Floor(commands.Cog):
    """The command that does nothing."""

    def __init__(self, client: commands.Bot) -> None:
        client.tree.add_command(empty)


def _from_start(call: Call) -> Call:
    async def timed(command: app_commands.Command[Any, ..., Any], *arguments: Any) -> Any:
        _began.set((command.qualified_name, time.process_time()))
        return await call(command, *arguments)

    return timed


def _until_sent(send: Call) -> Call:
    async def timed(response: Any, *arguments: Any, **options: Any) -> Any:
        try:
            return await send(response, *arguments, **options)
        finally:
            began = _began.get()
            if began:
                TIMES[began[0]].append(time.process_time() - began[1])
                _began.set(None)

    return timed


if __name__ == "__main__":
    app_commands.Command._do_call = _from_start(app_commands.Command._do_call)  # type: ignore[method-assign,assignment]
    response = discord.InteractionResponse
    response.send_message = _until_sent(response.send_message)  # type: ignore[method-assign,assignment]
    app.COGS = (*COGS, Floor)  # type: ignore[attr-defined,assignment]
    atexit.register(lambda: Path(os.environ["TIMES"]).write_text(json.dumps(TIMES), encoding="utf-8"))
    sys.exit(main(["run"], os.environ))
