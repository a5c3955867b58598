"""The menu of messages: which of the papers that somebody links are on the lists."""

from typing import TYPE_CHECKING, Any, cast

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.answering import Asked, answer, words_of
from bot.commands.looking import open_card
from bot.commands.presses import Press
from bot.mentioned import find_mentions, read_texts
from bot.refusals import NoLinks, PagesLost
from bot.screens.mentioned import render_mentioned

if TYPE_CHECKING:
    from bot.app import Paperboy

PAPERS_IN_MESSAGE = "Papers in this message"
"""The menu's name. What it is used on, Discord hands over whole, so that no intent is needed."""


class Mentioned(commands.Cog):
    """Papers by what people talk about."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot
        self._menu = app_commands.ContextMenu(name=PAPERS_IN_MESSAGE, callback=self.show_papers)

    async def cog_load(self) -> None:
        """Adds the menu, which discord.py does not find in a cog by itself."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Takes the menu away."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def show_papers(self, interaction: Asked, message: discord.Message) -> None:
        """Shows the papers that the message links; a single one by its card. Raises `NoLinks`."""
        shelf = await self._bot.library.open(interaction.guild_id)
        found = find_mentions(read_texts(message), shelf)
        if not found.links:
            raise NoLinks
        words, papers = words_of(interaction), found.papers
        if len(papers) == 1 and not found.unknown:
            note = words.say("The paper in this message is on the lists.")
            await answer(interaction, await open_card(interaction, shelf, papers[0].id, words, note))
        else:
            await answer(interaction, render_mentioned(papers, found.unknown, words, is_cut=found.is_cut))


class OpenChosen(Press, template=r"papers:\d"):
    """Shows the card of the paper that was chosen from a menu below."""

    async def act(self, interaction: Asked) -> None:
        chosen = cast("ui.Select[Any]", self.item).values[0]
        if not chosen.isascii() or not chosen.isdecimal() or len(chosen) > 18:
            raise PagesLost
        shelf = await interaction.client.library.open(interaction.guild_id)
        await answer(interaction, await open_card(interaction, shelf, int(chosen), words_of(interaction)))
