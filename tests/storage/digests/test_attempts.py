from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.schema import Row
from storage.database import Database
from storage.digests import attempts, outbox
from storage.digests.delivery import Part
from storage.digests.subscriptions import get_subscription
from storage.digests.window import WindowReader
from tests.storage.digests.deliveries import LEASE, claim, post, send

if TYPE_CHECKING:
    from tests.storage.conftest import Import
    from tests.storage.digests.conftest import Look, Subscribe


async def test_what_was_certainly_not_sent_is_not_in_doubt(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(), now)
    (first,) = await claim(database, now)
    async with database.write() as session:
        await attempts.mark_due(session, first.id, now + timedelta(minutes=1), "rate limited", in_doubt=False)
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
        await attempts.mark_due(session, second.id, now, "late", in_doubt=True)
    assert await claim(database, now + 3 * LEASE) == ()


async def test_who_comes_back_too_late_changes_nothing_of_what_another_does(
    news: None, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await post(database, await subscribe(), now)
    (slow,) = await claim(database, now)
    (quick,) = await claim(database, now + LEASE)
    async with database.write() as session:
        await attempts.mark_due(session, slow.id, now, "rate limited", in_doubt=False, attempt=slow.attempts)
        await attempts.mark_failed(session, slow.id, "code 1", now, attempt=slow.attempts)
    assert await claim(database, now + LEASE) == (), "it is leased, and in doubt"
    async with database.write() as session:
        await attempts.mark_due(session, quick.id, now, "rate limited", in_doubt=False, attempt=quick.attempts)
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
        await attempts.mark_failed(session, refused.id, "code 50035", now)
        subscription = await get_subscription(session, subscription.id, 500)
    assert [item.paper.id for item in (await look(subscription)).items] == [13]
    async with database.write() as session:
        window = await WindowReader(session).read(subscription)
        parts = [Part(f"again_{number}", {"message": {}}, window.items[number:]) for number in range(2)]
        await outbox.post_digest(session, subscription, window, parts, now)
    assert (await look(subscription)).items == ()
