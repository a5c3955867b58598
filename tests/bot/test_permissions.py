import discord
import pytest

from bot.permissions import fetch_permissions
from tests.bot.delivery.conftest import FakeDiscord, client, fake

__all__ = ["client", "fake"]


async def test_the_permissions_are_those_of_the_channel(fake: FakeDiscord, client: discord.Client) -> None:
    allowed = await fetch_permissions(client, 500, 700)
    assert allowed.send_messages
    assert allowed.read_message_history
    denied = discord.Permissions(read_message_history=True).value
    fake.channels[700]["permission_overwrites"] = [{"id": "500", "type": 0, "allow": "0", "deny": str(denied)}]
    assert not (await fetch_permissions(client, 500, 700)).read_message_history


async def test_a_thread_has_those_of_its_channel(fake: FakeDiscord, client: discord.Client) -> None:
    fake.channel(700)
    fake.channels[701] = {
        "id": "701", "type": 11, "guild_id": "500", "parent_id": "700", "owner_id": "1", "name": "thread",
        "message_count": 0, "member_count": 0, "rate_limit_per_user": 0, "flags": 0, "last_message_id": None,
        "thread_metadata": {
            "archived": False, "auto_archive_duration": 60, "archive_timestamp": "2026-01-01T00:00:00+00:00",
        },
    }  # fmt: skip
    fake.permissions = discord.Permissions(view_channel=True, send_messages_in_threads=True).value
    assert (await fetch_permissions(client, 500, 701)).send_messages


async def test_a_channel_that_is_gone_is_told(fake: FakeDiscord, client: discord.Client) -> None:
    fake.gone.add(700)
    with pytest.raises(discord.NotFound):
        await fetch_permissions(client, 500, 700)
