"""Answers in other words, over sockets."""

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.conversing import Answered, find_answer
from bot.rephrasing.rephraser import REST_SECONDS, Rephraser
from bot.screens.screen import Screen
from bot.texts import Words
from storage.conversations import Conversation

if TYPE_CHECKING:
    from tests.bot.conftest import Chat
    from tests.bot.rephrasing.conftest import FakeModel

QUESTION = "who made vLLM?"
PROSE = "It was made by UC Berkeley [1]."


@pytest.fixture
async def answered(chat: "Chat") -> Answered:
    """An answer to the question."""
    return await find_answer(chat.bot, None, Conversation((QUESTION,)))


class Shown:
    """The answer as somebody sees it, who may wait for it to change."""

    def __init__(self) -> None:
        self.screens: list[Screen] = []

    async def edit(self, screen: Screen) -> None:
        self.screens.append(screen)


async def settle(rephraser: Rephraser) -> None:
    """Waits for what is under way."""
    await asyncio.gather(*rephraser._working)


async def test_words_are_added_below_what_was_computed(
    model: "FakeModel", answered: Answered, words: Words, read: Callable[[Screen], str]
) -> None:
    model.says, shown, rephraser = PROSE, Shown(), Rephraser(model.named)
    rephraser.follow(answered, words, shown.edit)
    await settle(rephraser)
    (screen,) = shown.screens
    text = read(screen)
    assert text.index("**UC Berkeley**") < text.index("It was made by UC Berkeley")
    assert "by a language model" in text
    assert model.keys == ["Bearer secret-key"]
    (asked,) = model.asked
    assert asked["model"] == "tiny"
    assert QUESTION in asked["messages"][-1]["content"]


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500}, {"status": 401}, {"status": 302}, {"body": b"<html>Log in</html>"}, {"body": b"x" * 100_000},
        {"body": b"{}"},
    ],
    ids=str,
)  # fmt: skip
async def test_a_model_that_fails_changes_nothing_and_rests(
    fault: dict[str, Any], model: "FakeModel", answered: Answered, words: Words, caplog: pytest.LogCaptureFixture
) -> None:
    for name, value in fault.items():
        setattr(model, name, value)
    now, shown = [0.0], Shown()
    rephraser = Rephraser(model.named, clock=lambda: now[0])
    for _ in range(2):
        rephraser.follow(answered, words, shown.edit)
        await settle(rephraser)
    assert (len(model.asked), shown.screens) == (1, [])
    assert "rests for a minute" in caplog.text
    assert "secret-key" not in caplog.text
    model.status, model.body, model.says = 200, None, PROSE
    now[0] = REST_SECONDS
    rephraser.follow(answered, words, shown.edit)
    await settle(rephraser)
    assert len(shown.screens) == 1


async def test_a_model_that_is_not_there_changes_nothing(
    model: "FakeModel", answered: Answered, words: Words, unused_tcp_port: int
) -> None:
    model.url, shown = f"http://127.0.0.1:{unused_tcp_port}/v1", Shown()
    rephraser = Rephraser(model.named)
    rephraser.follow(answered, words, shown.edit)
    await settle(rephraser)
    assert shown.screens == []


async def test_what_adds_something_is_not_shown(
    model: "FakeModel", answered: Answered, words: Words, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    model.says, shown, rephraser = "It was made by Stanford in 2021.", Shown(), Rephraser(model.named)
    rephraser.follow(answered, words, shown.edit)
    await settle(rephraser)
    assert shown.screens == []
    assert "not shown" in caplog.text


async def test_without_a_model_and_for_what_is_declined_nobody_is_asked(
    model: "FakeModel", answered: Answered, chat: "Chat", words: Words
) -> None:
    declined = await find_answer(chat.bot, None, Conversation(("how many citations does AWQ have",)))
    shown, rephraser = Shown(), Rephraser(model.named)
    rephraser.follow(declined, words, shown.edit)
    Rephraser(None).follow(answered, words, shown.edit)
    await settle(rephraser)
    assert model.asked == []


async def test_at_most_four_are_asked_for_at_once_and_closing_gives_them_up(
    model: "FakeModel", answered: Answered, words: Words
) -> None:
    model.waits, shown, rephraser = asyncio.Event(), Shown(), Rephraser(model.named)
    for _ in range(9):
        rephraser.follow(answered, words, shown.edit)
    assert len(rephraser._working) == 4
    await rephraser.close()
    assert not rephraser._working
    assert shown.screens == []
    model.waits.set()


async def test_an_answer_that_was_deleted_meanwhile_is_no_fault(
    model: "FakeModel", answered: Answered, words: Words, caplog: pytest.LogCaptureFixture
) -> None:
    async def gone(_: Screen) -> None:
        response: Any = type("Response", (), {"status": 404, "reason": "Not Found"})()
        raise discord.NotFound(response, {"code": 10008, "message": "Unknown Message"})

    model.says, rephraser = PROSE, Rephraser(model.named)
    rephraser.follow(answered, words, gone)
    await settle(rephraser)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("how", ["command", "mention", "reply"])
async def test_answers_are_said_again_wherever_they_stand(how: str, model: "FakeModel", chat: "Chat") -> None:
    model.says = PROSE
    chat.bot.rephraser = Rephraser(model.named)
    user = chat.bot.user
    assert user is not None
    if how == "command":
        reply = await chat.ask("ask", question=QUESTION)
    else:
        await chat.person.send(chat.channel, f"<@{user.id}> {QUESTION}")
        await settle(chat.bot.rephraser)
    if how == "reply":
        await chat.person.send(chat.channel, f"<@{user.id}> who made it?", reply_to=chat.read_last().message)
    await settle(chat.bot.rephraser)
    shown = chat._stored(chat.channel.id, reply.message.id) if how == "command" else chat.read_last()
    assert "It was made by UC Berkeley" in shown.text
    assert ("Share" in shown.labels) == (how == "command")
