"""A guild with members of several kinds, and the few words in which tests talk about digests."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord
import pytest

from storage.database import Database
from storage.digests.subscription import Subscription
from storage.digests.subscriptions import load_subscriptions

MANAGES = discord.Permissions(manage_channels=True, manage_guild=True)


@pytest.fixture
def keeper(small_chat: Any) -> Any:
    """A member who may manage all channels, in a channel called "papers" where the bot may do what it needs."""
    guild = small_chat.person.guild
    role = guild.create_role("keepers", permissions=MANAGES)
    member = guild.add_member(small_chat.env.create_user("kim"), roles=[role])
    return replace(small_chat, person=member)


@pytest.fixture
def stored(small: Database) -> Callable[[Any], Any]:
    """The digests of the guild as they are kept."""

    async def load(chat: Any) -> tuple[Subscription, ...]:
        async with small.read() as session:
            return await load_subscriptions(session, chat.person.guild.id)

    return load


@pytest.fixture
def make(keeper: Any) -> Callable[..., Any]:
    """Makes a digest in the keeper's channel."""

    async def made(**options: Any) -> Any:
        reply = await keeper.ask("digest create", **{"channel": keeper.channel, **options})
        assert "The digest is made" in reply.text, reply.text
        return reply

    return made


@pytest.fixture
def deny(keeper: Any) -> Callable[..., Any]:
    """A channel in which the bot lacks permissions."""

    def denied(name: str, **permissions: bool) -> Any:
        overwrite = discord.PermissionOverwrite(**dict.fromkeys(permissions, False))
        return keeper.person.guild.create_text_channel(name, overwrites={keeper.person.guild.me: overwrite})

    return denied
