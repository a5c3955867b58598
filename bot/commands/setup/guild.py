"""What a guild chooses of what its members see: its language, its lists, the channels with public answers. Each choice
is kept at once."""

from typing import Any, cast

import discord
from discord import ui

from bot.answering import Asked, turn, words_of
from bot.commands.presses import Press
from bot.commands.setup.topic import Topic, check_keeper
from bot.screens.guild_setup import (
    AUTOMATIC,
    MOST_CHANNELS,
    render_answers,
    render_language,
    render_lists,
    tell_answers,
    tell_language,
    tell_lists,
)
from bot.screens.screen import Screen
from bot.screens.setup import Told
from storage.guilds import GuildChoices, choose_language, choose_lists, choose_public_channels, load_choices
from storage.lists import ListInfo, load_lists


async def load_guild(interaction: Asked) -> tuple[GuildChoices, tuple[ListInfo, ...]]:
    """What the guild chose, and all lists that the operator offers."""
    async with interaction.client.database.read() as session:
        return await load_choices(session, interaction.guild_id), await load_lists(session)


async def tell_language_here(interaction: Asked) -> Told:
    """How the language stands."""
    choices, _ = await load_guild(interaction)
    return tell_language(choices.language, words_of(interaction))


async def show_language(interaction: Asked) -> Screen:
    """The panel of the language."""
    choices, _ = await load_guild(interaction)
    texts = interaction.client.texts
    spoken = texts.speak(interaction.guild_locale).locale
    return render_language(choices.language, spoken, texts.locales, words_of(interaction))


async def tell_lists_here(interaction: Asked) -> Told:
    """How the lists stand."""
    choices, lists = await load_guild(interaction)
    return tell_lists(choices.lists, lists, words_of(interaction))


async def show_lists(interaction: Asked) -> Screen:
    """The panel of the lists."""
    choices, lists = await load_guild(interaction)
    return render_lists(choices.lists, lists, words_of(interaction))


async def tell_answers_here(interaction: Asked) -> Told:
    """How public answers stand."""
    choices, _ = await load_guild(interaction)
    return tell_answers(choices.public_channels, words_of(interaction))


async def show_answers(interaction: Asked) -> Screen:
    """The panel of public answers, with the channels in which the bot could not give them. Those that are gone are left
    out, and go with the next choice."""
    choices, _ = await load_guild(interaction)
    guild = check_keeper(interaction).guild
    found = [guild.get_channel_or_thread(channel_id) for channel_id in sorted(choices.public_channels)]
    there = [channel for channel in found if channel is not None][:MOST_CHANNELS]
    silent = [channel.id for channel in there if not _may_speak(channel, guild.me)]
    return render_answers([channel.id for channel in there], silent, words_of(interaction))


ANSWERS = Topic("answers", tell_answers_here, show_answers)
LANGUAGE = Topic("language", tell_language_here, show_language)
LISTS = Topic("lists", tell_lists_here, show_lists)

_TOPICS = {"language": LANGUAGE, "lists": LISTS, "every-list": LISTS, "channels": ANSWERS}


class ChooseForGuild(Press, template=r"guild:(?P<what>language|lists|every-list|channels)(?::\d)?"):
    """A choice on one of the panels."""

    async def act(self, interaction: Asked) -> None:
        asker, what = check_keeper(interaction), self.match["what"]
        async with interaction.client.database.write() as session:
            match what:
                case "language":
                    (chosen,) = self._values()
                    known = chosen if chosen in interaction.client.texts.locales else ""
                    await choose_language(session, asker.guild.id, "" if chosen == AUTOMATIC else known)
                case "channels":
                    channels = cast("ui.ChannelSelect[Any]", self.item).values
                    await choose_public_channels(session, asker.guild.id, [channel.id for channel in channels])
                case "every-list":
                    await choose_lists(session, asker.guild.id, None)
                case _:
                    choices = await load_choices(session, asker.guild.id)
                    names = choices.lists
                    if names is None:
                        names = frozenset(info.name for info in await load_lists(session))
                    chosen_lists = (names - self._offered()) | set(self._values())
                    await choose_lists(session, asker.guild.id, chosen_lists)
        await turn(interaction, await _TOPICS[what].show(interaction))

    def _values(self) -> list[str]:
        return cast("ui.Select[Any]", self.item).values

    def _offered(self) -> frozenset[str]:
        """What this menu had to choose from: another may hold the rest."""
        return frozenset(option.value for option in cast("ui.Select[Any]", self.item).options)


def _may_speak(channel: Any, me: discord.Member) -> bool:
    """Whether the bot may write there; a forum is spoken in by its threads."""
    try:
        may = channel.permissions_for(me)
    except discord.ClientException:  # a thread whose parent is gone
        return False
    in_thread = isinstance(channel, discord.Thread | discord.ForumChannel)
    return bool(may.view_channel and (may.send_messages_in_threads if in_thread else may.send_messages))
