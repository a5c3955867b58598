"""The lists in numbers: /stats."""

import asyncio
from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, words_of
from bot.charts.categories import MOST_CATEGORIES, draw_categories
from bot.charts.months import choose_months, draw_months
from bot.screens.statistics import Pictures, render_statistics
from storage.statistics import load_statistics

if TYPE_CHECKING:
    from bot.app import Paperboy


class Numbers(commands.Cog):
    """How much there is."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot

    @app_commands.command(name="stats", description="Show how many papers there are, by month and by category")
    async def stats(self, interaction: Asked) -> None:
        """Counts what is seen here, and draws it in a thread of its own: the event loop answers others meanwhile."""
        shelf = await self._bot.library.open(interaction.guild_id)
        async with self._bot.database.read() as session:
            statistics = await load_statistics(session, shelf.names)
        ranked = sorted(shelf.count_categories(), key=lambda pair: -pair[1])
        drawn, counts = choose_months(statistics.months), tuple(papers for _, papers in ranked[:MOST_CATEGORIES])
        pictures = None
        if drawn and counts:
            months = await asyncio.to_thread(draw_months, drawn)
            pictures = Pictures(months, await asyncio.to_thread(draw_categories, counts))
        words = words_of(interaction)
        await answer(interaction, render_statistics(statistics, drawn, ranked, MOST_CATEGORIES, pictures, words))
