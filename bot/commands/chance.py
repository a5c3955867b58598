"""A paper by chance: /random, and another one."""

from random import SystemRandom
from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, audience_of, turn, words_of_turn
from bot.commands.looking import open_card
from bot.commands.presses import Press
from bot.library import Shelf
from bot.options import CategoryOption, get_category
from bot.screens.custom_ids import draw_paper
from bot.screens.notice import render_notice
from bot.screens.screen import Screen, press
from bot.texts import Words

if TYPE_CHECKING:
    from bot.app import Paperboy

_CHANCE = SystemRandom()


class Chance(commands.Cog):
    """Papers that nobody asked for."""

    def __init__(self, bot: "Paperboy") -> None:
        self._library = bot.library

    @app_commands.command(name="random", description="Show a paper by chance")
    @app_commands.describe(category="Only papers of this category")
    async def random(
        self, interaction: Asked, category: app_commands.Transform[str, CategoryOption] | None = None
    ) -> None:
        """Shows the card of a paper of the category, or of any."""
        shelf = await self._library.open(interaction.guild_id)
        slug = get_category(category, shelf).slug if category else ""
        audience = audience_of(interaction, shelf.choices)
        await answer(interaction, await _show_any(interaction, shelf, slug, audience.words), audience)


class DrawAnother(Press, template=r"random:(?P<slug>.*)"):
    """Puts another paper of the category in the place of this one."""

    async def act(self, interaction: Asked) -> None:
        shelf = await interaction.client.library.open(interaction.guild_id)
        words = await words_of_turn(interaction)
        await turn(interaction, await _show_any(interaction, shelf, self.match["slug"], words))


async def _show_any(interaction: Asked, shelf: Shelf, slug: str, words: Words) -> Screen:
    paper = shelf.draw(slug, _CHANCE)
    if paper is None:
        return render_notice(words.say("No list that is shown here has a paper to choose from. Try another category."))
    return await open_card(interaction, shelf, paper.id, words, "", press(words.say("Another one"), draw_paper(slug)))
