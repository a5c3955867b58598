"""What is kept of a member or a guild: handed out, and erased after a question."""

from typing import Any

import discord
from discord import ui

from bot.privacy import Handout
from bot.screens.screen import Screen, press
from bot.texts import Words

MINE, GUILDS = "mine", "guild"
"""Whose: the member's who asks, or that of the guild in which they ask."""


def ask_privacy(verb: str, whose: str) -> str:
    """Asks for an export ("export"), or for erasing without another question ("erase")."""
    return f"privacy:{verb}:{whose}"


def explain(whose: str, words: Words) -> list[str]:
    """Sentences for who reads an export."""
    if whose == GUILDS:
        return [words.say("This is what the guild has chosen, its digests, and the messages that were sent for them.")]
    return [
        words.say(
            "This is everything that I keep with your number: your library, what you follow, your digest and the "
            "direct messages sent for it, and the digests of guilds that you made."
        ),
        words.say("Questions are kept without saying who asked them, so there are none in here."),
    ]


def render_handout(handout: Handout, whose: str, words: Words) -> Screen:
    """The file, and what is in it."""
    screen = Screen()
    screen.add_item(ui.TextDisplay("\n".join(explain(whose, words))))
    screen.add_item(ui.File(screen.attach(handout.name, handout.content)))
    return screen


def render_question(whose: str, words: Words) -> Screen:
    """What would be erased, and the button that does it."""
    if whose == GUILDS:
        title = words.say("Erase what this guild has?")
        text = words.say(
            "Its digests end, and its language, its lists and its public channels are as on the first day. The "
            "messages that I posted stay. This cannot be undone."
        )
    else:
        title = words.say("Erase what I keep of you?")
        text = words.say(
            "Your library with its notes goes, and so do what you follow and your digest. Digests of guilds that you "
            "made go on without your name. This cannot be undone."
        )
    screen = Screen()
    screen.add_item(ui.Container(ui.TextDisplay(f"## {title}\n{text}")))
    erase: ui.Button[Any] = ui.Button(
        label=words.say("Erase it all"), custom_id=ask_privacy("erase", whose), style=discord.ButtonStyle.danger
    )
    screen.add_item(ui.ActionRow(erase, press(words.say("Export it first"), ask_privacy("export", whose))))
    return screen


def tell_erased(whose: str, words: Words) -> str:
    """That it is done."""
    if whose == GUILDS:
        return words.say("What this guild had is erased.")
    return words.say("What I kept of you is erased.")
