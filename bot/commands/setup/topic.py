"""What every topic of /setup is, and who may open it."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from discord import app_commands

from bot.answering import Asked
from bot.commands.digests.asking import Asker, find_asker
from bot.screens.screen import Screen
from bot.screens.setup import Told


class Topic(NamedTuple):
    """Something that a guild sets up. `code` names it in custom ids, `tell` says how it stands, `show` opens its panel,
    which replaces the menu and leads back to it."""

    code: str
    tell: Callable[[Asked], Awaitable[Told]]
    show: Callable[[Asked], Awaitable[Screen]]


def check_keeper(interaction: Asked) -> Asker:
    """Who asks, if they may manage the guild at this moment. Raises `NoPrivateMessage` and `MissingPermissions`."""
    asker = find_asker(interaction)
    if not asker.member.guild_permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])
    return asker
