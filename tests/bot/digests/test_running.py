import asyncio
import json
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update

from bot.digests import composing, running
from bot.digests.composing import message_body
from bot.digests.running import find_following, preview, run_due, send_now
from bot.texts import Texts
from storage.database import Database
from storage.digests.subscription import Interest, Style, Subscription, Target
from storage.digests.subscriptions import find_subscription
from storage.digests.tables import DeliveryRow, LedgerRow
from storage.digests.window import Window
from storage.feed import ChangeKind
from storage.sources import follow_list
from storage.tables import SourceRow
from tests.bot.digests.conftest import make_subscription

if TYPE_CHECKING:
    from tests.bot.digests.conftest import Publish, Subscribe

TEXTS = Texts.load()
DAY = timedelta(days=1)


async def run(database: Database, at: datetime) -> int:
    return await run_due(database, lambda: at, TEXTS)


async def read_messages(database: Database) -> list[str]:
    """The texts of what is in the outbox, as one line each."""
    async with database.read() as session:
        rows = (await session.execute(select(DeliveryRow).order_by(DeliveryRow.id))).scalars().all()
    return [json.dumps(row.payload["message"]["components"], ensure_ascii=False) for row in rows]


async def reread(database: Database, subscription: Subscription) -> Subscription:
    async with database.read() as session:
        found = await find_subscription(session, subscription.id)
    assert found is not None
    return found


