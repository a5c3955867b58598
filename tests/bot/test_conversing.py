"""Answering in a conversation, and noting what found no answer."""

import logging
from typing import TYPE_CHECKING

import pytest

from bot.conversing import find_and_keep_answer, find_answer, note
from storage.conversations import Conversation
from storage.errors import DatabaseUnreachable
from storage.refused import Kind, Reason, load_refused

if TYPE_CHECKING:
    from tests.bot.conftest import Chat


async def test_what_finds_no_answer_is_noted_once_and_what_finds_one_is_not(chat: "Chat") -> None:
    for question in ("when was QLoRA published", "who made vLLM"):
        await find_and_keep_answer(chat.bot, None, Conversation((question,)))
    await find_answer(chat.bot, None, Conversation(("when was QLoRA published",)), 1)
    async with chat.bot.database.read() as session:
        (only,) = await load_refused(session, 10)
    assert (only.kind, only.reason, only.text, only.times) == (
        Kind.QUESTION, Reason.NONE, "when was QLoRA published", 1,
    )  # fmt: skip


async def test_that_a_text_cannot_be_noted_spoils_no_answer(
    chat: "Chat", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise DatabaseUnreachable("sqlite:///x", "gone")

    monkeypatch.setattr("bot.conversing.note_refused", broken)
    caplog.set_level(logging.WARNING, "bot.conversing")
    await note(chat.bot, Kind.SEARCH, Reason.NONE, "kettles")
    assert "could not be noted" in caplog.text
