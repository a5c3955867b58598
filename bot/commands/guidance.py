"""What this bot can do and where its papers come from: /help and /about."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, words_of
from bot.screens.about import render_about
from bot.screens.help import CommandHelp, render_help
from bot.texts import Words
from bot.version import read_version
from storage.sources import load_health

if TYPE_CHECKING:
    from bot.app import Paperboy

_Command: TypeAlias = app_commands.Command[Any, ..., Any] | app_commands.Group

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "search": {"query": "flash attention", "since": "2024", "has_code": "True"},
    "ask": {"question": "how many KV cache papers from 2024 have code?"},
    "paper": {"title": "vLLM"},
    "category": {"name": "KV cache"},
    "published": {"since": "2024-07", "until": "2024-12"},
    "latest": {},
    "changes": {"since": "2026-11"},
    "about": {},
    "help": {},
}
"""What one may type into the options of each command; /help shows them in this order."""


class Guidance(commands.Cog):
    """The bot about itself."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot
        self._version = read_version()

    @app_commands.command(name="help", description="Show what you can ask, with examples")
    async def help(self, interaction: Asked) -> None:
        """Shows every command with a line about it and an example."""
        words = words_of(interaction)
        known = {command.name: command for command in self._bot.tree.walk_commands()}
        told = [self._describe(known[name], words) for name in EXAMPLES]
        await answer(interaction, render_help(told, words))

    @app_commands.command(name="about", description="Show the lists: licences, citations, downloads, how to contribute")
    async def about(self, interaction: Asked) -> None:
        """Shows the lists that are seen here and what each states of itself."""
        shelf = await self._bot.library.open(interaction.guild_id)
        async with self._bot.database.read() as session:
            health = await load_health(session)
        screen = render_about(shelf.lists, health, shelf.count_papers(), self._version, words_of(interaction))
        await answer(interaction, screen)

    def _describe(
        self, command: "app_commands.Command[Any, ..., Any] | app_commands.Group", words: Words
    ) -> CommandHelp:
        number = self._bot.tree.numbers.get(command.name)
        name = words.say_as("command", command.name)
        typed = [f"{words.say_as('option', option)}: {value}" for option, value in EXAMPLES[command.name].items()]
        return CommandHelp(
            mention=f"</{command.name}:{number}>" if number else f"**/{name}**",
            description=words.say_as("description", command.description),
            example=f"`{' '.join([f'/{name}', *typed])}`",
        )
