import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from data.schema import Row
from storage.database import Database
from storage.digests import outbox
from storage.digests.absences import mark_left, mark_present
from storage.digests.delivery import Delivery, Part
from storage.digests.subscription import PauseReason, Place, Subscription, Target
from storage.digests.subscriptions import get_subscription, pause_subscription, resume_subscription
from storage.digests.tables import DeliveryRow
from storage.digests.window import WindowReader

if TYPE_CHECKING:
    from tests.storage.conftest import Import
    from tests.storage.digests.conftest import Look, Subscribe

LEASE = timedelta(seconds=65)
Post = Callable[..., object]


async def claim(database: Database, now: datetime, limit: int = 10) -> tuple[Delivery, ...]:
    async with database.write() as session:
        return await outbox.claim_deliveries(session, now, LEASE, limit)


async def post(database: Database, subscription: Subscription, now: datetime, parts: int = 1) -> None:
    async with database.write() as session:
        window = await WindowReader(session).read(subscription)
        messages = [
            Part(f"{subscription.id}_{window.upto}_{number}", {"message": {}}, window.items if number == 0 else ())
            for number in range(parts)
        ]
        await outbox.post_digest(session, subscription, window, messages, now)


async def send(database: Database, deliveries: Sequence[Delivery], now: datetime) -> None:
    async with database.write() as session:
        for delivery in deliveries:
            await outbox.mark_sent(session, delivery.id, channel_id=1, message_id=delivery.id + 1000, now=now)


@pytest.fixture
async def news(rows: Callable[..., list[Row]], import_rows: "Import") -> None:
    """A list that will have news."""
    await import_rows(*rows(*range(1, 13)))


async def test_what_was_posted_is_not_told_again(
    news: None, rows: Callable[..., list[Row]], import_rows: "Import", subscribe: "Subscribe", look: "Look",
    database: Database, now: datetime,
) -> None:  # fmt: skip
    subscription = await subscribe()
    await import_rows(*rows(*range(1, 15)))
    await post(database, subscription, now)
    assert (await look(subscription)).items == (), "not even from the old cursor: the ledger knows"


async def test_parts_leave_one_after_the_other_and_each_is_claimed_once(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(), now, parts=3)
    first = await claim(database, now)
    assert [delivery.part for delivery in first] == [1]
    assert await claim(database, now) == ()
    await send(database, first, now)
    assert [delivery.part for delivery in await claim(database, now)] == [2]


