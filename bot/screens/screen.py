"""What every screen is made of."""

from io import BytesIO
from typing import Any

import discord
from discord import ui


class Screen(ui.LayoutView):
    """A message of ours. It keeps nothing and listens to nothing: what its buttons do stands in their custom ids."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self._files: dict[str, bytes] = {}

    def attach(self, name: str, content: bytes) -> str:
        """Sends a file along, and returns the address by which a component of the screen shows it."""
        self._files[name] = content
        return f"attachment://{name}"

    @property
    def files(self) -> list[discord.File]:
        """What is sent along, anew each time: Discord's library reads a file once."""
        return [discord.File(BytesIO(content), name) for name, content in self._files.items()]

    def is_finished(self) -> bool:
        """True from the beginning: discord.py would keep every view that is not for a quarter of an hour."""
        return True


def press(label: str, custom_id: str, *, primary: bool = False, disabled: bool = False) -> ui.Button[Any]:
    """A button that asks us for something."""
    style = discord.ButtonStyle.primary if primary else discord.ButtonStyle.secondary
    return ui.Button(label=label, custom_id=custom_id, style=style, disabled=disabled)
