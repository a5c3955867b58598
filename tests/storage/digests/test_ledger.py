from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from data.schema import Row
from storage.database import Database
from storage.digests.ledger import Noted, forget, keep_all_waiting, keep_waiting, move_cursors, note, told_of
from storage.digests.subscription import Subscription
from storage.digests.subscriptions import get_subscription
from storage.digests.tables import LedgerRow
from storage.digests.window import Window
from storage.feed import ChangeKind

if TYPE_CHECKING:
    from tests.storage.conftest import Import
    from tests.storage.digests.conftest import Look, Subscribe

Rows = Callable[..., list[Row]]
ADDED = ChangeKind.ADDED


async def read_ledger(database: Database) -> list[tuple[int, int, str, int, int]]:
    async with database.read() as session:
        rows = (await session.execute(select(LedgerRow).order_by(LedgerRow.subscription_id, LedgerRow.seq))).scalars()
        return [(row.subscription_id, row.paper_id, row.kind, row.occurrence, row.seq) for row in rows]


async def wait(database: Database, subscription: Subscription, window: Window, now: datetime) -> Subscription:
    async with database.write() as session:
        await keep_waiting(session, subscription.id, window, now)
        return await get_subscription(session, subscription.id, subscription.place.guild_id)


async def test_what_waits_for_several_subscriptions_is_kept_with_their_cursors(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look", database: Database, now: datetime
) -> None:
    await import_rows(*rows(1, 2, 3))
    one, picky = await subscribe(), await subscribe(channel=8, keywords=("number 4",))
    await import_rows(*rows(1, 2, 3, 4, 5))
    windows = {each.id: await look(each) for each in (one, picky)}
    async with database.write() as session:
        await keep_all_waiting(session, windows, now)
        for each in (one, picky):
            assert (await get_subscription(session, each.id, 500)).cursor == 2
    assert await read_ledger(database) == [
        (one.id, 4, "added", 1, 1),
        (one.id, 5, "added", 1, 2),
        (2, 4, "added", 1, 1),
    ]


async def test_what_waits_is_kept_once_however_often_it_is_looked_at(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look", database: Database, now: datetime
) -> None:
    await import_rows(*rows(1, 2, 3))
    subscription = await subscribe(min_items=9)
    await import_rows(*rows(1, 2, 3, 4))
    for days in range(3):
        window = await look(subscription)
        assert told_of(window.items, window.occurrences) == {(4, ADDED, 1): 1}
        subscription = await wait(database, subscription, window, now + timedelta(days=days))
    assert (await look(subscription)).waiting_since == now
    assert len(await read_ledger(database)) == 1


async def test_what_changes_while_it_waits_goes_on_waiting_since_then(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", look: "Look", database: Database, now: datetime
) -> None:
    await import_rows(*rows(*range(1, 13)))
    subscription = await subscribe(kinds=tuple(ChangeKind), min_items=5)
    (one,) = rows(1)
    for stars in (1, 2, 3):
        await import_rows(replace(one, stars=stars), *rows(*range(2, 13)))
        at = now + timedelta(days=stars)
        subscription = await wait(database, subscription, await look(subscription), at)
    window = await look(subscription)
    assert (window.items[0].kind, window.waiting_since) == (ChangeKind.RATED, now + timedelta(days=1))


async def test_only_what_waits_is_taken_out_of_the_ledger(
    subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    subscription = await subscribe()
    lines = [Noted(subscription.id, (paper, ADDED, 1), paper, now) for paper in (1, 2)]
    async with database.write() as session:
        await note(session, [])
        await note(session, lines)
        await forget(session, subscription.id, [(1, ADDED, 1), (2, ADDED, 2), (3, ADDED, 1)])
        await move_cursors(session, {subscription.id: 7})
    assert await read_ledger(database) == [(subscription.id, 2, "added", 1, 2)]
    async with database.read() as session:
        assert (await get_subscription(session, subscription.id, 500)).cursor == 7
