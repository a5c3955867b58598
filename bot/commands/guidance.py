"""What this bot can do and where its papers come from: /help and /about."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, audience_of
from bot.commands.presses import Showing
from bot.screens.about import render_about
from bot.screens.help import CommandHelp, render_help
from bot.screens.screen import Screen
from bot.texts import Words
from bot.version import read_version
from storage.sources import load_health

if TYPE_CHECKING:
    from bot.app import Paperboy

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "search": {"query": "flash attention", "since": "2024", "has_code": "True"},
    "ask": {"question": "how many KV cache papers from 2024 have code?"},
    "paper": {"title": "vLLM"},
    "similar": {"paper": "vLLM"},
    "stats": {},
    "random": {"category": "KV cache"},
    "category": {"name": "KV cache"},
    "published": {"since": "2024-07", "until": "2024-12"},
    "latest": {},
    "changes": {"since": "2026-11"},
    "library": {"query": "attention"},
    "follow category": {"name": "KV cache"},
    "following": {"cadence": "weekly fri 17:00"},
    "unfollow": {"what": "KV cache"},
    "submit": {"link": "https://arxiv.org/abs/2407.08608"},
    "submissions mine": {},
    "setup": {},
    "digest create": {"channel": "#papers", "categories": "KV cache", "cadence": "weekly mon 09:00"},
    "privacy export": {},
    "about": {},
    "help": {},
}
"""What one may type into the options of each command; /help shows them in this order. One of the commands of a group
stands for the group."""


class Guidance(commands.Cog):
    """The bot about itself."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot

    @app_commands.command(name="help", description="Show what you can ask, with examples")
    async def help(self, interaction: Asked) -> None:
        """Shows every command with a line about it and an example."""
        shelf = await self._bot.library.open(interaction.guild_id, may_be_empty=True)
        audience = audience_of(interaction, shelf.choices)
        await answer(interaction, show_help(self._bot, audience.words), audience)

    @app_commands.command(name="about", description="Show the lists: licences, citations, downloads, how to contribute")
    async def about(self, interaction: Asked) -> None:
        """Shows the lists that are seen here and what each states of itself."""
        shelf = await self._bot.library.open(interaction.guild_id, may_be_empty=True)
        audience = audience_of(interaction, shelf.choices)
        await answer(interaction, await show_about(self._bot, interaction.guild_id, audience.words), audience)


def show_help(bot: "Paperboy", words: Words) -> Screen:
    """Every command with a line about it and an example. What is told of them is put together once a language, and
    anew when Discord has told their numbers."""
    known = bot.tree.described.get(words.locale)
    told = known or [_describe(bot, *name.split(), words=words) for name in EXAMPLES]
    bot.tree.described[words.locale] = told
    return render_help(told, words)


async def show_about(bot: "Paperboy", guild_id: int | None, words: Words) -> Screen:
    """The lists that are seen in a guild, and how following them goes."""
    shelf = await bot.library.open(guild_id, may_be_empty=True)
    health = await bot.reads.read("health", load_health)
    return render_about(shelf.lists, health, shelf.count_papers(), read_version(), words)


class OpenGuidance(Showing, template=r"guidance:(?P<what>help|about)"):
    """Shows what /help or /about shows."""

    @classmethod
    async def show(cls, interaction: Asked, match: re.Match[str], words: Words) -> Screen:
        """One of the two."""
        bot = interaction.client
        if match["what"] == "help":
            return show_help(bot, words)
        return await show_about(bot, interaction.guild_id, words)


def _describe(bot: "Paperboy", name: str, below: str = "", *, words: Words) -> CommandHelp:
    """A command, or a group with all that stands below it and an example of one of these."""
    command = next(each for each in bot.tree.walk_commands() if each.qualified_name == name)
    every = command.walk_commands() if isinstance(command, app_commands.Group) else [command]
    options = EXAMPLES[f"{name} {below}".strip()].items()
    typed = [f"{words.say_as('option', option)}: {value}" for option, value in options]
    said = " ".join(words.say_as("command", part) for part in (name, below) if part)
    return CommandHelp(
        mention=" ".join(_mention(bot, each.qualified_name, words) for each in every),
        description=words.say_as("description", command.description),
        example=f"`{' '.join([f'/{said}', *typed])}`",
    )


def _mention(bot: "Paperboy", name: str, words: Words) -> str:
    """A command as Discord shows it, to be clicked where its number is known."""
    number = bot.tree.numbers.get(name.split()[0])
    said = " ".join(words.say_as("command", part) for part in name.split())
    return f"</{name}:{number}>" if number else f"**/{said}**"
