"""Which guilds may use the bot, where the operator has said so."""

import logging
from collections.abc import Iterable

import discord

from bot.settings import Settings

_log = logging.getLogger(__name__)


async def leave_unwelcome(guilds: Iterable[discord.Guild], settings: Settings) -> tuple[int, ...]:
    """Leaves those of the guilds that may not use the bot; returns their numbers. One that cannot be left now is left
    the next time."""
    left = []
    for guild in guilds:
        if settings.may_serve(guild.id):
            continue
        try:
            await guild.leave()
        except discord.HTTPException as refusal:
            _log.warning("The guild %d could not be left: %s", guild.id, refusal)
            continue
        _log.info("Left the guild %d, which may not use the bot.", guild.id)
        left.append(guild.id)
    return tuple(left)
