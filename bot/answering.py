"""Sending what was rendered: to the one who asked, and to nobody else."""

from typing import TYPE_CHECKING, TypeAlias

import discord

from bot.screens.screen import Screen
from bot.texts import Words

if TYPE_CHECKING:
    from bot.app import Paperboy

Asked: TypeAlias = "discord.Interaction[Paperboy]"
"""Somebody used a command or pressed something."""

_NOBODY = discord.AllowedMentions.none()


def words_of(interaction: Asked) -> Words:
    """The language of the person who asked."""
    return interaction.client.texts.speak(interaction.locale)


async def begin(interaction: Asked) -> None:
    """Tells Discord that the answer, which only the person sees, takes a moment: who writes may have to wait for who
    writes already."""
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=True, thinking=True)


async def answer(interaction: Asked, screen: Screen) -> None:
    """Shows a screen to the person who asked, below what they pressed or typed."""
    if interaction.response.is_done():
        await interaction.followup.send(view=screen, files=screen.files, ephemeral=True, allowed_mentions=_NOBODY)
    else:
        await interaction.response.send_message(
            view=screen, files=screen.files, ephemeral=True, allowed_mentions=_NOBODY
        )


async def turn(interaction: Asked, screen: Screen) -> None:
    """Puts a screen in the place of the one whose button was pressed.

    A message that everybody sees is turned by the person who asked for it; whoever else presses gets the page for
    themselves.
    """
    if _is_own(interaction):
        await interaction.response.edit_message(view=screen, allowed_mentions=_NOBODY)
    else:
        await answer(interaction, screen)


def _is_own(interaction: Asked) -> bool:
    message = interaction.message
    if message is None or message.flags.ephemeral:
        return message is not None
    asked = message.interaction_metadata
    return asked is not None and asked.user.id == interaction.user.id
