"""Who sees an answer. A message that everybody sees is a later command's; its buttons are tried here already."""

from typing import Any

import pytest

from bot.answering import answer
from bot.screens.results import render_results
from bot.texts import Words
from data.query.query import Query


async def post(chat: Any, words: Words) -> Any:
    """A page of all papers that the bot posts for everybody."""
    shelf = await chat.bot.library.open(None)
    channel = chat.bot.get_channel(chat.channel.id)
    await channel.send(view=render_results(shelf.search(Query()), None, 1, words))
    return chat.read_last()


async def test_an_answer_is_for_the_person_who_asked(small_chat: Any) -> None:
    page = await small_chat.ask("latest")
    assert page.ephemeral
    assert small_chat.channel.history() == []


async def test_whoever_turns_a_page_for_everybody_gets_it_alone(small_chat: Any, words: Words) -> None:
    public = await post(small_chat, words)
    mine = await small_chat.press(public, "Next")
    assert mine.ephemeral
    assert "Page 2 of 3" in mine.labels
    assert "Page 1 of 3" in small_chat.read_last().labels


async def test_the_person_who_asked_for_a_page_for_everybody_turns_it_for_everybody(
    small_chat: Any, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.commands.browsing.answer", answer_everybody)
    await small_chat.ask("latest")
    public = small_chat.read_last()
    turned = await small_chat.press(public, "Next")
    assert not turned.ephemeral
    assert "Page 2 of 3" in small_chat.read_last().labels
    other = await small_chat.join("bob").press(small_chat.read_last(), "Next")
    assert other.ephemeral
    assert "Page 3 of 3" in other.labels
    assert "Page 2 of 3" in small_chat.read_last().labels


async def answer_everybody(interaction: Any, screen: Any) -> None:
    await interaction.response.send_message(view=screen)


@pytest.mark.parametrize("command", ["latest", "help", "about", "category"])
async def test_nothing_of_an_answer_is_kept(command: str, small_chat: Any) -> None:
    for _ in range(3):
        await small_chat.ask(command)
    store = small_chat.bot._connection._view_store
    assert (store._views, store._synced_message_views, store._modals) == ({}, {}, {})


async def test_a_second_answer_to_one_question_stands_below_the_first(
    small_chat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def twice(interaction: Any, screen: Any) -> None:
        await answer(interaction, screen)
        await answer(interaction, screen)

    monkeypatch.setattr("bot.commands.browsing.answer", twice)
    result = await small_chat.person.slash(small_chat.channel, "latest")
    assert [message.ephemeral for message in (result.response, *result.followups)] == [True, True]
