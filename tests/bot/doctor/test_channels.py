from collections.abc import Awaitable, Callable
from datetime import datetime

import discord
import pytest

from bot.doctor.channels import examine_channels, judge_permissions
from bot.doctor.finding import Condition
from storage.database import Database
from storage.digests.subscription import Choices, PauseReason, Place, Target
from storage.digests.subscriptions import create_subscription, pause_subscription
from tests.bot.delivery.conftest import FakeDiscord

Follow = Callable[[int], Awaitable[int]]


@pytest.fixture
def follow(database: Database, now: datetime) -> Follow:
    async def make(channel: int) -> int:
        async with database.write() as session:
            place = Place(Target.TEXT, 500, channel)
            made = await create_subscription(session, place, 7, Choices("hourly"), next_at=now, now=now, most=9)
            return made.id

    return make


async def test_a_channel_with_all_permissions_needs_no_line(
    client: discord.Client, database: Database, follow: Follow
) -> None:
    await follow(700)
    (found,) = await examine_channels(client, database)
    assert found.condition is Condition.OK
    assert found.seen == "1 of 1 channels with digests are usable."


async def test_each_channel_says_what_is_wrong_and_what_to_do(
    client: discord.Client, fake: FakeDiscord, database: Database, follow: Follow, now: datetime
) -> None:
    for channel in (700, 701, 702):
        number = await follow(channel)
        fake.channel(channel)
    deny = discord.Permissions(send_messages=True, read_message_history=True).value
    fake.channels[700]["permission_overwrites"] = [{"id": "500", "type": 0, "allow": "0", "deny": str(deny)}]
    fake.gone.add(701)
    async with database.write() as session:
        await pause_subscription(session, number, PauseReason.NO_ACCESS, now)
    lacking, gone, resting, log, rest = await examine_channels(client, database, log_channel=701)
    assert "lacks: Send Messages, Read Message History" in lacking.seen
    assert "is gone" in gone.seen
    assert resting.condition is Condition.WARNING
    assert "LOG_CHANNEL" in log.advice
    assert rest.seen.startswith("0 of 3")
    assert all(each.advice for each in (lacking, gone, resting, log))


def test_a_forum_and_a_thread_want_what_they_want() -> None:
    none = discord.Permissions.none()
    assert judge_permissions(Target.THREAD, none) == (
        "View Channel",
        "Send Messages in Threads",
        "Read Message History",
    )
    assert "Send Messages in Threads" in judge_permissions(Target.FORUM, discord.Permissions(send_messages=True))
