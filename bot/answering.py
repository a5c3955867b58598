"""Sending what was rendered: to the one who asked, or, where a guild wants that, to everybody."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import discord

from bot.screens.screen import Screen
from bot.screens.sharing import offer_share
from bot.speaking import find_silenced
from bot.texts import Words
from storage.guilds import GuildChoices

if TYPE_CHECKING:
    from bot.app import Paperboy

Asked: TypeAlias = "discord.Interaction[Paperboy]"
"""Somebody used a command or pressed something."""

_NOBODY = discord.AllowedMentions.none()
_MOMENT_SECONDS = 1.0  # of the three that Discord waits

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Audience:
    """Who sees an answer: the words that it is said in, and whether everybody sees it."""

    words: Words
    is_public: bool = False


def words_of(interaction: Asked) -> Words:
    """The language of the person who asked."""
    return interaction.client.texts.speak(interaction.locale)


def nobody() -> discord.AllowedMentions:
    """Lets a message ping nobody."""
    return _NOBODY


def words_for_all(interaction: Asked, choices: GuildChoices) -> Words:
    """The language of what others see here: what the guild chose, else what Discord has of it. Outside of guilds there
    is only that of the person."""
    return interaction.client.texts.speak(choices.language or interaction.guild_locale or interaction.locale)


def audience_of(interaction: Asked, choices: GuildChoices) -> Audience:
    """Who sees the answer to a command: everybody in the channels that the guild chose for it, if member and bot may
    speak there; else the one who asked."""
    channel = interaction.channel
    places = {interaction.channel_id, getattr(channel, "parent_id", None)}
    if choices.public_channels.isdisjoint(places) or find_silenced(interaction) is not None:
        return Audience(words_of(interaction))
    return Audience(words_for_all(interaction, choices), is_public=True)


async def words_of_turn(interaction: Asked) -> Words:
    """The language of what takes the place of the message whose button was pressed."""
    if not _is_own(interaction) or _is_private(interaction):
        return words_of(interaction)
    shelf = await interaction.client.library.open(interaction.guild_id, may_be_empty=True)
    return words_for_all(interaction, shelf.choices)


async def begin(interaction: Asked) -> None:
    """Tells Discord that the answer, which only the person sees, takes a moment: who writes may have to wait for who
    writes already."""
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=True, thinking=True)


async def wait_for(
    interaction: Asked, work: Coroutine[Any, Any, Done], audience: Audience | None = None, *, turns: bool = False
) -> Done:
    """What the work gives. Where it takes longer than a moment, as writing may that waits for other writers, Discord is
    told that the answer to `audience` comes later; with `turns` that it takes the place of the message."""
    working = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({working}, timeout=_MOMENT_SECONDS)
    if not done and not interaction.response.is_done():
        is_public = audience is not None and audience.is_public
        await interaction.response.defer(ephemeral=not is_public, thinking=not turns)
    return await working


async def answer(interaction: Asked, screen: Screen, audience: Audience | None = None) -> None:
    """Shows a screen below what was pressed or typed: to the person who asked, unless the audience is everybody.

    A screen that the person could show to others gets a button for that.
    """
    is_public = audience is not None and audience.is_public
    if not is_public:
        _offer_share(interaction, screen)
    send = interaction.followup.send if interaction.response.is_done() else interaction.response.send_message
    await send(view=screen, ephemeral=not is_public, allowed_mentions=_NOBODY, files=screen.files)


async def turn(interaction: Asked, screen: Screen) -> None:
    """Puts a screen in the place of the one whose button was pressed, in the language of `words_of_turn`.

    A message that everybody sees is turned by the person who asked for it; whoever else presses gets the page for
    themselves.
    """
    if not _is_own(interaction):
        await answer(interaction, screen)
        return
    if _is_private(interaction):
        _offer_share(interaction, screen)
    if interaction.response.is_done():
        await interaction.edit_original_response(view=screen, allowed_mentions=_NOBODY)
    else:
        await interaction.response.edit_message(view=screen, allowed_mentions=_NOBODY)


async def amend(interaction: Asked, screen: Screen, audience: Audience | None = None) -> None:
    """Puts a screen in the place of the one that `answer` or `turn` has shown."""
    is_public = audience.is_public if audience is not None else _is_own(interaction) and not _is_private(interaction)
    if not is_public:
        _offer_share(interaction, screen)
    await interaction.edit_original_response(view=screen, allowed_mentions=_NOBODY)


def _offer_share(interaction: Asked, screen: Screen) -> None:
    """Nobody else is there in a direct message."""
    if interaction.guild_id is not None or interaction.context.private_channel:
        offer_share(screen, words_of(interaction))


def _is_private(interaction: Asked) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


def _is_own(interaction: Asked) -> bool:
    message = interaction.message
    if message is None or message.flags.ephemeral:
        return message is not None
    asked = message.interaction_metadata
    return asked is not None and asked.user.id == interaction.user.id
