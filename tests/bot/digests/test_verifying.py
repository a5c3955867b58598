import json
from datetime import datetime, timedelta
from typing import Any

import discord
import pytest
from sqlalchemy import select

from bot.delivery.pace import Pace
from bot.delivery.requests import Requests
from bot.digests.composing import compose, message_body
from bot.digests.running import run_due
from bot.digests.verifying import Verifying
from bot.texts import Texts
from storage.catalog import load_categories
from storage.database import Database
from storage.digests.claiming import count_pending
from storage.digests.errors import ForeignMessages
from storage.digests.gaps import begin, get_database_name
from storage.digests.subscription import Subscription
from storage.digests.subscriptions import find_subscription
from storage.digests.tables import DeliveryRow
from storage.digests.window import WindowReader
from tests.bot.delivery.conftest import ME, FakeDiscord, client, fake
from tests.bot.digests.conftest import CHANNEL, Publish, Subscribe

__all__ = ["client", "fake"]

TEXTS = Texts.load()
DAY = timedelta(days=1)


@pytest.fixture
async def lost(
    publish: Publish, subscribe: Subscribe, database: Database, fake: FakeDiscord, now: datetime
) -> Subscription:
    """A digest whose last message this database has forgotten, as after a restored backup: its channel shows papers 12
    and 13, which the lists tell of anew, and paper 14 came later."""
    await publish(range(1, 12))
    subscription: Subscription = await subscribe()
    await publish(range(1, 14))
    async with database.write() as session:
        window, name = await WindowReader(session).read(subscription), await get_database_name(session)
        categories = await load_categories(session)
    (part,) = compose(subscription, window, categories, TEXTS.speak("en-US"), name)
    body = marked_as(message_body(part.screen), f"{subscription.id}_forgotten")
    fake.say(CHANNEL, body, number=snowflake(now + timedelta(hours=5)))
    await publish(range(1, 15))
    return subscription


def marked_as(body: dict[str, Any], mark: str) -> dict[str, Any]:
    replaced: dict[str, Any] = json.loads(json.dumps(body).replace(':mark"', f':{mark}"'))
    return replaced


def snowflake(at: datetime) -> int:
    return discord.utils.time_snowflake(at)


async def verify(database: Database, client: discord.Client, gap_at: datetime, now: datetime) -> None:
    await Verifying(client, database, Requests(client.http, Pace(1000)), gap_at).verify_due(lambda: now)


async def test_what_a_channel_shows_is_not_told_again_after_a_restored_backup(
    lost: Subscription, database: Database, client: discord.Client, now: datetime
) -> None:
    gap, due = now + timedelta(hours=8), now + DAY
    assert await run_due(database, lambda: due, TEXTS, gap) == 0, "not before its channel was read"
    await verify(database, client, gap, due)
    assert await run_due(database, lambda: due, TEXTS, gap) == 1
    async with database.read() as session:
        served = await find_subscription(session, lost.id)
        assert await count_pending(session) == 1
        assert served is not None
        window = await WindowReader(session).read(served)
    assert window.items == ()
    async with database.read() as session:
        payload = str((await session.execute(select(DeliveryRow.payload))).scalar_one())
    assert "kettle number 14" in payload
    assert "kettle number 12" not in payload
    assert "kettle number 13" not in payload


async def test_a_second_database_under_the_same_token_is_found(
    lost: Subscription, fake: FakeDiscord, database: Database, client: discord.Client, now: datetime
) -> None:
    gap = now + timedelta(hours=1)  # the message came hours after this process began
    with pytest.raises(ForeignMessages) as found:
        await verify(database, client, gap, now + DAY)
    assert found.value.channel_id == CHANNEL


async def test_messages_of_others_and_of_a_database_that_is_gone_mean_nothing(
    lost: Subscription, fake: FakeDiscord, database: Database, client: discord.Client, now: datetime
) -> None:
    (message,) = fake.messages[CHANNEL]
    fake.messages[CHANNEL] = []
    fake.say(CHANNEL, message, author=ME + 1, number=int(message["id"]))
    gap, due = now + timedelta(hours=8), now + DAY
    await verify(database, client, gap, due)
    async with database.read() as session:
        served = await find_subscription(session, lost.id)
        assert served is not None
        assert len((await WindowReader(session).read(served)).items) == 3


@pytest.mark.parametrize(("status", "is_lasting"), [(403, True), (404, True), (500, False), (503, False)])
async def test_a_channel_that_cannot_be_read_is_read_later_or_left_to_sending(
    status: int,
    is_lasting: bool,
    lost: Subscription,
    fake: FakeDiscord,
    database: Database,
    client: discord.Client,
    now: datetime,
) -> None:
    fake.fault("GET", rf"/channels/{CHANNEL}/messages", status=status, body={"code": 50001, "message": "no"})
    gap, due = now + timedelta(hours=8), now + DAY
    await verify(database, client, gap, due)
    assert await run_due(database, lambda: due, TEXTS, gap) == is_lasting


async def test_a_gap_is_a_silence_and_a_jump_of_the_clock(database: Database, now: datetime) -> None:
    async with database.write() as session:
        assert await begin(session, now) is None
        assert await begin(session, now + timedelta(minutes=5)) is None
        assert await begin(session, now + DAY) == now + DAY
        assert await begin(session, now + DAY + timedelta(minutes=1)) == now + DAY
        assert await begin(session, now) == now
