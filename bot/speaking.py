"""Who may speak where something is asked: what the bot posts for everybody is said by a member through it."""

from enum import StrEnum
from typing import Any

import discord

from bot.refusals import BotSilenced, MemberSilenced, Refusal


class Silenced(StrEnum):
    """Who may not speak in a channel."""

    MEMBER = "member"
    BOT = "bot"


def find_silenced(interaction: discord.Interaction[Any]) -> Silenced | None:
    """Who may not speak where this was asked; None where both may. Where only the member has installed the bot, Discord
    lets it speak to everybody if the member may use such applications there."""
    if interaction.guild_id is None:
        return None
    in_thread = isinstance(interaction.channel, discord.Thread)
    if not _may_send(interaction.permissions, in_thread=in_thread):
        return Silenced.MEMBER
    if interaction.client.get_guild(interaction.guild_id) is None:
        return None if interaction.permissions.use_external_apps else Silenced.BOT
    may = interaction.app_permissions
    return None if may.view_channel and _may_send(may, in_thread=in_thread) else Silenced.BOT


def check_speaking(interaction: discord.Interaction[Any]) -> None:
    """Raises `MemberSilenced` and `BotSilenced`."""
    refusals: dict[Silenced | None, type[Refusal]] = {Silenced.MEMBER: MemberSilenced, Silenced.BOT: BotSilenced}
    refusal = refusals.get(find_silenced(interaction))
    if refusal:
        raise refusal


def _may_send(permissions: discord.Permissions, *, in_thread: bool) -> bool:
    return permissions.send_messages_in_threads if in_thread else permissions.send_messages