async def test_what_is_new_is_posted_at_its_time_once(
    publish: "Publish", subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await publish(range(1, 12))
    subscription = await subscribe(cadence="daily 10:00")
    await publish(range(1, 14))
    assert await run(database, now) == 0
    assert await run(database, now + timedelta(hours=2)) == 1
    assert await run(database, now + timedelta(hours=2)) == 0
    (message,) = await read_messages(database)
    assert "kettle number 12" in message
    assert "kettle number 13" in message
    assert "kettle number 11" not in message
    assert (await reread(database, subscription)).next_at == datetime.fromisoformat("2026-11-22T10:00:00+00:00")
    assert await run(database, now + 9 * DAY) == 1
    assert len(await read_messages(database)) == 1


async def test_a_quiet_list_is_silent_and_nothing_is_forgotten(
    publish: "Publish", subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await publish(range(1, 12))
    subscription = await subscribe()
    for days in range(1, 4):
        await run(database, now + days * DAY)
    assert await read_messages(database) == []
    await publish(range(1, 13))
    await run(database, now + 5 * DAY)
    assert len(await read_messages(database)) == 1
    assert (await reread(database, subscription)).cursor == 1


async def test_little_waits_for_company_but_not_for_ever(
    publish: "Publish", subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await publish(range(1, 12))
    many, patient = await subscribe(min_items=3), await subscribe(channel=8, min_items=9, max_wait=7 * DAY)
    await publish(range(1, 13))
    await run(database, now + DAY)
    assert await read_messages(database) == []
    await publish(range(1, 15))
    await run(database, now + 2 * DAY)
    (message,) = await read_messages(database)
    assert all(f"kettle number {number}" in message for number in (12, 13, 14))
    await run(database, now + 7 * DAY)
    assert len(await read_messages(database)) == 1
    await run(database, now + 8 * DAY - timedelta(seconds=3))  # no two ticks come at the same second
    assert len(await read_messages(database)) == 2
    async with database.read() as session:
        ledger = (await session.execute(select(LedgerRow.subscription_id, LedgerRow.delivery_id))).all()
    assert sorted(ledger) == [(many.id, 1)] * 3 + [(patient.id, 2)] * 3


async def test_previewing_moves_nothing_and_sending_moves_the_cursor(
    publish: "Publish", subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await publish(range(1, 12))
    subscription = await subscribe(min_items=50)
    await publish(range(1, 13))
    async with database.read() as session:
        (part,) = (await preview(session, subscription, TEXTS, now)).messages
    assert "kettle number 12" in str(message_body(part.screen))
    assert await read_messages(database) == []
    async with database.write() as session:
        assert await send_now(session, subscription, TEXTS, now) == 1
    async with database.write() as session:
        again = await find_subscription(session, subscription.id)
        assert again is not None
        assert await send_now(session, again, TEXTS, now) == 0
    assert len(await read_messages(database)) == 1


async def test_two_processes_at_the_same_tick_post_once(
    publish: "Publish", subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await publish(range(1, 12))
    for channel in range(30):
        await subscribe(channel=channel + 1)
    await publish(range(1, 13))
    served = await asyncio.gather(run(database, now + DAY), run(database, now + DAY))
    assert sum(served) == 30
    assert len(await read_messages(database)) == 30


async def test_one_that_cannot_be_composed_is_logged_and_keeps_no_other_from_being_served(
    publish: "Publish",
    subscribe: "Subscribe",
    database: Database,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await publish(range(1, 12))
    broken, _ = await subscribe(language="zh-CN"), await subscribe(channel=8)
    await publish(range(1, 13))
    original = composing.compose

    def compose(subscription: Subscription, *arguments: Any) -> Any:
        if subscription.id == broken.id:
            raise RuntimeError("a defect")
        return original(subscription, *arguments)

    monkeypatch.setattr(running, "compose", compose)
    await run(database, now + DAY)
    assert len(await read_messages(database)) == 1
    assert "could not be composed" in caplog.text
    monkeypatch.setattr(running, "compose", original)
    await run(database, now + 2 * DAY)
    assert len(await read_messages(database)) == 2, "its cursor stayed where it was"


async def test_those_who_are_told_the_same_are_told_it_in_their_own_way(
    publish: "Publish", subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await publish(range(1, 12))
    await subscribe(channel=1)
    await subscribe(channel=2)
    await subscribe(channel=3, language="zh-CN")
    await publish(range(1, 13))
    await run(database, now + DAY)
    one, other, chinese = await read_messages(database)
    assert one != other, "each has a mark of its own"
    assert "列表上新" in chinese


async def test_digests_of_several_transactions_share_a_rendering_while_the_catalog_stays_as_it_is(
    publish: "Publish", subscribe: "Subscribe", database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "BATCH", 2)
    composed = []
    original = running.Serving.compose

    async def counted(self: running.Serving, subscription: Subscription, window: Window) -> Any:
        composed.append(subscription.id)
        return await original(self, subscription, window)

    monkeypatch.setattr(running.Serving, "compose", counted)
    await publish(range(1, 12))
    for number in range(5):
        await subscribe(channel=700 + number)
    alone = await subscribe(channel=800, style=Style.CARDS)
    await publish(range(1, 13))
    assert await run(database, now + DAY) == 6
    assert len(composed) == 2
    assert alone.id in composed
    marks = re.findall(r"digest:\w+:(\w+)", "".join(await read_messages(database)))
    assert len(set(marks)) == 6, "each has a mark of its own"
    await publish(range(1, 14))
    await run(database, now + 2 * DAY)
    assert sum("kettle number 13" in each for each in await read_messages(database)) == 6


def test_no_more_renderings_are_kept_than_memory_is_meant_for() -> None:
    rendered = running.Rendered()
    for number in range(1000):
        rendered.keep(number, [])
    assert rendered.find(999) == []
    assert rendered.find(0) is None


async def test_what_is_picked_from_the_archive_fits_each_digest_whatever_another_is_told(
    publish: "Publish", subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await publish(range(1, 40))
    await subscribe(picks=True)
    await subscribe(channel=701, picks=True, interest=Interest(keywords=("number 40", "number 7")))
    await publish(range(1, 41))
    await run(database, now + DAY)
    messages = await read_messages(database)
    assert all("kettle number 40" in each for each in messages)
    picked = [each.partition("From the archive")[2] for each in messages]
    assert picked[0]
    assert re.search(r"kettle number 7\b", picked[1])


async def test_an_archive_pick_comes_with_a_digest_and_never_alone(
    publish: "Publish", subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await publish(range(1, 12))
    await subscribe(picks=True)
    await run(database, now + DAY)
    assert await read_messages(database) == []
    await publish(range(1, 13))
    await run(database, now + 2 * DAY)
    (message,) = await read_messages(database)
    assert "From the archive" in message


async def test_the_maker_is_told_once_that_a_list_fails_and_never_that_it_is_quiet(
    publish: "Publish", subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await publish(range(1, 12))
    await subscribe()
    await subscribe(channel=8)
    async with database.write() as session:
        await follow_list(session, "mine", "https://lists.example/README.md", "auto", now)
    await run(database, now + 20 * DAY)
    assert await read_messages(database) == []
    async with database.write() as session:
        await session.execute(update(SourceRow).values(failing_since=now + 20 * DAY))
    await run(database, now + 20 * DAY + timedelta(hours=23))
    assert await read_messages(database) == []
    await run(database, now + 22 * DAY)
    await run(database, now + 23 * DAY)
    (notice,) = await read_messages(database)
    assert "could not be read since" in notice


async def test_filters_and_kinds_are_honoured(
    publish: "Publish", subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await publish(range(1, 12))
    await subscribe(interest=Interest(keywords=("number 13",)))
    await subscribe(channel=8, kinds=(ChangeKind.REMOVED,))
    await publish(range(1, 14))
    await publish([number for number in range(1, 14) if number != 5])
    await run(database, now + DAY)
    only, removed = await read_messages(database)
    assert "kettle number 13" in only
    assert "kettle number 12" not in only
    assert "kettle number 5" not in only
    assert "kettle number 5" in removed
    assert "(removed)" in removed


def test_a_zone_that_is_gone_is_utc(caplog: pytest.LogCaptureFixture, now: datetime) -> None:
    there = make_subscription(Target.TEXT, timezone="Mars/Olympus")
    assert find_following(there, now) == datetime.fromisoformat("2026-11-22T09:00:00+00:00")
    assert "Mars/Olympus" in caplog.text
    berlin = make_subscription(Target.TEXT, timezone="Europe/Berlin")
    assert find_following(berlin, now) == datetime.fromisoformat("2026-11-22T08:00:00+00:00")
