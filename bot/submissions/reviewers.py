"""Who decides: the operator's rules, and who somebody is at the moment of pressing a button."""

from typing import TYPE_CHECKING

import discord

from bot.answering import Asked
from bot.operator import find_operator
from storage.submissions.rules import Reviewer, Rules

if TYPE_CHECKING:
    from bot.app import Paperboy


def rules_of(bot: "Paperboy") -> Rules:
    """The rules that the operator has set. Where no guild was named that decides for the catalog, those do that belong
    to the operator; what is submitted elsewhere is decided in the first of them."""
    settings = bot.settings
    curating = settings.curating_guilds or frozenset(_own_guilds(bot))
    return Rules(
        curating=curating,
        operator_guild=settings.review_guild or min(curating, default=None),
        most_daily=settings.submissions_per_day,
        undo_within=settings.undo_within,
    )


def reviewer_of(interaction: Asked) -> Reviewer:
    """Who presses, with the roles that Discord sends along."""
    user = interaction.user
    is_operator = user.id == find_operator(interaction.client)
    if not isinstance(user, discord.Member):
        return Reviewer(user.id, is_operator=is_operator)
    return Reviewer(
        user.id,
        user.guild.id,
        frozenset(role.id for role in user.roles),
        manages_guild=user.guild_permissions.manage_guild,
        is_operator=is_operator,
    )


def _own_guilds(bot: "Paperboy") -> list[int]:
    operator = find_operator(bot)
    return [guild.id for guild in bot.guilds if operator is not None and guild.owner_id == operator]
