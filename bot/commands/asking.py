"""Asking in words: /ask, a message that mentions the bot, a direct message to it, a reply to its answer."""

import logging
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, amend, answer, audience_of
from bot.conversing import Answered, find_and_keep_answer, find_answer, keep_answer
from bot.errors import describe_error
from bot.screens.answers import find_conversation_number
from bot.screens.markdown import clean
from bot.screens.notice import render_notice
from bot.screens.screen import Screen
from bot.texts import Words
from bot.texts.catalogs import SOURCE_LOCALE
from storage.conversations import LONGEST_QUESTION, Conversation, find_conversation
from storage.errors import StorageError
from storage.search.words import has_chinese

if TYPE_CHECKING:
    from bot.app import Paperboy

_log = logging.getLogger(__name__)
_CHINESE = "zh-CN"


class Asking(commands.Cog):
    """Questions, wherever they are put."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot

    @app_commands.command(name="ask", description="Ask the lists a question, in English or Chinese")
    @app_commands.describe(question="how many KV cache papers have code, who made vLLM, GPTQ or AWQ first")
    async def ask(self, interaction: Asked, question: app_commands.Range[str, 1, LONGEST_QUESTION]) -> None:
        """Answers a question from the lists and shows the papers that the answer rests on."""
        shelf = await self._bot.library.open(interaction.guild_id)
        audience = audience_of(interaction, shelf.choices)
        conversation = Conversation((clean(question),))
        answered = await find_answer(self._bot, interaction.guild_id, conversation)
        await answer(interaction, answered.render(audience.words), audience)
        await self._keep(answered)
        self._bot.rephraser.follow(answered, audience.words, partial(amend, interaction, audience=audience))

    async def _keep(self, answered: Answered) -> None:
        """Keeps what was answered already; where that fails, going on from it is told to be impossible."""
        try:
            await keep_answer(self._bot, answered)
        except StorageError as fault:
            _log.warning("A conversation could not be kept: %s", type(fault).__name__)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers a message that is meant for the bot, and passes over all others."""
        if message.author.bot or not self._is_addressed(message):
            return
        text = self._text_of(message)
        words = await self._words_for(message, text)
        if not text:
            await _reply(message, _hint(words))
            return
        try:
            answered = await self._answer(message, text)
            screen = answered.render(words)
        except Exception as error:
            await _reply(message, render_notice(describe_error(error, words, asked="a message")))
            return
        sent = await _reply(message, screen)
        if sent is not None:
            self._bot.rephraser.follow(answered, words, partial(_amend, sent))

    async def _answer(self, message: discord.Message, text: str) -> Answered:
        before = await self._find_conversation(message)
        conversation = before.followed_by(text) if before else Conversation((text,))
        return await find_and_keep_answer(self._bot, message.guild.id if message.guild else None, conversation)

    def _is_addressed(self, message: discord.Message) -> bool:
        if message.type not in (discord.MessageType.default, discord.MessageType.reply):
            return False
        return message.guild is None or self._bot.user in message.mentions

    def _text_of(self, message: discord.Message) -> str:
        own = rf"<@!?{self._bot.user.id}>" if self._bot.user else r"(?!)"
        return clean(re.sub(own, " ", message.content))[:LONGEST_QUESTION]

    async def _words_for(self, message: discord.Message, text: str) -> Words:
        """Chinese for who writes Chinese, else the guild's language: a message does not tell its writer's."""
        if has_chinese(text):
            return self._bot.texts.speak(_CHINESE)
        if message.guild is None:
            return self._bot.texts.speak(SOURCE_LOCALE)
        try:
            shelf = await self._bot.library.open(message.guild.id, may_be_empty=True)
        except StorageError:  # the answer will say so
            return self._bot.texts.speak(message.guild.preferred_locale)
        return self._bot.texts.speak(shelf.choices.language or message.guild.preferred_locale)

    async def _find_conversation(self, message: discord.Message) -> Conversation | None:
        """The conversation that a reply goes on from, where it is a reply to an answer of ours."""
        replied = message.reference.resolved if message.reference else None
        if not isinstance(replied, discord.Message) or replied.author != self._bot.user:
            return None
        number = find_conversation_number(custom_ids_of(replied.components))
        if number is None:
            return None
        async with self._bot.database.read() as session:
            return await find_conversation(session, number)


def custom_ids_of(components: Iterable[Any]) -> Iterator[str]:
    """The custom ids of everything that can be pressed in a message."""
    for component in components:
        if getattr(component, "custom_id", None):
            yield component.custom_id
        yield from custom_ids_of(getattr(component, "children", ()))
        yield from custom_ids_of(filter(None, [getattr(component, "accessory", None)]))


def _hint(words: Words) -> Screen:
    return render_notice(
        words.say("Ask me something about the papers on the lists: who made vLLM, or how many are from 2024.")
    )


async def _reply(message: discord.Message, screen: Screen) -> discord.Message | None:
    """Answers below a message without calling its writer. Where the bot may not write, only the log can tell: None.

    Every process of a token hears of the message; the nonce makes all their answers one.
    """
    nobody = discord.AllowedMentions.none()
    try:
        return await message.channel.send(
            view=screen,
            reference=message.to_reference(fail_if_not_exists=False),
            mention_author=False,
            allowed_mentions=nobody,
            nonce=message.id,
        )
    except discord.Forbidden:
        _log.info("A message in channel %d could not be answered: the bot may not write there.", message.channel.id)
        return None


async def _amend(sent: discord.Message, screen: Screen) -> None:
    await sent.edit(view=screen, allowed_mentions=discord.AllowedMentions.none())
