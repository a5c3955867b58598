from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from data.schema import Row
from storage.database import Database
from storage.digests import attempts, claiming, outbox
from storage.digests.delivery import DeliveryState, Part
from storage.digests.ledger import keep_waiting
from storage.digests.matching import Obstacle
from storage.digests.receipts import Story, count_fitting, find_last_message, load_receipts, load_story
from storage.digests.subscription import Subscription
from storage.digests.subscriptions import get_subscription
from storage.digests.window import WindowReader
from storage.feed import ChangeKind
from storage.guilds import choose_lists

if TYPE_CHECKING:
    from tests.storage.conftest import Import
    from tests.storage.digests.conftest import Subscribe

HOUR = timedelta(hours=1)
Rows = Callable[..., list[Row]]


async def post(database: Database, subscription: Subscription, now: datetime) -> Subscription:
    """Posts what there is to tell, a part for each paper."""
    async with database.write() as session:
        window = await WindowReader(session).read(subscription)
        parts = [Part(f"{subscription.id}_{item.paper.id}", {"message": {}}, (item,)) for item in window.items]
        await outbox.post_digest(session, subscription, window, parts, now)
        return await get_subscription(session, subscription.id, 500)


async def tell(database: Database, subscription: Subscription, paper_id: int) -> Story:
    async with database.read() as session:
        return await load_story(session, subscription, paper_id)


async def send_next(database: Database, now: datetime, message_id: int) -> None:
    async with database.write() as session:
        (claimed,) = await claiming.claim_deliveries(session, now, HOUR, 1)
        await attempts.mark_sent(session, claimed.id, channel_id=700, message_id=message_id, now=now)


@pytest.fixture
async def news(rows: Rows, import_rows: "Import", subscribe: "Subscribe") -> Subscription:
    """A digest of a list on which papers 13 and 14 have come."""
    await import_rows(*rows(*range(1, 13)))
    subscription: Subscription = await subscribe()
    await import_rows(*rows(*range(1, 15)))
    return subscription


async def test_the_history_shows_the_newest_first_with_what_became_of_it(
    news: Subscription, database: Database, now: datetime
) -> None:
    await post(database, news, now)
    async with database.read() as session:
        assert await find_last_message(session, news.id) is None
    await send_next(database, now + HOUR, 1234)
    async with database.write() as session:
        await outbox.post_notice(session, "to its maker", "0_a", 42, {}, now)
        receipts = await load_receipts(session, news.id, 9)
        assert await load_receipts(session, news.id, 1) == receipts[:1]
        assert await load_receipts(session, 99, 9) == ()
        assert await find_last_message(session, news.id) == 1234
    assert [(each.part, each.parts, each.state, each.papers) for each in receipts] == [
        (2, 2, DeliveryState.PENDING, 1), (1, 2, DeliveryState.SENT, 1),
    ]  # fmt: skip
    sent = receipts[1]
    assert (sent.guild_id, sent.channel_id, sent.message_id, sent.created_at, sent.ended_at) == (
        500, 700, 1234, now, now + HOUR,
    )  # fmt: skip


async def test_the_story_of_a_paper_from_seen_to_sent(news: Subscription, database: Database, now: datetime) -> None:
    before = await tell(database, news, 13)
    assert [(one.kind, one.seq) for one in before.changes] == [(ChangeKind.ADDED, 1)]
    assert (before.cursor, before.tellings, before.obstacle, before.will_tell) == (0, (), None, True)
    posted = await post(database, news, now)
    on_its_way = await tell(database, posted, 13)
    (telling,) = on_its_way.tellings
    assert (on_its_way.will_tell, on_its_way.cursor, telling.kind) == (False, 2, ChangeKind.ADDED)
    assert telling.receipt is not None
    assert telling.receipt.state is DeliveryState.PENDING
    await send_next(database, now, 1234)
    (telling,) = (await tell(database, posted, 13)).tellings
    assert telling.receipt is not None
    assert (telling.receipt.state, telling.receipt.message_id) == (DeliveryState.SENT, 1234)


async def test_what_waits_for_company_is_told_from_what_is_on_its_way(
    news: Subscription, database: Database, now: datetime
) -> None:
    async with database.write() as session:
        await keep_waiting(session, news.id, await WindowReader(session).read(news), now)
        waiting = await get_subscription(session, news.id, 500)
    story = await tell(database, waiting, 13)
    (telling,) = story.tellings
    assert (telling.receipt, telling.noted_at, story.will_tell) == (None, now, True)
    assert story.waits_until is None
    patient = replace(waiting, choices=replace(waiting.choices, min_items=9, max_wait=timedelta(days=7)))
    assert (await tell(database, patient, 13)).waits_until == now + timedelta(days=7)


async def test_what_keeps_a_paper_out_is_named(
    rows: Rows, import_rows: "Import", subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await import_rows(*rows(*range(1, 13)))
    choosy, elsewhere = await subscribe(min_stars=3), await subscribe(guild=501)
    await import_rows(*rows(*range(1, 14)))
    await import_rows(*rows(50, 51), name="other")
    async with database.write() as session:
        await choose_lists(session, 501, ["other"])
    stopped = await tell(database, choosy, 13)
    assert (stopped.obstacle, stopped.will_tell, len(stopped.changes)) == (Obstacle.STARS, False, 1)
    unseen = await tell(database, elsewhere, 13)
    assert (unseen.changes, unseen.will_tell) == ((), False)
    old = await tell(database, choosy, 1)
    assert (old.changes, old.tellings, old.will_tell) == ((), (), False)
    nothing = await tell(database, choosy, 9999)
    assert (nothing.changes, nothing.obstacle, nothing.will_tell) == ((), None, False)


async def test_how_many_papers_would_have_fitted_counts_also_what_was_told(
    news: Subscription, database: Database, now: datetime
) -> None:
    posted = await post(database, news, now)
    picky = replace(posted, choices=replace(posted.choices, interest=replace(posted.choices.interest, min_stars=1)))
    async with database.read() as session:
        assert await count_fitting(session, posted, now - HOUR) == 2
        assert await count_fitting(session, posted, now + HOUR) == 0
        assert await count_fitting(session, picky, now - HOUR) == 0
