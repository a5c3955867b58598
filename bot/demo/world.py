"""The simulated Discord: one guild, one channel, one person and the bot, at the present time."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord
import simcord
from simcord.backend.models import Interaction

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
    env.backend.subscribers.insert(0, lambda event, payload: _prepare(env, event, payload, locale))
    await env.start()
    vars(bot.tree).pop("on_error")  # simcord's own, which takes what the bot refuses politely for a failed action
    try:
        with env.time_context():
            guild = env.create_guild("Reading group", preferred_locale=locale)
            channel = guild.create_text_channel("papers")
            yield World(env, channel, guild.add_member(env.create_user("you")))
    finally:
        await env.shutdown()


def _prepare(env: simcord.Env, event: str, payload: Mapping[str, Any], locale: str) -> None:
    """Changes an interaction before the bot sees it, as simcord offers no other way."""
    if event == "INTERACTION_CREATE" and isinstance(payload, dict):
        payload.update(locale=locale, guild_locale=locale)  # all of its people read American English
        if payload["type"] == discord.InteractionType.autocomplete.value:
            _let_typed_choices_end(env.backend.interactions[int(payload["id"])], payload["data"])


def _let_typed_choices_end(interaction: Interaction, data: Mapping[str, Any]) -> None:
    """Puts a blank behind a choice that stands for just what was typed.

    The page offers the choices of a text whenever the text is back in its field, so that Enter would choose such a one
    again and again and never send the command.
    """
    typed = next(option["value"] for option in data["options"] if option.get("focused"))
    complete = interaction.complete_autocomplete

    def complete_apart(choices: list[dict[str, Any]]) -> None:
        complete([choice | {"value": f"{typed} "} if choice["value"] == typed else choice for choice in choices])

    interaction.complete_autocomplete = complete_apart  # type: ignore[method-assign]
