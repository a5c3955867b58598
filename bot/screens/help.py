"""What one can ask, a command a line."""

from collections.abc import Sequence
from typing import NamedTuple

from discord import ui

from bot.screens.custom_ids import CONTENTS, open_guidance
from bot.screens.screen import Screen, press
from bot.texts import Words


class CommandHelp(NamedTuple):
    """A command: how to mention it, what it does, and what one may type, all of it our own Markdown."""

    mention: str
    description: str
    example: str


def render_help(commands: Sequence[CommandHelp], words: Words) -> Screen:
    """The commands in the order in which they are given, each with an example."""
    lines = [
        f"{command.mention}\n{command.description}\n-# {words.say('For example: {example}', example=command.example)}"
        for command in commands
    ]
    intro = words.say(
        "Ask me for papers by name, topic, month or organisation. Only you see my answers, until you share one."
    )
    menu = words.say(
        "In the menu of any message, under Apps, “{menu}” tells which of its links are on the lists.",
        menu=words.say_as("command", "Papers in this message"),
    )
    box: ui.Container[Screen] = ui.Container(
        ui.TextDisplay(f"## {words.say('What you can ask')}\n{intro}\n{menu}"),
        ui.Separator(),
        ui.TextDisplay("\n".join(lines)),
    )
    screen = Screen(open_guidance("help"))
    screen.add_item(box)
    screen.add_item(ui.ActionRow(press(words.say("Table of contents"), CONTENTS)))
    return screen
