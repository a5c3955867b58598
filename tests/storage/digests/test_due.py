import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from storage.database import Database
from storage.digests.absences import mark_left
from storage.digests.due import claim_due, set_clock_right
from storage.digests.subscription import PauseReason, Subscription
from storage.digests.subscriptions import pause_subscription
from storage.digests.tables import SubscriptionRow

if TYPE_CHECKING:
    from tests.storage.digests.conftest import Subscribe

DAY = timedelta(days=1)


def tomorrow(_: Subscription, after: datetime) -> datetime:
    return after + DAY


async def claim(
    database: Database, now: datetime, limit: int = 100, verified_since: datetime | None = None
) -> list[Subscription]:
    async with database.write() as session:
        return list(await claim_due(session, now, tomorrow, limit, verified_since))


async def test_two_processes_at_one_tick_take_each_subscription_once(
    subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    made = [(await subscribe(channel=number + 1, guild=number)).id for number in range(30)]
    due = now + timedelta(hours=1)
    claimed = [each.id for both in await asyncio.gather(*(claim(database, due) for _ in range(2))) for each in both]
    assert sorted(claimed) == made


async def test_three_weeks_late_is_one_claim_and_the_next_time_lies_ahead(
    subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await subscribe()
    late = now + timedelta(weeks=3)
    assert await claim(database, now) == []
    (claimed,) = await claim(database, late)
    assert (claimed.run_at, claimed.next_at) == (late, late + DAY)
    assert await claim(database, late + timedelta(hours=23)) == []


async def test_the_longest_overdue_comes_first_and_no_more_than_the_limit(
    subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    late, early = await subscribe(channel=1), await subscribe(channel=2, at=now - DAY)
    due = now + timedelta(hours=2)
    assert [each.id for each in await claim(database, due, 1)] == [early.id]
    assert [each.id for each in await claim(database, due, 1)] == [late.id]


async def test_a_clock_that_was_ahead_and_is_set_back_holds_nothing_up(
    subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await subscribe()
    assert len(await claim(database, now + timedelta(days=400))) == 1
    async with database.write() as session:
        await set_clock_right(session, now)
    (again,) = await claim(database, now)
    assert again.next_at == now + DAY
    assert await claim(database, now) == []


async def test_what_rests_what_was_left_and_what_is_not_verified_is_passed_over(
    subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    paused, left, unverified, served = [await subscribe(channel=number, guild=number) for number in (1, 2, 3, 4)]
    async with database.write() as session:
        await pause_subscription(session, paused.id, PauseReason.PERSON, now)
        await mark_left(session, 2, now)
        long_ago = update(SubscriptionRow).where(SubscriptionRow.id == unverified.id)
        await session.execute(long_ago.values(verified_at=now - DAY))
    due = now + DAY
    assert [each.id for each in await claim(database, due, verified_since=now)] == [served.id]
    assert [each.id for each in await claim(database, due)] == [unverified.id]
    assert left.place.guild_id == 2


@pytest.mark.parametrize("dialect", ["postgresql"])
async def test_who_is_being_served_by_another_process_is_not_waited_for(
    subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    first, second = await subscribe(channel=1), await subscribe(channel=2)
    due = now + timedelta(hours=1)
    async with database.write() as session:
        (claimed,) = await claim_due(session, due, tomorrow, 1)
        others = await asyncio.wait_for(claim(database, due), 5)
    assert [claimed.id, *(each.id for each in others)] == [first.id, second.id]
