"""Looking around: /category, /published and /latest."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, audience_of
from bot.commands.looking import show_category, show_contents, show_results
from bot.options import CategoryOption, MonthsOption, between, get_category
from data.months import Months
from data.query.query import Query, Sort

if TYPE_CHECKING:
    from bot.app import Paperboy


class Browsing(commands.Cog):
    """Papers by where they stand and when they came."""

    def __init__(self, bot: "Paperboy") -> None:
        self._library = bot.library

    @app_commands.command(name="category", description="Show the table of contents, or the papers of one category")
    @app_commands.describe(name="The category; leave it out for the table of contents")
    async def category(
        self, interaction: Asked, name: app_commands.Transform[str, CategoryOption] | None = None
    ) -> None:
        """Shows the papers of a category, the newest first, or all categories with their counts."""
        shelf = await self._library.open(interaction.guild_id)
        audience = audience_of(interaction, shelf.choices)
        words = audience.words
        screen = show_category(shelf, get_category(name, shelf).slug, words) if name else show_contents(shelf, words)
        await answer(interaction, screen, audience)

    @app_commands.command(name="published", description="Show papers by their month of publication, the newest first")
    @app_commands.describe(
        since="The first month or year: 2024, 2024-07, july 2024",
        until="The last month or year: 2024, 2024-07, july 2024",
    )
    async def published(
        self,
        interaction: Asked,
        since: app_commands.Transform[Months, MonthsOption] | None = None,
        until: app_commands.Transform[Months, MonthsOption] | None = None,
    ) -> None:
        """Shows what was published in a stretch of time."""
        first, last = between(since, until)
        shelf = await self._library.open(interaction.guild_id)
        query = Query(since=first, until=last, sort=Sort.PUBLISHED)
        audience = audience_of(interaction, shelf.choices)
        await answer(interaction, show_results(shelf, query, 1, audience.words), audience)

    @app_commands.command(name="latest", description="Show what was added to the lists last")
    @app_commands.describe(category="Only papers of this category")
    async def latest(
        self, interaction: Asked, category: app_commands.Transform[str, CategoryOption] | None = None
    ) -> None:
        """Shows what the catalog saw last, which says nothing of when it was published."""
        shelf = await self._library.open(interaction.guild_id)
        slug = get_category(category, shelf).slug if category else ""
        query = Query(category=slug, sort=Sort.FIRST_SEEN)
        audience = audience_of(interaction, shelf.choices)
        await answer(interaction, show_results(shelf, query, 1, audience.words), audience)
