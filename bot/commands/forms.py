"""What happens when a form is sent, however long ago it was opened and whatever process opened it."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import discord
from discord.ext import commands

from bot.answering import Asked
from bot.errors import answer_error
from bot.screens.form import read_filled

if TYPE_CHECKING:
    from bot.app import Paperboy


class Filled:
    """The base of what takes a form. `template` is matched with the form's custom id; no two of them match the same."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"(?!)")

    def __init__(self, match: re.Match[str], values: Mapping[str, str]) -> None:
        self.match = match
        self.values = values

    async def act(self, interaction: Asked) -> None:
        """What is asked; may raise whatever `bot.errors` has a sentence for."""
        raise NotImplementedError


class Forms(commands.Cog):
    """Hands each form that is sent to what takes it."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot
        self._known: tuple[type[Filled], ...] = bot.forms

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Takes a form, and answers with a sentence where that fails. Forms that discord.py keeps are none of ours."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: Mapping[str, Any] = interaction.data or {}
        for kind in self._known:
            match = kind.template.fullmatch(str(data.get("custom_id", "")))
            if match:
                try:
                    await kind(match, read_filled(data.get("components") or ())).act(interaction)
                except Exception as error:
                    await answer_error(interaction, error)
                return
