from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from data.schema import Row
from storage.database import Database
from storage.digests import attempts, outbox
from storage.digests.subscription import Place, Target
from storage.digests.tables import DeliveryRow
from tests.storage.digests.deliveries import claim, post

if TYPE_CHECKING:
    from tests.storage.conftest import Import
    from tests.storage.digests.conftest import Look, Subscribe


async def test_what_was_posted_is_not_told_again(
    news: None, rows: Callable[..., list[Row]], import_rows: "Import", subscribe: "Subscribe", look: "Look",
    database: Database, now: datetime,
) -> None:  # fmt: skip
    subscription = await subscribe()
    await import_rows(*rows(*range(1, 15)))
    await post(database, subscription, now)
    assert (await look(subscription)).items == (), "not even from the old cursor: the ledger knows"


async def test_a_person_is_told_of_each_occasion_once(database: Database, now: datetime) -> None:
    async with database.write() as session:
        first = await outbox.post_notice(session, "paused:1", "0_a", 42, {}, now)
        second = await outbox.post_notice(session, "paused:1", "0_b", 42, {}, now)
    assert (first, second) == (True, False)
    assert [delivery.place for delivery in await claim(database, now)] == [Place(Target.PERSON, user_id=42)]


async def test_another_channel_gets_what_waits_and_nothing_that_may_have_arrived(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    one, other = await subscribe(channel=1), await subscribe(channel=2)
    for subscription in (one, other):
        await post(database, subscription, now)
    (first, _) = await claim(database, now)
    async with database.write() as session:
        await attempts.mark_due(session, first.id + 1, now, "no access", in_doubt=False)
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


async def test_what_was_tried_and_has_certainly_not_left_is_withdrawn_too(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    tried, doubted = await subscribe(channel=1), await subscribe(channel=2)
    for subscription in (tried, doubted):
        await post(database, subscription, now)
    for delivery in await claim(database, now):
        is_in_doubt = delivery.subscription_id == doubted.id
        async with database.write() as session:
            await attempts.mark_due(session, delivery.id, now, "status 500", in_doubt=is_in_doubt)
    async with database.write() as session:
        for subscription in (tried, doubted):
            await outbox.withdraw(session, subscription.id, now)
    assert [each.subscription_id for each in await claim(database, now)] == [doubted.id]
