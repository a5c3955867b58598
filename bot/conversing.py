"""Answering a question in its conversation: one look at the catalog, one row kept, what a screen shows."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.screens.answers import render_answer
from bot.screens.screen import Screen
from bot.texts import Words
from data.categories import Category
from storage.answers.answer import Answer
from storage.answers.answering import answer_question
from storage.answers.selecting import View
from storage.answers.subjects import subjects_of
from storage.conversations import Conversation, draw_number, save_conversation
from storage.errors import StorageError
from storage.refused import Kind, Reason, note_refused
from storage.search.index import Index
from storage.search.result import Confidence

if TYPE_CHECKING:
    from bot.app import Paperboy

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer whose conversation is, or will be, kept under the number that its buttons name. `categories` are those
    of the catalog, by slug."""

    answer: Answer
    conversation: Conversation
    number: int
    categories: Mapping[str, Category]

    @property
    def question(self) -> str:
        """The last question, as it was put."""
        return self.conversation.questions[-1]

    @property
    def is_sure(self) -> bool:
        """Whether it is an answer, and not the nearest that there is."""
        return self.answer.confidence is Confidence.HIGH

    def render(self, words: Words, *, page: int = 1, prose: str = "") -> Screen:
        """A page of it, counted from 1. `prose` says it in other words."""
        return render_answer(self.answer, self.question, self.number, page, self.categories, words, prose)


async def get_ready(index: Index) -> None:
    """Prepares what the first question of a process would wait for: the subjects of a catalog and the lexicon."""
    subjects = await asyncio.to_thread(subjects_of, index)
    await asyncio.to_thread(answer_question, "latest paper", (), View(index, frozenset(), subjects), date(2024, 1, 1))


async def find_answer(
    bot: "Paperboy", guild_id: int | None, conversation: Conversation, number: int | None = None
) -> Answered:
    """The answer to the last question of a conversation, kept under this number or to be kept under a new one. Nothing
    is written: `keep_answer` does that."""
    shelf = await bot.library.open(guild_id)
    subjects = await asyncio.to_thread(subjects_of, shelf.index)  # built once for each snapshot of the catalog
    view = View(shelf.index, shelf.names, subjects)
    *previous, question = conversation.questions
    answer = answer_question(question, previous, view, bot.now().date(), conversation.dropped)
    categories = {category.slug: category for category in shelf.index.categories}
    return Answered(answer, conversation, draw_number() if number is None else number, categories)


async def keep_answer(bot: "Paperboy", answered: Answered) -> None:
    """Keeps the conversation of an answer, and notes a question that found none."""
    async with bot.database.write() as session:
        await save_conversation(session, answered.conversation, bot.now(), answered.number)
        if not answered.is_sure:
            await note_refused(session, Kind.QUESTION, Reason.NONE, answered.question, bot.now())


async def find_and_keep_answer(bot: "Paperboy", guild_id: int | None, conversation: Conversation) -> Answered:
    """The answer to the last question of a conversation that is kept from now on."""
    answered = await find_answer(bot, guild_id, conversation)
    await keep_answer(bot, answered)
    return answered


async def note(bot: "Paperboy", kind: Kind, reason: Reason, text: str) -> None:
    """Notes for curators what found no answer. That the database does not take it spoils nobody's answer."""
    try:
        async with bot.database.write() as session:
            await note_refused(session, kind, reason, text, bot.now())
    except StorageError as fault:
        _log.warning("A refused text could not be noted: %s", type(fault).__name__)
