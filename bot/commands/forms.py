"""What happens when a form is sent, however long ago it was opened and whatever process opened it.

What a form is about stands in its custom id, and nothing of it is kept: discord.py would keep each form that it shows,
and knows none that was shown before it was started.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from discord import ui

from bot.answering import Asked
from bot.errors import answer_error
from bot.refusals import GuildNotServed
from bot.screens.form import Form as Shown
from bot.screens.form import read_filled
from bot.tracing import note_interaction


class Receiver(Protocol):
    """Takes the forms whose custom ids its template matches; no two of them match the same."""

    template: ClassVar[re.Pattern[str]]

    @classmethod
    async def receive(cls, interaction: Asked, match: re.Match[str], filled: Mapping[str, str]) -> None:
        """Takes what was filled in, by the custom ids of the fields; may raise whatever `bot.errors` has a sentence
        for."""


class Form(Shown):
    """The base of a form that takes itself what is filled in."""

    template: ClassVar[re.Pattern[str]]

    @classmethod
    async def receive(cls, interaction: Asked, match: re.Match[str], filled: Mapping[str, str]) -> None:
        """As `Receiver` says."""
        raise NotImplementedError


class Filled:
    """The base of what takes a form that was drawn elsewhere."""

    template: ClassVar[re.Pattern[str]] = re.compile(r"(?!)")

    def __init__(self, match: re.Match[str], values: Mapping[str, str]) -> None:
        self.match = match
        self.values = values

    @classmethod
    async def receive(cls, interaction: Asked, match: re.Match[str], filled: Mapping[str, str]) -> None:
        """As `Receiver` says."""
        await cls(match, filled).act(interaction)

    async def act(self, interaction: Asked) -> None:
        """What is asked; may raise whatever `bot.errors` has a sentence for."""
        raise NotImplementedError


def text_field(custom_id: str, longest: int, **looks: Any) -> ui.TextInput[Any]:
    """A field for text of at most so many characters; `looks` goes to discord.py."""
    return ui.TextInput(custom_id=custom_id, max_length=longest, **looks)


async def receive_form(interaction: Asked, receivers: tuple[type[Receiver], ...]) -> None:
    """Hands a form that was sent to what takes it, and answers with a sentence where that fails. One that is none of
    these is left alone: discord.py may know it."""
    data: Mapping[str, Any] = interaction.data or {}
    for receiver in receivers:
        match = receiver.template.fullmatch(str(data.get("custom_id", "")))
        if match:
            note_interaction(interaction.id)
            try:
                if not interaction.client.settings.may_serve(interaction.guild_id):
                    raise GuildNotServed
                await receiver.receive(interaction, match, read_filled(data.get("components") or ()))
            except Exception as error:
                await answer_error(interaction, error)
            return
