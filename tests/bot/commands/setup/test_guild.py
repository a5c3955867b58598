"""What a guild chooses of what its members see."""

from datetime import datetime
from typing import Any

import discord
import pytest
from simcord.components import walk_components

from data.formats import parse_document
from storage.database import Database
from storage.guilds import GuildChoices, load_choices
from storage.importing import import_document
from storage.search.words import has_chinese

OTHER = "# Other\n\n## Pans\n\n|Date|Title|Paper|Code|\n|:-|:-|:-|:-|\n|2024.01|[Pan] Pans|[[pdf]](https://arxiv.org/abs/2402.00001)|-|\n"


@pytest.fixture
async def other(small: Database, now: datetime) -> None:
    """A second list, named "other", with one paper."""
    async with small.write() as session:
        await import_document(session, "other", parse_document(OTHER), now, None)


async def open_panel(chat: Any, label: str) -> Any:
    return await chat.press(await chat.ask("setup"), label)


async def chosen(database: Database, chat: Any) -> GuildChoices:
    async with database.read() as session:
        return await load_choices(session, chat.person.guild.id)


async def select(chat: Any, panel: Any, values: list[Any]) -> Any:
    """Chooses several, or none, from the first menu of a panel."""
    menu = next(one for one in walk_components(panel.message.components) if one["type"] in (3, 8))
    result = await chat.person.select(panel.message, values, custom_id=menu["custom_id"])
    return chat._answer_to(result, panel)


async def test_the_language_is_chosen_and_given_up(keeper: Any, small: Database) -> None:
    panel = await open_panel(keeper, "Choose the language")
    panel = await keeper.choose(panel, "zh-CN")
    assert (await chosen(small, keeper)).language == "zh-CN"
    shared = await keeper.press(await keeper.ask("latest"), "Share")
    assert has_chinese(shared.text)
    assert "Chinese" in (await keeper.press(panel, "Back")).text
    await keeper.choose(await open_panel(keeper, "Choose the language"), "automatic")
    assert (await chosen(small, keeper)).language == ""
    assert not has_chinese((await keeper.press(await keeper.ask("latest"), "Share")).text)


async def test_a_mention_is_answered_in_the_language_that_was_chosen(keeper: Any) -> None:
    await keeper.choose(await open_panel(keeper, "Choose the language"), "zh-CN")
    await keeper.person.send(keeper.channel, f"<@{keeper.bot.user.id}> how many papers are there?")
    assert has_chinese(keeper.read_last().text)


async def test_the_lists_are_chosen_one_by_one_and_all_again(keeper: Any, small: Database, other: None) -> None:
    panel = await open_panel(keeper, "Choose the lists")
    assert "every list" in panel.text
    panel = await select(keeper, panel, ["other"])
    assert (await chosen(small, keeper)).lists == frozenset({"other"})
    assert "Kettles: not seen, 12 papers" in panel.text.replace("*", "")
    assert "**1 paper**" in (await keeper.ask("latest")).text
    panel = await keeper.press(panel, "See every list")
    assert (await chosen(small, keeper)).lists is None
    assert panel.disabled == ("See every list",)
    assert "**13 papers**" in (await keeper.ask("latest")).text


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("search", {"query": "kettle"}),
        ("paper", {"title": "Trick3"}),
        ("similar", {"paper": "Trick3"}),
        ("category", {}),
        ("published", {"since": "2024"}),
        ("latest", {}),
        ("changes", {}),
        ("ask", {"question": "how many papers are there?"}),
        ("follow paper", {"title": "Trick3"}),
    ],
)
async def test_a_guild_that_sees_no_list_is_told_what_to_do(
    command: str, options: Any, keeper: Any, other: None
) -> None:
    page = await keeper.ask("latest")
    panel = await select(keeper, await open_panel(keeper, "Choose the lists"), [])
    assert "sees no list" in panel.text
    kind = "This guild shows none of my lists at the moment. Who manages it can choose some with /setup"
    answered = await keeper.ask(command, **options)
    assert answered.ephemeral
    assert answered.text.startswith(kind)
    for label in ("Next", "Open 1", "Share"):
        assert (await keeper.press(page, label)).text.startswith(kind)
    assert await keeper.type("paper", "title", "trick") == []
    for harmless in ("help", "about", "following"):
        assert not (await keeper.ask(harmless)).text.startswith(kind)


async def test_a_mention_in_a_guild_that_sees_no_list_is_told_the_same(keeper: Any) -> None:
    await select(keeper, await open_panel(keeper, "Choose the lists"), [])
    await keeper.person.send(keeper.channel, f"<@{keeper.bot.user.id}> how many papers are there?")
    assert keeper.read_last().text.startswith("This guild shows none of my lists")


async def test_public_channels_are_chosen_and_given_up(keeper: Any, small: Database) -> None:
    panel = await open_panel(keeper, "Choose public channels")
    panel = await select(keeper, panel, [keeper.channel])
    assert (await chosen(small, keeper)).public_channels == {keeper.channel.id}
    assert f"<#{keeper.channel.id}>" in panel.text
    assert not (await keeper.ask("latest")).ephemeral
    await select(keeper, panel, [])
    assert (await keeper.ask("latest")).ephemeral


async def test_a_channel_in_which_the_bot_may_not_speak_is_named(keeper: Any, deny: Any) -> None:
    closed = deny("closed", send_messages=True)
    panel = await select(keeper, await open_panel(keeper, "Choose public channels"), [closed])
    assert f"I may not write in <#{closed.id}>, so answers stay private there." in panel.text


async def test_a_channel_that_is_gone_is_not_offered_any_more(keeper: Any) -> None:
    gone = keeper.person.guild.create_text_channel("gone")
    panel = await select(keeper, await open_panel(keeper, "Choose public channels"), [gone])
    channel = keeper.bot.get_channel(gone.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.delete()
    assert f"<#{gone.id}>" not in (await open_panel(keeper, "Choose public channels")).text
    assert f"<#{gone.id}>" in panel.text


async def test_who_may_no_longer_manage_the_guild_chooses_nothing(keeper: Any, small: Database) -> None:
    panel = await open_panel(keeper, "Choose the language")
    keeper.env.backend.get_guild(keeper.person.guild.id).members[keeper.person.id].role_ids.clear()
    assert "You may not use this here" in (await keeper.choose(panel, "zh-CN")).text
    assert (await chosen(small, keeper)).language == ""
