"""The simulated Discord: one guild, one channel, one person and the bot, at the present time."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import simcord

from bot.app import Paperboy


@dataclass(frozen=True, slots=True)
class World:
    """What a demo happens in."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    person: simcord.MemberActor


@contextlib.asynccontextmanager
async def simulate(bot: Paperboy, *, locale: str, now: datetime) -> AsyncIterator[World]:
    """Starts the bot in a simulated Discord whose people and guild speak `locale`, and stops it at the end."""
    env = simcord.Env(bot, check_errors=False)
    env.backend.clock._epoch = now  # simcord's own clock starts at a fixed date, and offers no other way
    env.backend.bot_user.name = "Paperboy"
    env.backend.subscribers.insert(0, lambda event, payload: _speak(event, payload, locale))
    await env.start()
    vars(bot.tree).pop("on_error")  # simcord's own, which takes what the bot refuses politely for a failed action
    try:
        with env.time_context():
            guild = env.create_guild("Reading group", preferred_locale=locale)
            channel = guild.create_text_channel("papers")
            yield World(env, channel, guild.add_member(env.create_user("you")))
    finally:
        await env.shutdown()


def _speak(event: str, payload: Mapping[str, Any], locale: str) -> None:
    """Lets an interaction say which language its user and guild read; simcord's people all read American English."""
    if event == "INTERACTION_CREATE" and isinstance(payload, dict):
        payload.update(locale=locale, guild_locale=locale)
