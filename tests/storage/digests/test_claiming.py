import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import update

from storage.database import Database
from storage.digests import attempts, claiming
from storage.digests.absences import mark_left, mark_present
from storage.digests.subscription import PauseReason, Target
from storage.digests.subscriptions import pause_subscription, resume_subscription
from storage.digests.tables import DeliveryRow
from tests.storage.digests.deliveries import LEASE, claim, post, send

if TYPE_CHECKING:
    from tests.storage.digests.conftest import Subscribe


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


async def test_leases_that_are_given_up_are_free_at_once_and_in_doubt(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(), now)
    (claimed,) = await claim(database, now)
    async with database.write() as session:
        await claiming.give_up_leases(session, [claimed.id], now)
    (again,) = await claim(database, now)
    assert again.in_doubt


async def test_publishing_comes_again_until_it_is_done(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(publishes=True), now)
    claimed = await claim(database, now)
    await send(database, claimed, now)
    async with database.write() as session:
        await session.execute(update(DeliveryRow).values(target=Target.ANNOUNCEMENT.value))
        first = await claiming.claim_unpublished(session, now, 5)
        assert await claiming.claim_unpublished(session, now, 5) == ()
        later = await claiming.claim_unpublished(session, now + timedelta(hours=1), 5)
        await attempts.mark_published(session, claimed[0].id)
        assert await claiming.claim_unpublished(session, now + timedelta(hours=9), 5) == ()
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
        await attempts.mark_due(session, claimed.id, now + timedelta(minutes=1), "status 500", in_doubt=True)
    (other,) = await claim(database, now)
    assert other.subscription_id == second.id
