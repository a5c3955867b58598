"""Sharing: what one person saw, for everybody, in the language of the guild."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
import pytest
from discord import ui

from bot.commands import DYNAMIC_ITEMS
from bot.commands.presses import Showing
from storage.search.words import has_chinese

SHOWN = [
    ("latest", {}),
    ("search", {"query": "kettle"}),
    ("search", {"query": "Trick3"}),
    ("paper", {"title": "Trick3"}),
    ("similar", {"paper": "Trick3"}),
    ("category", {}),
    ("category", {"name": "Kettles"}),
    ("published", {"since": "2024"}),
    ("ask", {"question": "how many papers are there?"}),
    ("help", {}),
    ("about", {}),
    ("stats", {}),
]


@pytest.mark.parametrize(("command", "options"), SHOWN)
async def test_an_answer_is_shared_as_it_is_after_a_restart(
    command: str, options: dict[str, str], small_chat: Any
) -> None:
    mine = await small_chat.ask(command, **options)
    await small_chat.restart()
    shared = await small_chat.press(mine, "Share")
    assert not shared.ephemeral
    assert shared.text == f"{mine.text}\n-# Shared by <@{small_chat.person.id}>"
    assert "Share" not in shared.labels
    assert small_chat.read_last().text == shared.text


async def test_a_later_page_is_shared_and_turned_for_everybody_by_who_shared_it(small_chat: Any) -> None:
    second = await small_chat.press(await small_chat.ask("latest"), "Next")
    shared = await small_chat.press(second, "Share")
    assert "**6. Trick7**" in shared.text
    turned = await small_chat.press(shared, "Next")
    assert "**11. " in turned.text
    assert "**11. " in small_chat.read_last().text
    alone = await small_chat.join("bob").press(small_chat.read_last(), "Previous")
    assert alone.ephemeral
    assert "**11. " in small_chat.read_last().text


async def test_a_card_that_opened_below_can_be_shared(small_chat: Any) -> None:
    card = await small_chat.press(await small_chat.ask("latest"), "Open 3")
    assert (await small_chat.press(card, "Share")).text.startswith("## Speculative pruning of kettle number 10")


@pytest.mark.parametrize("label", ["BibTeX", "RIS", "History"])
async def test_what_a_card_leads_to_can_be_shared(label: str, small_chat: Any) -> None:
    mine = await small_chat.press(await small_chat.ask("paper", title="Trick3"), label)
    shared = await small_chat.press(mine, "Share")
    assert shared.text.startswith(mine.text)
    assert not shared.ephemeral


async def test_what_is_shared_speaks_the_language_of_the_guild(small_chat: Any, choose: Callable[..., Any]) -> None:
    mine = await small_chat.ask("paper", title="Trick3")
    await choose(language="zh-CN")
    shared = await small_chat.press(mine, "Share")
    assert has_chinese(shared.text)


@pytest.mark.parametrize(
    ("who", "sentence"), [("member", "You may not write in this channel"), ("bot", "I may not write in this channel")]
)
async def test_where_member_or_bot_may_not_speak_sharing_is_declined_kindly(
    who: str, sentence: str, small_chat: Any
) -> None:
    guild = small_chat.person.guild
    silenced = guild.me if who == "bot" else small_chat.person
    quiet = guild.create_text_channel("quiet", overwrites={silenced: discord.PermissionOverwrite(send_messages=False)})
    there = replace(small_chat, channel=quiet)
    reply = await there.press(await there.ask("latest"), "Share")
    assert reply.ephemeral
    assert reply.text.startswith(sentence)
    assert quiet.history() == []


async def test_in_a_direct_message_there_is_nobody_to_share_with(small_chat: Any) -> None:
    result = await small_chat.person.user.slash("latest")
    assert "Share" not in str(result.response.components)


async def test_what_is_no_longer_there_is_said_to_the_one_who_shares(small_chat: Any, refill: Any) -> None:
    card = await small_chat.ask("paper", title="Trick12")
    await refill(range(1, 12))
    reply = await small_chat.press(card, "Share")
    assert reply.ephemeral
    assert "is not on the lists any more" in reply.text
    assert small_chat.channel.history() == []


async def test_an_address_of_another_version_asks_for_the_command_again(
    small_chat: Any, screens: Callable[..., Any]
) -> None:
    old = await screens(small_chat, ui.Button(label="Share", custom_id="all:gone:7"))
    reply = await small_chat.press(old, "Share")
    assert reply.ephemeral
    assert "Please run the command again" in reply.text


async def test_a_screen_that_is_for_one_person_has_no_such_button(small_chat: Any) -> None:
    assert "Share" not in (await small_chat.ask("following")).labels
    assert "Share" not in (await small_chat.ask("search", query="zzqx")).labels


def test_everything_that_can_be_shared_is_known_to_the_client() -> None:
    assert sum(issubclass(item, Showing) for item in DYNAMIC_ITEMS) >= 6