async def test_two_processes_never_hold_the_same_delivery(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    for channel in range(20):
        await post(database, await subscribe(channel=channel + 1, guild=channel), now)
    both = await asyncio.gather(claim(database, now, 15), claim(database, now, 15))
    ids = [delivery.id for claimed in both for delivery in claimed]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 15


async def test_a_lease_that_ran_out_leaves_the_delivery_in_doubt(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(), now)
    (first,) = await claim(database, now)
    assert (first.attempts, first.in_doubt) == (1, False)
    assert await claim(database, now + LEASE - timedelta(seconds=1)) == ()
    (second,) = await claim(database, now + LEASE)
    assert (second.attempts, second.in_doubt) == (2, True)


async def test_what_was_certainly_not_sent_is_not_in_doubt(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(), now)
    (first,) = await claim(database, now)
    async with database.write() as session:
        await outbox.mark_due(session, first.id, now + timedelta(minutes=1), "rate limited", in_doubt=False)
    assert await claim(database, now) == ()
    (second,) = await claim(database, now + timedelta(minutes=1))
    assert not second.in_doubt


async def test_a_receipt_counts_after_the_lease_ran_out(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(), now)
    (first,) = await claim(database, now)
    (second,) = await claim(database, now + LEASE)
    await send(database, [first], now + LEASE)
    async with database.write() as session:
        await outbox.mark_due(session, second.id, now, "late", in_doubt=True)
    assert await claim(database, now + 3 * LEASE) == ()


async def test_a_clock_that_was_wrong_holds_nothing_up(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(), now + timedelta(days=400))
    assert len(await claim(database, now + timedelta(days=400))) == 1
    assert len(await claim(database, now)) == 1


async def test_guilds_take_turns(news: None, subscribe: "Subscribe", database: Database, now: datetime) -> None:
    for channel in range(10):
        await post(database, await subscribe(guild=1, channel=channel + 1), now)
    await post(database, await subscribe(guild=2, channel=99), now + timedelta(seconds=1))
    await post(database, await subscribe(guild=3, channel=98), now + timedelta(seconds=1))
    at, served = now + timedelta(seconds=2), []
    for _ in range(5):
        claimed = await claim(database, at, 1)
        served += [delivery.place.guild_id for delivery in claimed]
        await send(database, claimed, at)
    assert served == [1, 2, 3, 1, 1]


async def test_what_rests_is_not_claimed_and_goes_on_afterwards(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    subscription = await subscribe()
    await post(database, subscription, now)
    async with database.write() as session:
        assert await pause_subscription(session, subscription.id, PauseReason.NO_ACCESS, now) is not None
        assert await pause_subscription(session, subscription.id, PauseReason.NO_ACCESS, now) is None
    assert await claim(database, now) == ()
    async with database.write() as session:
        await resume_subscription(session, subscription.id, 500, next_at=now, now=now)
    assert len(await claim(database, now)) == 1


async def test_a_guild_that_was_left_is_waited_for(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(), now)
    async with database.write() as session:
        await mark_left(session, 500, now)
    assert await claim(database, now) == ()
    async with database.write() as session:
        assert await mark_present(session, [500, 501]) == (500,)
    assert len(await claim(database, now)) == 1


async def test_a_person_is_told_of_each_occasion_once(database: Database, now: datetime) -> None:
    async with database.write() as session:
        first = await outbox.post_notice(session, "paused:1", "0_a", 42, {}, now)
        second = await outbox.post_notice(session, "paused:1", "0_b", 42, {}, now)
    assert (first, second) == (True, False)
    assert [delivery.place for delivery in await claim(database, now)] == [Place(Target.PERSON, user_id=42)]


async def test_leases_that_are_given_up_are_free_at_once_and_in_doubt(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(), now)
    (claimed,) = await claim(database, now)
    async with database.write() as session:
        await outbox.give_up_leases(session, [claimed.id], now)
    (again,) = await claim(database, now)
    assert again.in_doubt


async def test_another_channel_gets_what_waits_and_nothing_that_may_have_arrived(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    one, other = await subscribe(channel=1), await subscribe(channel=2)
    for subscription in (one, other):
        await post(database, subscription, now)
    (first, _) = await claim(database, now)
    async with database.write() as session:
        await outbox.mark_due(session, first.id + 1, now, "no access", in_doubt=False)
        for subscription in (one, other):
            await outbox.redirect(session, subscription.id, Place(Target.TEXT, 500, 3))
    async with database.read() as session:
        rows = (await session.execute(select(DeliveryRow).order_by(DeliveryRow.id))).scalars().all()
    assert [row.channel_id for row in rows] == [1, 3]


async def test_what_is_withdrawn_is_not_sent(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    subscription = await subscribe()
    await post(database, subscription, now)
    async with database.write() as session:
        await outbox.withdraw(session, subscription.id, now)
    assert await claim(database, now) == ()


async def test_publishing_comes_again_until_it_is_done(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(publishes=True), now)
    claimed = await claim(database, now)
    await send(database, claimed, now)
    async with database.write() as session:
        await session.execute(update(DeliveryRow).values(target=Target.ANNOUNCEMENT.value))
        first = await outbox.claim_unpublished(session, now, 5)
        assert await outbox.claim_unpublished(session, now, 5) == ()
        later = await outbox.claim_unpublished(session, now + timedelta(hours=1), 5)
        await outbox.mark_published(session, claimed[0].id)
        assert await outbox.claim_unpublished(session, now + timedelta(hours=9), 5) == ()
    assert first == later == ((claimed[0].id, 1, claimed[0].id + 1000),)


async def test_what_one_digest_waits_for_holds_up_no_other_at_its_place_but_its_own_next_part(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    first, second = await subscribe(), await subscribe()
    await post(database, first, now, parts=2)
    await post(database, second, now)
    (claimed,) = await claim(database, now)
    assert claimed.subscription_id == first.id
    assert await claim(database, now) == (), "while one is being sent there"
    async with database.write() as session:
        await outbox.mark_due(session, claimed.id, now + timedelta(minutes=1), "status 500", in_doubt=True)
    (other,) = await claim(database, now)
    assert other.subscription_id == second.id


async def test_who_comes_back_too_late_changes_nothing_of_what_another_does(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(), now)
    (slow,) = await claim(database, now)
    (quick,) = await claim(database, now + LEASE)
    async with database.write() as session:
        await outbox.mark_due(session, slow.id, now, "rate limited", in_doubt=False, attempt=slow.attempts)
        await outbox.mark_failed(session, slow.id, "code 1", now, attempt=slow.attempts)
    assert await claim(database, now + LEASE) == (), "it is leased, and in doubt"
    async with database.write() as session:
        await outbox.mark_due(session, quick.id, now, "rate limited", in_doubt=False, attempt=quick.attempts)
    assert [each.in_doubt for each in await claim(database, now + LEASE)] == [False]


async def test_what_discord_refused_for_good_waits_for_the_next_digest(
    news: None, rows: Callable[..., list[Row]], import_rows: "Import", subscribe: "Subscribe", look: "Look",
    database: Database, now: datetime,
) -> None:  # fmt: skip
    subscription = await subscribe()
    await import_rows(*rows(*range(1, 14)))
    await post(database, subscription, now, parts=2)
    (refused,) = await claim(database, now)
    async with database.write() as session:
        await outbox.mark_failed(session, refused.id, "code 50035", now)
        subscription = await get_subscription(session, subscription.id, 500)
    assert [item.paper.id for item in (await look(subscription)).items] == [13]
    async with database.write() as session:
        window = await WindowReader(session).read(subscription)
        parts = [Part(f"again_{number}", {"message": {}}, window.items[number:]) for number in range(2)]
        await outbox.post_digest(session, subscription, window, parts, now)
    assert (await look(subscription)).items == ()


async def test_what_was_tried_and_has_certainly_not_left_is_withdrawn_too(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    tried, doubted = await subscribe(channel=1), await subscribe(channel=2)
    for subscription in (tried, doubted):
        await post(database, subscription, now)
    for delivery in await claim(database, now):
        is_in_doubt = delivery.subscription_id == doubted.id
        async with database.write() as session:
            await outbox.mark_due(session, delivery.id, now, "status 500", in_doubt=is_in_doubt)
    async with database.write() as session:
        for subscription in (tried, doubted):
            await outbox.withdraw(session, subscription.id, now)
    assert [each.subscription_id for each in await claim(database, now)] == [doubted.id]
