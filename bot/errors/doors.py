"""The doors at which errors become sentences.

An expected error is a fact of a known class and gets a sentence that says what to do next. Everything else is a defect
of ours: it gets a number, which the person sees and the log has beside the traceback.
"""

import logging
import secrets
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands

from bot.answering import Asked, answer, words_of
from bot.errors.sentences import find_sentence, unwrap
from bot.health.interactions import FAILED, REFUSED
from bot.refusals import GuildNotServed
from bot.screens.help import CommandHelp
from bot.screens.notice import render_notice
from bot.texts import Words
from bot.tracing import note_interaction

if TYPE_CHECKING:
    from bot.app import Paperboy

_log = logging.getLogger(__name__)

_TOO_LATE = (10062, 40060)  # Discord's codes: unknown interaction, already acknowledged


async def answer_error(interaction: Asked, error: BaseException) -> None:
    """Tells the person what went wrong, and the log what is a defect. Never raises an `Exception` itself."""
    note_interaction(interaction.id)
    fact = unwrap(error)
    if isinstance(fact, discord.HTTPException) and fact.code in _TOO_LATE:
        _log.warning("%s was answered too late or twice: %s", _name_of(interaction), fact)
        return
    words = words_of(interaction)
    sentence = find_sentence(fact, words)
    interaction.client.interactions.note(interaction.id, REFUSED if sentence else FAILED)
    sentence = sentence or _on_defect(fact, words, asked=_name_of(interaction))
    try:
        await answer(interaction, render_notice(sentence))
    except (discord.HTTPException, discord.InteractionResponded, aiohttp.ClientError) as refusal:
        _log.warning("%s could not be answered with an error: %s", _name_of(interaction), refusal)


def describe_error(error: BaseException, words: Words, *, asked: str) -> str:
    """The sentence for an error, for where no interaction waits for it; a defect goes to the log with its number."""
    fact = unwrap(error)
    return find_sentence(fact, words) or _on_defect(fact, words, asked=asked)


class Tree(app_commands.CommandTree["Paperboy"]):
    """The commands, usable in guilds, in direct messages and by whoever installs the bot, and the door of their errors.

    `numbers` tells under which numbers Discord holds them, by name; it is empty until that is known.
    `described` remembers what help tells of them, by language.
    """

    def __init__(self, client: "Paperboy") -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self.numbers: dict[str, int] = {}
        self.described: dict[str, list[CommandHelp]] = {}

    def learn_numbers(self, held: Iterable[Mapping[str, Any]]) -> None:
        """Takes the numbers from the commands as Discord describes them, so that help can link to the commands."""
        self.numbers = {command["name"]: int(command["id"]) for command in held}
        self.described.clear()

    async def interaction_check(self, interaction: Asked, /) -> bool:
        """Whether a command may be used where it is; where not, that is told. From here on the log knows what it is
        about."""
        note_interaction(interaction.id)
        if interaction.client.settings.may_serve(interaction.guild_id):
            return True
        if interaction.type is discord.InteractionType.application_command:
            await answer_error(interaction, GuildNotServed())
        return False

    async def on_error(self, interaction: Asked, error: app_commands.AppCommandError) -> None:
        """Answers in place of the command that failed."""
        await answer_error(interaction, error)


def _on_defect(error: BaseException, words: Words, *, asked: str) -> str:
    number = secrets.token_hex(4)
    _log.error("Defect %s in %s", number, asked, exc_info=error)
    return words.say(
        "Something broke, and it is not your fault. Try again; if it stays so, tell whoever runs this bot this number: "
        "`{number}`",
        number=number,
    )


def _name_of(interaction: Asked) -> str:
    """What was used, without what a person typed."""
    if isinstance(interaction.command, app_commands.Command):
        return f"/{interaction.command.qualified_name}"
    data: Mapping[str, Any] = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    return custom_id.partition(":")[0].partition("~")[0] or "an interaction"
