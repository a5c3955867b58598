"""A digest as it would be posted, for the one who asked."""

from discord import ui

from bot.screens.limits import COMPONENTS, SAFE_CHARACTERS, length, measure
from bot.screens.screen import Screen
from bot.texts import Words


def render_preview(first: Screen, parts: int, words: Words, *, note: str = "") -> Screen:
    """The first of the messages, with a line below that says that it is a preview and how many there are, and `note`,
    which is safe Markdown; the line is left out where the message has no room for it."""
    line = words.say("A preview: nothing was sent, and nothing counts as told.")
    if note:
        line += f" {note}"
    if parts > 1:
        line += " " + words.say_count(
            "This is the first of {count} message.", "This is the first of {count} messages.", parts
        )
    used = measure(first)
    if used.components < COMPONENTS and used.characters + length(line) + 3 <= SAFE_CHARACTERS:
        first.add_item(ui.TextDisplay(f"-# {line}"))
    return first
