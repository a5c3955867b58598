"""Answering a question in its conversation: one look at the catalog, one row kept, a screen."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.library import Shelf
from bot.screens.answers import render_answer
from bot.screens.screen import Screen
from bot.texts import Words
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


async def get_ready(index: Index) -> None:
    """Prepares what the first question of a process would wait for: the subjects of a catalog and the lexicon."""
    subjects = await asyncio.to_thread(subjects_of, index)
    await asyncio.to_thread(answer_question, "latest paper", (), View(index, frozenset(), subjects), date(2024, 1, 1))


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer whose conversation is to be kept under the number that its buttons name."""

    screen: Screen
    conversation: Conversation
    number: int
    is_sure: bool


async def find_answer(bot: "Paperboy", guild_id: int | None, conversation: Conversation, words: Words) -> NewAnswer:
    """The answer to the last question of a conversation. Nothing is written: `keep_answer` does that."""
    shelf = await bot.library.open(guild_id)
    answer, number = await _answer(bot, shelf, conversation), draw_number()
    screen = _render(answer, shelf, conversation, number, 1, words)
    return NewAnswer(screen, conversation, number, answer.confidence is Confidence.HIGH)


async def keep_answer(bot: "Paperboy", new: NewAnswer) -> None:
    """Keeps the conversation of an answer, and notes a question that found none."""
    async with bot.database.write() as session:
        await save_conversation(session, new.conversation, bot.now(), new.number)
        if not new.is_sure:
            await note_refused(session, Kind.QUESTION, Reason.NONE, new.conversation.questions[-1], bot.now())


async def show_new_answer(bot: "Paperboy", guild_id: int | None, conversation: Conversation, words: Words) -> Screen:
    """The answer to the last question of a conversation that is kept from now on."""
    new = await find_answer(bot, guild_id, conversation, words)
    await keep_answer(bot, new)
    return new.screen


async def show_kept_answer(
    bot: "Paperboy", guild_id: int | None, conversation: Conversation, number: int, page: int, words: Words
) -> Screen:
    """A page of the answer to a conversation that is kept under this number."""
    shelf = await bot.library.open(guild_id)
    answer = await _answer(bot, shelf, conversation)
    return _render(answer, shelf, conversation, number, page, words)


async def note(bot: "Paperboy", kind: Kind, reason: Reason, text: str) -> None:
    """Notes for curators what found no answer. That the database does not take it spoils nobody's answer."""
    try:
        async with bot.database.write() as session:
            await note_refused(session, kind, reason, text, bot.now())
    except StorageError as fault:
        _log.warning("A refused text could not be noted: %s", type(fault).__name__)


async def _answer(bot: "Paperboy", shelf: Shelf, conversation: Conversation) -> Answer:
    subjects = await asyncio.to_thread(subjects_of, shelf.index)  # built once for each snapshot of the catalog
    view = View(shelf.index, shelf.names, subjects)
    *previous, question = conversation.questions
    return answer_question(question, previous, view, bot.now().date(), conversation.dropped)


def _render(answer: Answer, shelf: Shelf, conversation: Conversation, number: int, page: int, words: Words) -> Screen:
    categories = {category.slug: category for category in shelf.index.categories}
    return render_answer(answer, conversation.questions[-1], number, page, categories, words)
