"""Forms that keep nothing: what a form is about stands in its custom id, so that one that was opened before a restart
is taken after it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.screens.limits import FORM_TITLE, LABEL_TEXT, PLACEHOLDER
from bot.screens.markdown import plain

Option = tuple[str, str]
"""The value of what may be chosen, and how it is called."""


class Form(ui.Modal):
    """Fields to be filled in. What is sent arrives at the `Filled` whose template its custom id matches."""

    def __init__(self, title: str, custom_id: str) -> None:
        super().__init__(title=plain(title, FORM_TITLE), custom_id=custom_id, timeout=None)

    def is_finished(self) -> bool:
        """True from the beginning: discord.py would keep every form until it is sent."""
        return True

    def ask(
        self,
        name: str,
        label: str,
        *,
        most: int,
        filled: str = "",
        example: str = "",
        hint: str = "",
        required: bool = False,
        long: bool = False,
    ) -> None:
        """Adds a field for text of at most `most` characters; `filled` is what stands in it already."""
        field: ui.TextInput[Any] = ui.TextInput(
            custom_id=name,
            style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
            required=required,
            max_length=most,
            default=filled[:most] or None,
            placeholder=plain(example, PLACEHOLDER - 50) or None,
        )
        self._add(label, hint, field)

    def offer(
        self,
        name: str,
        label: str,
        options: Sequence[Option],
        *,
        chosen: str = "",
        hint: str = "",
        required: bool = False,
    ) -> None:
        """Adds a menu of at most 25 options."""
        shown = [discord.SelectOption(label=called, value=value, default=value == chosen) for value, called in options]
        menu: ui.Select[Any] = ui.Select(custom_id=name, options=shown, required=required, min_values=int(required))
        self._add(label, hint, menu)

    def _add(self, label: str, hint: str, field: ui.Item[Any]) -> None:
        self.add_item(
            ui.Label(text=plain(label, LABEL_TEXT), description=plain(hint, PLACEHOLDER - 50) or None, component=field)
        )


def read_filled(components: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What was filled in, by the names of the fields, as Discord sends it; "" for a menu from which nothing was
    chosen."""
    filled: dict[str, str] = {}
    for component in components:
        if "custom_id" in component:
            values = component.get("values")
            filled[str(component["custom_id"])] = str(values[0] if values else component.get("value") or "")
        filled |= read_filled(component.get("components") or ())
        if component.get("component"):
            filled |= read_filled([component["component"]])
    return filled
