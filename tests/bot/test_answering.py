"""Who sees an answer, and in which language."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.answering import answer
from bot.screens.results import render_results
from bot.texts import Words
from data.query.query import Query
from storage.search.words import has_chinese


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
    small_chat: Any, choose: Callable[..., Any]
) -> None:
    await choose(public={small_chat.channel.id})
    public = await small_chat.ask("latest")
    assert not public.ephemeral
    turned = await small_chat.press(public, "Next")
    assert not turned.ephemeral
    assert "Page 2 of 3" in small_chat.read_last().labels
    other = await small_chat.join("bob").press(small_chat.read_last(), "Next")
    assert other.ephemeral
    assert "Page 3 of 3" in other.labels
    assert "Page 2 of 3" in small_chat.read_last().labels


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("latest", {}),
        ("search", {"query": "kettle"}),
        ("paper", {"title": "Trick3"}),
        ("similar", {"paper": "Trick3"}),
        ("category", {}),
        ("published", {"since": "2024"}),
        ("changes", {}),
        ("ask", {"question": "how many papers are there?"}),
        ("help", {}),
        ("about", {}),
        ("random", {}),
        ("stats", {}),
    ],
)
async def test_in_a_public_channel_everybody_sees_answers_in_the_language_of_the_guild(
    command: str, options: dict[str, str], small_chat: Any, choose: Callable[..., Any]
) -> None:
    private = await small_chat.ask(command, **options)
    await choose(public={small_chat.channel.id}, language="zh-CN")
    public = await small_chat.ask(command, **options)
    assert (private.ephemeral, public.ephemeral) == (True, False)
    assert "Share" not in public.labels
    assert "分享" not in public.labels
    assert has_chinese(public.text)
    assert not has_chinese(private.text)


async def test_what_opens_below_a_public_answer_is_for_the_one_who_pressed_in_their_language(
    small_chat: Any, choose: Callable[..., Any]
) -> None:
    await choose(public={small_chat.channel.id}, language="zh-CN")
    public = await small_chat.ask("latest")
    card = await small_chat.press(public, "打开第 1 篇")
    assert card.ephemeral
    assert not has_chinese(card.text)
    turned = await small_chat.press(public, "下一页")
    assert has_chinese(turned.text), "the page of everybody keeps the language of the guild"


async def test_a_thread_is_as_public_as_its_channel(small_chat: Any, choose: Callable[..., Any]) -> None:
    await choose(public={small_chat.channel.id})
    message = await small_chat.bot.get_channel(small_chat.channel.id).send("x")
    thread = await message.create_thread(name="talk")
    there = replace(
        small_chat,
        channel=ChannelHandle(small_chat.env, small_chat.person.guild, small_chat.env.backend.get_channel(thread.id)),
    )
    assert not (await there.ask("latest")).ephemeral


@pytest.mark.parametrize("who", ["member", "bot"])
async def test_where_member_or_bot_may_not_speak_a_public_channel_answers_in_private(
    who: str, small_chat: Any, choose: Callable[..., Any]
) -> None:
    guild = small_chat.person.guild
    silenced = guild.me if who == "bot" else small_chat.person
    overwrite = discord.PermissionOverwrite(send_messages=False)
    quiet = guild.create_text_channel("quiet", overwrites={silenced: overwrite})
    await choose(public={quiet.id})
    assert (await replace(small_chat, channel=quiet).ask("latest")).ephemeral


async def test_a_locale_that_we_lack_reads_english(small_chat: Any, choose: Callable[..., Any]) -> None:
    await choose(language="xx-XX", public={small_chat.channel.id})
    assert "Latest additions" in (await small_chat.ask("latest")).text


@pytest.mark.parametrize("command", ["latest", "help", "about", "category"])
async def test_nothing_of_an_answer_is_kept(command: str, small_chat: Any) -> None:
    for _ in range(3):
        await small_chat.ask(command)
    store = small_chat.bot._connection._view_store
    assert (store._views, store._synced_message_views, store._modals) == ({}, {}, {})


async def test_a_second_answer_to_one_question_stands_below_the_first(
    small_chat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def twice(interaction: Any, screen: Any, *more: Any) -> None:
        await answer(interaction, screen, *more)
        await answer(interaction, screen, *more)

    monkeypatch.setattr("bot.commands.browsing.answer", twice)
    result = await small_chat.person.slash(small_chat.channel, "latest")
    assert [message.ephemeral for message in (result.response, *result.followups)] == [True, True]


@pytest.mark.parametrize("public", [False, True])
async def test_an_answer_that_takes_longer_than_a_moment_is_announced_and_comes(
    public: bool, small_chat: Any, choose: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    await choose(public={small_chat.channel.id} if public else set())
    monkeypatch.setattr("bot.answering._MOMENT_SECONDS", 0.0)
    result = await small_chat.person.slash(small_chat.channel, "ask", question="how many papers are there?")
    assert result.acknowledged
    (late,) = result.followups or [result.response]
    assert late.ephemeral is not public
    assert "12" in str(late.components)


async def test_a_page_that_takes_longer_than_a_moment_still_comes_in_its_place(
    small_chat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = await small_chat.ask("ask", question="papers with code from 2024")
    monkeypatch.setattr("bot.answering._MOMENT_SECONDS", 0.0)
    wider = await small_chat.press(reply, next(label for label in reply.labels if label.startswith("Without")))
    assert wider.message.id == reply.message.id
    assert wider.text != reply.text
