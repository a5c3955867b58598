"""Forms that outlive restarts: what one is about stands in its custom id, and nothing of it is kept.

discord.py would keep each form that it shows, and knows none that was shown before it was started.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from discord import ui

from bot.answering import Asked
from bot.errors import answer_error


class Form(ui.Modal):
    """The base of what is filled in. A class below sets `template`, which its custom ids match, and `receive`."""

    template: ClassVar[re.Pattern[str]]

    def __init__(self, title: str, custom_id: str) -> None:
        super().__init__(title=title, timeout=None, custom_id=custom_id)

    def is_finished(self) -> bool:
        """True from the beginning, so that discord.py does not keep it."""
        return True

    @classmethod
    async def receive(cls, interaction: Asked, match: re.Match[str], filled: Mapping[str, str]) -> None:
        """Takes what was filled in, by the custom ids of the fields; may raise whatever `bot.errors` has a sentence
        for."""
        raise NotImplementedError


async def receive_form(interaction: Asked, forms: tuple[type[Form], ...]) -> None:
    """Hands a form that was sent to its class, and answers with a sentence where that fails. One that is none of these
    is left alone: discord.py may know it."""
    data: Mapping[str, Any] = interaction.data or {}
    for form in forms:
        match = form.template.fullmatch(str(data.get("custom_id", "")))
        if match:
            try:
                await form.receive(interaction, match, dict(_filled(data.get("components", ()))))
            except Exception as error:
                await answer_error(interaction, error)
            return


def text_field(custom_id: str, longest: int, **looks: Any) -> ui.TextInput[Any]:
    """A field for text of at most so many characters; `looks` goes to discord.py."""
    return ui.TextInput(custom_id=custom_id, max_length=longest, **looks)


def _filled(components: Any) -> Iterator[tuple[str, str]]:
    for component in components:
        if isinstance(component.get("value"), str):
            yield str(component.get("custom_id")), component["value"]
        yield from _filled(component.get("components", ()))
        yield from _filled(filter(None, [component.get("component")]))
