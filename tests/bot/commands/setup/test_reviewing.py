"""Where submissions are reviewed, and by whom."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import pytest
from simcord.components import walk_components

from storage.submissions.reviewing import load_review_settings
from storage.submissions.rules import ReviewSettings

if TYPE_CHECKING:
    from tests.bot.conftest import Chat


@pytest.fixture
def keeper(small_chat: "Chat") -> "Chat":
    guild = small_chat.person.guild
    role = guild.create_role("keepers", permissions=discord.Permissions(manage_guild=True))
    person = guild.add_member(small_chat.env.create_user("kim"), roles=[role])
    return replace(small_chat, person=person)


async def load(chat: "Chat") -> ReviewSettings:
    async with chat.bot.database.read() as session:
        return await load_review_settings(session, chat.person.guild.id)


def menu_of(reply: Any, what: str) -> str:
    ids = (str(one.get("custom_id", "")) for one in walk_components(reply.message.components))
    return next(one for one in ids if one == f"reviewing:{what}")


async def test_channel_roles_and_members_are_chosen_one_by_one(keeper: "Chat") -> None:
    guild = keeper.person.guild
    panel = await keeper.press(await keeper.ask("setup"), "Choose reviewers")
    assert "none; they wait in /submissions queue" in panel.text
    role = guild.create_role("reviewers")
    for what, chosen in (("channel", keeper.channel), ("roles", role), ("members", keeper.person)):
        await keeper.person.select(panel.message, [chosen], custom_id=menu_of(panel, what))
    settings = await load(keeper)
    assert settings.channel_id == keeper.channel.id
    assert (set(settings.role_ids), set(settings.member_ids)) == ({role.id}, {keeper.person.id})
    after = await keeper.press(await keeper.ask("setup"), "Choose reviewers")
    assert f"<@&{role.id}>" in after.text
    await keeper.press(after, "No review channel")
    assert (await load(keeper)).channel_id is None
