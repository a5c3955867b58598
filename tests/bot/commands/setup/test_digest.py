from collections.abc import Callable
from typing import Any

import discord
import pytest
from simcord.components import walk_components


def find_menu(panel: Any, step: str) -> str:
    every = (str(one.get("custom_id", "")) for one in walk_components(panel.message.components))
    return next(each for each in every if each.startswith(f"setup:{step}:"))


async def open_panel(chat: Any) -> Any:
    return await chat.press(await chat.ask("setup"), "Make a digest")


async def choose_channel(chat: Any, panel: Any, channel: Any) -> Any:
    result = await chat.person.select(panel.message, [channel], custom_id=find_menu(panel, "channel"))
    return chat._answer_to(result, panel)


async def test_a_guild_is_led_from_channel_to_digest_though_the_bot_restarts_between_steps(
    keeper: Any, stored: Callable[[Any], Any]
) -> None:
    panel = await open_panel(keeper)
    assert panel.ephemeral
    assert set(panel.disabled) == {"Test post", "Create the digest"}
    await keeper.restart()
    panel = await choose_channel(keeper, panel, keeper.channel)
    assert "I can post there" in panel.text
    assert panel.disabled == ()
    await keeper.restart()
    panel = await keeper.choose(panel, "daily 09:00")
    panel = await keeper.choose(panel, "Europe/Berlin")
    await keeper.restart()
    panel = await keeper.choose(panel, "zh-CN")
    assert f"<#{keeper.channel.id}>" in panel.text
    tested = await keeper.press(panel, "Test post")
    assert "The test post is there: https://discord.com/channels/" in tested.text
    assert "测试消息" in keeper.read_last().text
    made = await keeper.press(panel, "Create the digest")
    assert "The digest is made" in made.text
    assert "has this very digest already" in (await keeper.press(panel, "Create the digest")).text
    (digest,) = await stored(keeper)
    choices = digest.choices
    assert (choices.cadence, choices.timezone, choices.language) == ("daily 09:00", "Europe/Berlin", "zh-CN")
    assert digest.place.channel_id == keeper.channel.id


async def test_a_zone_that_the_menu_lacks_is_asked_for(keeper: Any) -> None:
    panel = await open_panel(keeper)
    refused = await keeper.send_form(await keeper.show_form(panel, "Other time zone"), panel, "Mars")
    assert "No time zone is called “Mars”" in refused.text
    turned = await keeper.send_form(await keeper.show_form(panel, "Other time zone"), panel, "africa/nairobi")
    assert "**Time zone:** Africa/Nairobi" in turned.text
    turned = await keeper.choose(turned, "hourly")
    assert "**Time zone:** Africa/Nairobi" in turned.text


async def test_what_the_bot_lacks_in_the_channel_is_named_on_the_panel(keeper: Any, deny: Callable[..., Any]) -> None:
    closed = deny("closed", send_messages=True, read_message_history=True)
    panel = await choose_channel(keeper, await open_panel(keeper), closed)
    assert "**Send Messages**, **Read Message History**" in panel.text
    assert set(panel.disabled) == {"Test post", "Create the digest"}


async def test_a_test_post_that_discord_refuses_is_told_by_its_name(keeper: Any) -> None:
    panel = await choose_channel(keeper, await open_panel(keeper), keeper.channel)
    keeper.env.inject_error("POST", f"/channels/{keeper.channel.id}/messages", status=403, code=50013)
    reply = await keeper.press(panel, "Test post")
    assert f"Discord refused the test post in <#{keeper.channel.id}>" in reply.text


async def test_a_test_post_goes_to_a_forum_as_a_post(keeper: Any) -> None:
    forum = keeper.person.guild.create_forum_channel("forum")
    panel = await choose_channel(keeper, await open_panel(keeper), forum)
    assert "The test post is there" in (await keeper.press(panel, "Test post")).text
    assert [thread.name for thread in forum.threads] == ["Test post"]


async def test_only_who_may_manage_the_guild_uses_the_panel(keeper: Any, stored: Callable[[Any], Any]) -> None:
    panel = await choose_channel(keeper, await open_panel(keeper), keeper.channel)
    assert "setup" not in keeper.join("eve").person.available_commands(keeper.channel)
    keeper.env.backend.get_guild(keeper.person.guild.id).members[keeper.person.id].role_ids.clear()
    reply = await keeper.press(panel, "Create the digest")
    assert "You may not use this here" in reply.text
    assert await stored(keeper) == ()


async def test_a_channel_that_went_meanwhile_is_told(keeper: Any) -> None:
    gone = keeper.person.guild.create_text_channel("gone")
    panel = await choose_channel(keeper, await open_panel(keeper), gone)
    channel = keeper.bot.get_channel(gone.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.delete()
    assert "Choose a channel first" in (await keeper.press(panel, "Create the digest")).text


@pytest.mark.parametrize("state", ["x~weekly mon 09:00~UTC~en-US", "7~~UTC"])
async def test_a_panel_of_another_version_asks_for_the_command_again(
    state: str, keeper: Any, screens: Callable[..., Any]
) -> None:
    panel = await screens(keeper, discord.ui.Button(label="Go", custom_id=f"setup:create:{state}"))
    assert "Please run the command again" in (await keeper.press(panel, "Go")).text
