"""What changed on the lists: /changes."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, audience_of
from bot.commands.looking import show_changes
from bot.options import CategoryOption, MonthsOption, get_category
from bot.screens.custom_ids import ChangesState
from data.months import Months
from storage.feed import ChangeKind

if TYPE_CHECKING:
    from bot.app import Paperboy

KINDS = [app_commands.Choice(name=kind.value.replace("_", " "), value=kind.value) for kind in ChangeKind]
"""What `kind` may be; the catalogs have their names in other languages."""


class Feed(commands.Cog):
    """The feed of the lists."""

    def __init__(self, bot: "Paperboy") -> None:
        self._library = bot.library

    @app_commands.command(name="changes", description="Show what changed on the lists, the newest first")
    @app_commands.describe(
        since="Seen since this month or year: 2024, 2024-07, july 2024",
        kind="Only this kind of change",
        category="Only papers of this category",
    )
    @app_commands.choices(kind=KINDS)
    async def changes(
        self,
        interaction: Asked,
        since: app_commands.Transform[Months, MonthsOption] | None = None,
        kind: str = "",
        category: app_commands.Transform[str, CategoryOption] | None = None,
    ) -> None:
        """Shows additions, released code and every other change that was seen."""
        shelf = await self._library.open(interaction.guild_id)
        slug = get_category(category, shelf).slug if category else ""
        state = ChangesState(since.first if since else None, kind, slug)
        audience = audience_of(interaction, shelf.choices)
        await answer(interaction, await show_changes(interaction, state, 1, audience.words), audience)
