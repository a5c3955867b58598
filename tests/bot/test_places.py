"""What cannot be reached through a command is tried here; the rest in the tests of /digest create."""

from typing import Any

import discord
import pytest

from bot.places import KINDS, check_bot, find_channel, find_missing, may_manage, read_place
from bot.refusals import ChannelUnsuitable, Need, ThreadLocked
from storage.digests.subscription import Target


async def open_thread(chat: Any, **options: Any) -> discord.Thread:
    channel = chat.bot.get_channel(chat.channel.id)
    thread = await channel.create_thread(name="talk", **{"type": discord.ChannelType.public_thread, **options})
    assert isinstance(thread, discord.Thread)
    return thread


async def test_each_kind_of_channel_is_a_place_of_its_own(small_chat: Any) -> None:
    guild = small_chat.person.guild
    made = {
        Target.TEXT: guild.create_text_channel("text"),
        Target.ANNOUNCEMENT: guild.create_news_channel("news"),
        Target.FORUM: guild.create_forum_channel("forum"),
    }
    cached = small_chat.bot.get_guild(guild.id)
    for target, handle in made.items():
        channel = await find_channel(cached, handle.id)
        assert channel is not None
        assert read_place(channel).target is target
        assert (read_place(channel).guild_id, read_place(channel).channel_id) == (guild.id, handle.id)
        assert channel.type in KINDS
    assert read_place(await open_thread(small_chat)).target is Target.THREAD


async def test_what_takes_no_digests_is_refused_and_what_is_gone_is_none(small_chat: Any) -> None:
    guild = small_chat.person.guild
    cached = small_chat.bot.get_guild(guild.id)
    with pytest.raises(ChannelUnsuitable):
        await find_channel(cached, guild.create_voice_channel("voice").id)
    assert await find_channel(cached, 12345) is None
    assert await find_channel(cached, 12345, ask=False) is None
    assert await find_channel(cached, None) is None


async def test_a_thread_needs_its_own_permission_and_no_other_of_sending(small_chat: Any) -> None:
    thread = await open_thread(small_chat)
    assert thread.parent is not None
    assert find_missing(thread, None) == ()
    await thread.parent.set_permissions(thread.guild.me, send_messages_in_threads=False)
    assert find_missing(thread, None) == (Need.SEND_IN_THREADS,)


async def test_a_locked_thread_is_refused_where_the_bot_may_not_manage_threads(small_chat: Any) -> None:
    thread = await open_thread(small_chat)
    assert thread.parent is not None
    thread.locked = True
    await thread.parent.set_permissions(thread.guild.me, manage_threads=False)
    with pytest.raises(ThreadLocked):
        check_bot(thread, None)
    await thread.parent.set_permissions(thread.guild.me, manage_threads=True)
    check_bot(thread, None)


async def test_a_private_thread_needs_an_invitation(small_chat: Any) -> None:
    thread = await open_thread(small_chat, type=discord.ChannelType.private_thread)
    assert thread.parent is not None
    thread.me = None
    await thread.parent.set_permissions(thread.guild.me, manage_threads=False)
    assert find_missing(thread, None) == (Need.INVITATION,)


async def test_a_channel_that_is_gone_is_managed_by_who_may_manage_all(small_chat: Any) -> None:
    guild = small_chat.person.guild
    cached = small_chat.bot.get_guild(guild.id)
    role = guild.create_role("keepers", permissions=discord.Permissions(manage_channels=True))
    keeper = guild.add_member(small_chat.env.create_user("kim"), roles=[role])
    members = [await cached.fetch_member(each.id) for each in (keeper, small_chat.person)]
    assert [may_manage(member, None) for member in members] == [True, False]
    channel = cached.get_channel(small_chat.channel.id)
    assert [may_manage(member, channel) for member in members] == [True, False]
    await channel.set_permissions(members[0], view_channel=False)
    assert not may_manage(members[0], channel)
