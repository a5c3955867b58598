"""How long a command works on its answer, from the start of its callback until its response is sent, in this process.

`python -m tests.benchmarks.bench_commands` prints medians beside those of a command that does nothing but answer, which
is measured in the same run. Discord is simulated, and what the simulation does with a message is not in it: that is
Discord's work, and grows with the message. In its place the message is made JSON, as it would be for the network. The
simulation is asked once for each command, and what it sent is handed to the bot again and again: while it waits
itself, it inspects every task.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import simcord
from discord import app_commands
from simcord.http.client import FakeWebhookAdapter

from bot.app import Paperboy
from bot.settings import Settings
from bot.texts import Texts
from storage.database import Database
from storage.search.live import LiveIndex
from storage.upgrading import upgrade

ROUNDS = 300
TARGET_MS = 5.0
ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("empty", {}),
    ("search", {"query": "flash attn"}),
    ("search", {"query": "kv cache quantization"}),
    ("search", {"query": "speculatve decodng"}),
    ("search", {"query": "attention", "since": "2024", "until": "2024-12", "has_code": True}),
    ("category", {}),
    ("category", {"name": "KV cache"}),
    ("published", {"since": "2024"}),
    ("latest", {}),
    ("paper", {"title": "vLLM"}),
    ("search", {"query": "quantization", "organisation": "NVIDIA", "sort": "published"}),
    ("random", {"category": "kv-cache"}),
    ("stats", {}),
    ("help", {}),
    ("about", {}),
)
TYPED = (("search", "query", "flash attn"), ("paper", "title", "flash"), ("category", "name", "kv"))


class Stopwatch:
    """Takes the time of callbacks, without that of the simulated Discord."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._simulated = 0.0
        FakeWebhookAdapter.request = self._apart(FakeWebhookAdapter.request)  # type: ignore[method-assign,assignment]
        for method in ("_do_call", "_invoke_autocomplete"):  # in which discord.py runs our callback and nothing else
            setattr(app_commands.Command, method, self._timed(getattr(app_commands.Command, method)))

    def _apart(self, request: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def apart(*arguments: Any, **options: Any) -> Any:
            json.dumps(options.get("payload") or options.get("multipart"), default=str)
            start = time.perf_counter()
            try:
                return await request(*arguments, **options)
            finally:
                self._simulated += time.perf_counter() - start

        return apart

    def _timed(self, method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def timed(*arguments: Any) -> Any:
            self._simulated = 0.0
            start = time.perf_counter()
            try:
                return await method(*arguments)
            finally:
                self.seconds = time.perf_counter() - start - self._simulated

        return timed


@app_commands.command(name="empty")
async def answer_nothing(interaction: discord.Interaction) -> None:
    """Answers with a word: the floor."""
    await interaction.response.send_message("here", ephemeral=True)


async def measure(url: str) -> dict[str, list[float]]:
    """Asks everything in turn, round by round, so that a slow moment of the machine touches all alike."""
    database = await Database.open(url)
    bot = Paperboy(Settings(), database, LiveIndex(database), Texts.load(), workers=False, shard_count=1)
    bot.tree.add_command(answer_nothing)
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    async with simcord.run(bot) as env:
        asked = await record(env)
        watch = Stopwatch()
        for _ in range(ROUNDS):
            for label, payload in asked.items():
                again = env.backend.new_interaction(
                    payload["type"],
                    int(payload["channel_id"]),
                    int(payload["member"]["user"]["id"]),
                    int(payload["guild_id"]),
                )
                data: Any = payload | {"id": str(again.id), "token": again.token}
                state: Any = bot._connection
                await bot.tree._call(discord.Interaction(data=data, state=state))
                seconds[label].append(watch.seconds)
            env.backend.transcript.clear()
    await database.close()
    return seconds


async def record(env: simcord.Env) -> dict[str, dict[str, Any]]:
    """What Discord sends for each thing that is asked, by its label."""
    sent: list[dict[str, Any]] = []
    env.backend.subscribers.append(
        lambda event, payload: sent.append(dict(payload)) if event == "INTERACTION_CREATE" else None
    )
    guild = env.create_guild()
    channel, person = guild.create_text_channel("papers"), guild.add_member(env.create_user("ann"))
    asked = {}
    for command, options in ASKED:
        await person.slash(channel, command, **options)
        asked[" ".join([f"/{command}", *(f"{name}: {value}" for name, value in options.items())])] = sent.pop()
    for command, option, text in TYPED:
        await person.autocomplete(channel, command, option, text)
        asked[f"typing {text!r} into {option} of /{command}"] = sent.pop()
    return asked


def render(seconds: dict[str, list[float]]) -> str:
    """A table: medians and 95th percentiles in milliseconds, and the ratio of each median to the empty command's."""
    floor = statistics.median(seconds["/empty"])
    lines = [f"{'median':>8} {'p95':>8} {'ratio':>6}   (ms, {ROUNDS} rounds)"]
    for label, taken in seconds.items():
        median, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        lines.append(f"{median * 1e3:8.2f} {p95 * 1e3:8.2f} {median / floor:6.1f}   {label}")
    slowest = max(statistics.median(taken) for label, taken in seconds.items() if label.startswith("/search"))
    lines.append(f"the slowest median of /search is {slowest * 1e3:.2f} ms; the target is {TARGET_MS} ms")
    return "\n".join(lines)


def main() -> None:
    """Measures on a scratch copy of the shipped catalog."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'paperboy.db'}"
        asyncio.run(upgrade(url, empty=False, now=datetime.now(UTC)))
        sys.stdout.write(render(asyncio.run(measure(url))) + "\n")


if __name__ == "__main__":
    main()
