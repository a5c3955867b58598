"""The lists in numbers: /stats."""

import asyncio
import re
from typing import TYPE_CHECKING, NamedTuple, cast

from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, audience_of
from bot.charts.categories import MOST_CATEGORIES, draw_categories
from bot.charts.months import choose_months, draw_months
from bot.commands.presses import Showing
from bot.library import Shelf
from bot.screens.custom_ids import STATISTICS
from bot.screens.screen import Screen
from bot.screens.statistics import Pictures, render_statistics
from bot.texts import Words
from data.categories import Category
from data.months import Month
from storage.statistics import Statistics, load_statistics

if TYPE_CHECKING:
    from bot.app import Paperboy


_REMEMBERED = 8


class _Counted(NamedTuple):
    """What one version of the catalog amounts to for those who see the same lists."""

    statistics: Statistics
    drawn: tuple[tuple[Month, int], ...]
    ranked: list[tuple[Category, int]]
    pictures: Pictures | None


class Numbers(commands.Cog):
    """How much there is. What was counted and drawn serves until the catalog changes."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot
        self._known: dict[tuple[int, frozenset[str]], _Counted] = {}

    @app_commands.command(name="stats", description="Show how many papers there are, by month and by category")
    async def stats(self, interaction: Asked) -> None:
        """Shows the numbers of what is seen here."""
        shelf = await self._bot.library.open(interaction.guild_id)
        audience = audience_of(interaction, shelf.choices)
        await answer(interaction, await self.show(shelf, audience.words), audience)

    async def show(self, shelf: Shelf, words: Words) -> Screen:
        """The numbers of what is on the shelf."""
        key = (shelf.index.version, shelf.names)
        counted = self._known.get(key) or await self._count(shelf)
        self._known[key] = counted
        if len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        statistics, drawn, ranked, pictures = counted
        return render_statistics(statistics, drawn, ranked, MOST_CATEGORIES, pictures, words)

    async def _count(self, shelf: Shelf) -> _Counted:
        """Counts, and draws in a thread of its own: the event loop answers others meanwhile."""
        async with self._bot.database.read() as session:
            statistics = await load_statistics(session, shelf.names)
        ranked = sorted(shelf.count_categories(), key=lambda pair: -pair[1])
        drawn, counts = choose_months(statistics.months), tuple(papers for _, papers in ranked[:MOST_CATEGORIES])
        if not drawn or not counts:
            return _Counted(statistics, drawn, ranked, None)
        months = await asyncio.to_thread(draw_months, drawn)
        return _Counted(statistics, drawn, ranked, Pictures(months, await asyncio.to_thread(draw_categories, counts)))


class OpenNumbers(Showing, template=STATISTICS):
    """Shows the numbers."""

    @classmethod
    async def show(cls, interaction: Asked, match: re.Match[str], words: Words) -> Screen:  # noqa: ARG003  # has no state
        """What /stats shows."""
        bot = interaction.client
        cog = cast("Numbers", bot.get_cog(Numbers.__cog_name__))
        return await cog.show(await bot.library.open(interaction.guild_id), words)
