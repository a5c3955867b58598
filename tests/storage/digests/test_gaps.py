from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from storage.database import Database
from storage.digests import claiming, outbox
from storage.digests.absences import mark_left
from storage.digests.gaps import (
    begin,
    find_known_marks,
    find_unverified,
    get_database_name,
    get_epoch,
    mark_verified,
)
from storage.digests.subscription import PauseReason
from storage.digests.subscriptions import pause_subscription
from storage.feed import ChangeKind

if TYPE_CHECKING:
    from tests.storage.digests.conftest import Subscribe

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


async def test_a_database_keeps_its_name_and_begins_another_life_after_a_gap(database: Database, now: datetime) -> None:
    async with database.write() as session:
        name, epoch = await get_database_name(session), await get_epoch(session)
        assert await begin(session, now) is None
        assert (await get_database_name(session), await get_epoch(session)) == (name, epoch)
        assert await begin(session, now + DAY) == now + DAY
        assert await get_database_name(session) == name
        assert await get_epoch(session) != epoch


@pytest.mark.parametrize(
    ("after", "gap"),
    [(timedelta(0), False), (9 * MINUTE, False), (-9 * MINUTE, False), (11 * MINUTE, True), (-11 * MINUTE, True)],
)
async def test_a_gap_is_a_silence_or_a_clock_that_jumped(
    after: timedelta, gap: bool, database: Database, now: datetime
) -> None:
    async with database.write() as session:
        await begin(session, now)
        assert await begin(session, now + after) == (now + after if gap else None)
        assert (await begin(session, now + after + MINUTE) is not None) is gap, "and it is remembered"
        assert await begin(session, now + after, is_new_life=True) == now + after


async def test_after_a_gap_nobody_knows_whether_what_waits_was_sent(database: Database, now: datetime) -> None:
    async with database.write() as session:
        await begin(session, now)
        await outbox.post_notice(session, "before", "0_a", 42, {}, now)
        await begin(session, now + DAY)
        await outbox.post_notice(session, "after", "0_b", 43, {}, now + DAY)
        claimed = await claiming.claim_deliveries(session, now + DAY, MINUTE, 9, newest=lambda _: 99)
    assert [(each.mark, each.in_doubt, each.after_message_id) for each in claimed] == [
        ("0_a", True, None), ("0_b", False, 99),
    ], "and what stands there now is newer than the message may be"  # fmt: skip


async def test_only_what_is_due_served_and_older_than_the_gap_is_compared_with_its_channel(
    subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    due, paused, left, new = [await subscribe(channel=number, guild=number) for number in range(1, 5)]
    later = await subscribe(channel=9, at=now + DAY)
    gap = now + MINUTE
    async with database.write() as session:
        await pause_subscription(session, paused.id, PauseReason.NO_ACCESS, now)
        await mark_left(session, 3, now)
        await mark_verified(session, new.id, [], gap)
        found = await find_unverified(session, now + 2 * timedelta(hours=1), gap, 9)
        assert [each.id for each in found] == [due.id]
        assert [each.id for each in await find_unverified(session, now + 2 * DAY, gap, 9)] == [due.id]
        assert len(await find_unverified(session, now + 2 * DAY, now + 2 * DAY, 2)) == 2
    assert (left.place.guild_id, later.created_at) == (3, now + DAY)


async def test_what_a_channel_shows_is_noted_once(subscribe: "Subscribe", database: Database, now: datetime) -> None:
    subscription = await subscribe()
    shown = [("abcdefabcdef", ChangeKind.ADDED, 1)] * 2 + [("abcdefabcdef", ChangeKind.RATED, 2)]
    async with database.write() as session:
        await mark_verified(session, subscription.id, shown, now + MINUTE)
        await mark_verified(session, subscription.id, shown, now + 2 * MINUTE)
        assert await find_unverified(session, now + DAY, now + 2 * MINUTE, 9) == ()
        await outbox.post_notice(session, "a", "0_a", 42, {}, now)
        assert await find_known_marks(session, ["0_a", "0_b"]) == {"0_a"}
        assert await find_known_marks(session, []) == frozenset()
