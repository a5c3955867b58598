"""The smallest screen: a sentence, and what one may press next."""

from typing import Any

from discord import ui

from bot.screens.screen import Screen


def render_notice(sentence: str, *buttons: ui.Button[Any]) -> Screen:
    """A sentence (Markdown that is safe) with at most five buttons below."""
    screen = Screen()
    screen.add_item(ui.TextDisplay(sentence))
    if buttons:
        screen.add_item(ui.ActionRow(*buttons))
    return screen
