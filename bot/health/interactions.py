"""Follows each interaction from its arrival to its first answer, whatever it is and whoever answers it.

The first answer is a request to Discord like any other, so it is seen where requests are: nothing that answers people
has to think of it.
"""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
from discord import app_commands

from bot.health.metrics import Metrics

ANSWERED, REFUSED, FAILED = "answered", "refused", "failed"
_CALLBACK = re.compile(r"/interactions/(\d+)/[^/]+/callback$")
_TOO_LATE = 3.0  # seconds that Discord gives
_COMMANDS = (discord.InteractionType.application_command, discord.InteractionType.autocomplete)


@dataclass(slots=True)
class _Open:
    name: str
    at: float
    outcome: str = ANSWERED


class Interactions:
    """What is being answered, and how often what was used."""

    def __init__(self, metrics: Metrics, clock: Callable[[], float] = time.monotonic) -> None:
        self._metrics = metrics
        self._clock = clock
        self._open: dict[int, _Open] = {}
        self._uses: Counter[tuple[str, str]] = Counter()

    def arrive(self, interaction: discord.Interaction[Any]) -> None:
        """An interaction has come."""
        self._open[interaction.id] = _Open(name_interaction(interaction), self._clock())

    def note(self, interaction_id: int, outcome: str) -> None:
        """What it comes to, if it is not simply answered."""
        waiting = self._open.get(interaction_id)
        if waiting is not None:
            waiting.outcome = outcome

    def answer(self, interaction_id: int) -> None:
        """Discord has taken the first answer. How it ends is known when the task that answers ends."""
        waiting = self._open.get(interaction_id)
        task = asyncio.current_task()
        if waiting is None:
            return
        seconds = self._clock() - waiting.at
        if task is None:
            self._close(interaction_id, seconds)
        else:
            task.add_done_callback(lambda _: self._close(interaction_id, seconds))

    def take_uses(self) -> dict[tuple[str, str], int]:
        """How often each was used since the last call, by name and outcome. What nobody has answered is given up."""
        now = self._clock()
        for number, waiting in list(self._open.items()):
            if now - waiting.at > 5 * _TOO_LATE:
                del self._open[number]
                self._metrics.unanswered.labels(waiting.name).inc()
                self._uses[waiting.name, FAILED] += 1
        uses, self._uses = self._uses, Counter()
        return dict(uses)

    def put_back(self, uses: dict[tuple[str, str], int]) -> None:
        """What was taken and could not be kept."""
        self._uses.update(uses)

    def _close(self, interaction_id: int, seconds: float) -> None:
        waiting = self._open.pop(interaction_id, None)
        if waiting is None:
            return
        self._metrics.interactions.labels(waiting.name, waiting.outcome).observe(seconds)
        if not waiting.name.endswith("…"):
            self._uses[waiting.name, waiting.outcome] += 1


def name_interaction(interaction: discord.Interaction[Any]) -> str:
    """What was used, without anything that a person typed: "/digest list", "/search …" while typing, "open"."""
    if interaction.type in _COMMANDS:
        command = interaction.command
        if isinstance(command, app_commands.Command):
            name = f"/{command.qualified_name}"
        elif isinstance(command, app_commands.ContextMenu):
            name = command.name
        else:
            name = "unknown"
        return f"{name} …" if interaction.type is discord.InteractionType.autocomplete else name
    custom_id = str(cast("Mapping[str, object]", interaction.data or {}).get("custom_id", ""))
    found = re.match(r"[a-z_-]{1,32}", custom_id)
    return found[0] if found else "unknown"


def watch_requests(metrics: Metrics, interactions: Interactions) -> aiohttp.TraceConfig:
    """Counts the requests to Discord, and sees the first answers among them."""
    trace = aiohttp.TraceConfig()

    async def ended(_: aiohttp.ClientSession, __: SimpleNamespace, request: aiohttp.TraceRequestEndParams) -> None:
        response = request.response
        metrics.requests.labels(f"{response.status // 100}xx").inc()
        if response.status == 429:
            metrics.rate_limits.labels(response.headers.get("X-RateLimit-Scope", "unknown")[:16]).inc()
        found = _CALLBACK.search(request.url.path) if request.method == "POST" else None
        if found and response.status < 300:
            interactions.answer(int(found[1]))

    async def failed(_: aiohttp.ClientSession, __: SimpleNamespace, ___: aiohttp.TraceRequestExceptionParams) -> None:
        metrics.requests.labels("none").inc()

    trace.on_request_end.append(ended)
    trace.on_request_exception.append(failed)
    return trace
