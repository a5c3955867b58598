"""The menu of what a guild can set up."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from discord import ui

from bot.screens.screen import Screen, press
from bot.texts import Words

MENU = "menu"
"""The code that leads back to the menu."""


class Told(NamedTuple):
    """A topic in words: its name, how it stands (safe Markdown, at most 300 characters), and what its button says."""

    name: str
    state: str
    button: str


def open_setup(code: str) -> str:
    """Asks for a topic of the menu, or with `MENU` for the menu itself."""
    return f"setup-open:{code}"


def back_to_menu(words: Words) -> ui.Button[Any]:
    """The button of a topic that leads back."""
    return press(words.say("Back"), open_setup(MENU))


def render_menu(topics: Sequence[tuple[str, Told]], words: Words) -> Screen:
    """The topics by their codes, at most nine, each with a button that opens it."""
    intro = words.say("Who manages this guild chooses here; nothing has to be chosen.")
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(f"## {words.say('Set up this guild')}\n{intro}"))
    for code, told in topics:
        button = press(told.button, open_setup(code))
        box.add_item(ui.Section(f"**{told.name}**\n{told.state}", accessory=button))
    screen = Screen()
    screen.add_item(box)
    return screen
