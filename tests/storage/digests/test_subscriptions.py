from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from data.schema import Row
from storage.database import Database
from storage.digests import attempts, claiming, outbox
from storage.digests.delivery import Part
from storage.digests.errors import SubscriptionNotFound, TooManySubscriptions
from storage.digests.gaps import find_known_marks, mark_verified
from storage.digests.ledger import keep_waiting
from storage.digests.subscription import Choices, Interest, PauseReason, Place, State, Style, Subscription, Target
from storage.digests.subscriptions import (
    count_subscriptions,
    create_subscription,
    delete_subscription,
    edit_subscription,
    find_personal,
    find_subscription,
    get_subscription,
    hold_personal,
    hold_subscription,
    load_mentioning,
    load_subscriptions,
    move_subscription,
    pause_subscription,
    resume_subscription,
    stop_mentioning,
)
from storage.digests.tables import LedgerRow, RecoveredRow
from storage.digests.window import WindowReader
from storage.feed import ChangeKind

if TYPE_CHECKING:
    from tests.storage.conftest import Import
    from tests.storage.digests.conftest import Look, Subscribe

HOUR = timedelta(hours=1)
OTHERS: dict[str, Any] = {
    "cadence": "weekly monday 10:00",
    "timezone": "Asia/Shanghai",
    "language": "zh-CN",
    "style": Style.CARDS,
    "interest": Interest(("moe",), ("awq", "-moe"), ("NVIDIA",), (3,), has_code=False, min_stars=2, any_part=True),
    "kinds": (ChangeKind.RATED,),
    "mention_role_id": 2**62,
    "publishes": True,
    "picks": True,
    "min_items": 4,
    "max_wait": timedelta(days=9),
}
Rows = Callable[..., list[Row]]


async def find(database: Database, subscription: Subscription) -> Subscription:
    async with database.read() as session:
        found = await find_subscription(session, subscription.id)
    assert found is not None
    return found


@pytest.mark.parametrize("name", [field.name for field in fields(Choices)])
async def test_one_setting_that_is_edited_leaves_the_others_and_other_digests(
    name: str, subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    subscription, other = await subscribe(min_items=2), await subscribe(channel=8)
    choices = replace(subscription.choices, **{name: OTHERS[name]})
    async with database.write() as session:
        await edit_subscription(session, subscription.id, 500, choices, next_at=now + 2 * HOUR, now=now + HOUR)
    expected = replace(subscription, choices=choices, next_at=now + 2 * HOUR, edited_at=now + HOUR)
    assert await find(database, subscription) == expected
    assert await find(database, other) == other


async def test_a_guild_has_its_limit_and_a_person_one_digest(
    subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await subscribe(channel=1)
    paused = await subscribe(channel=2)
    await subscribe(user_id=7)

    async def make(place: Place) -> None:
        async with database.write() as session:
            await create_subscription(session, place, 42, Choices("daily 09:00"), next_at=now, now=now, most=2)

    async with database.write() as session:
        await pause_subscription(session, paused.id, PauseReason.PERSON, now)
    with pytest.raises(TooManySubscriptions) as full:
        await make(Place(Target.TEXT, 500, 3))
    assert full.value.most == 2
    with pytest.raises(TooManySubscriptions):
        await make(Place(Target.PERSON, user_id=7))
    await make(Place(Target.TEXT, 501, 3))
    async with database.read() as session:
        assert await count_subscriptions(session, 500) == 2
        assert [each.place.channel_id for each in await load_subscriptions(session, 500)] == [1, 2]
        assert await find_personal(session, 7) is not None
        assert await find_personal(session, 8) is None


async def test_nobody_reaches_the_digests_of_others(subscribe: "Subscribe", database: Database, now: datetime) -> None:
    ours, personal = await subscribe(), await subscribe(user_id=7)
    async with database.write() as session:
        for number, guild in ((ours.id, 501), (ours.id, None), (personal.id, 500), (99, 500)):
            with pytest.raises(SubscriptionNotFound):
                await get_subscription(session, number, guild)
            with pytest.raises(SubscriptionNotFound):
                await delete_subscription(session, number, guild)
            with pytest.raises(SubscriptionNotFound):
                await move_subscription(session, number, guild, Place(Target.TEXT, guild, 1), now)
            with pytest.raises(SubscriptionNotFound):
                await resume_subscription(session, number, guild, next_at=now, now=now)
        assert await get_subscription(session, ours.id, 500) == ours == await hold_subscription(session, ours.id)
        assert await hold_subscription(session, 99) is None


@pytest.mark.parametrize(
    ("reason", "told"), [(PauseReason.PERSON, []), (PauseReason.NO_ACCESS, [13, 14]), (PauseReason.REFUSED, [13, 14])]
)
async def test_a_person_s_pause_is_forgotten_and_a_fault_is_caught_up_with(
    reason: PauseReason,
    told: list[int],
    rows: Rows,
    import_rows: "Import",
    subscribe: "Subscribe",
    look: "Look",
    database: Database,
    now: datetime,
) -> None:
    await import_rows(*rows(*range(1, 13)))
    subscription = await subscribe(min_items=5)
    await import_rows(*rows(*range(1, 14)))
    async with database.write() as session:  # one paper waits for company when the pause begins
        await keep_waiting(session, subscription.id, await WindowReader(session).read(subscription), now)
        paused = await pause_subscription(session, subscription.id, reason, now)
        assert paused is not None
        assert (paused.state, paused.pause_reason, paused.paused_at) == (State.PAUSED, reason, now)
        assert await pause_subscription(session, subscription.id, PauseReason.CHANNEL_GONE, now) is None
    await import_rows(*rows(*range(1, 15)))
    later = now + HOUR
    async with database.write() as session:
        resumed = await resume_subscription(session, subscription.id, 500, next_at=later, now=now)
        assert resumed == await resume_subscription(session, subscription.id, 500, next_at=now, now=now)
    assert (resumed.state, resumed.pause_reason, resumed.paused_at, resumed.next_at) == (
        State.ACTIVE, PauseReason.NONE, None, later,
    )  # fmt: skip
    assert [item.paper.id for item in (await look(resumed)).items] == told


async def test_a_digest_that_moves_keeps_all_else(subscribe: "Subscribe", database: Database, now: datetime) -> None:
    subscription = await subscribe()
    place = Place(Target.FORUM, 500, 99)
    async with database.write() as session:
        await move_subscription(session, subscription.id, 500, place, now + HOUR)
    assert await find(database, subscription) == replace(
        subscription, place=place, verified_at=now + HOUR, edited_at=now + HOUR
    )


async def test_a_role_is_mentioned_no_more_unless_it_is_another_one_by_now(
    subscribe: "Subscribe", database: Database
) -> None:
    mentioning, _ = await subscribe(mention_role_id=2**62), await subscribe(channel=8)
    async with database.write() as session:
        assert await load_mentioning(session) == (mentioning,)
        assert await stop_mentioning(session, mentioning.id, 7) is None
        stopped = await stop_mentioning(session, mentioning.id, 2**62)
        assert stopped is not None
        assert stopped.choices == replace(mentioning.choices, mention_role_id=None)
        assert await load_mentioning(session) == ()


async def test_the_digest_of_a_person_is_held_as_it_is(subscribe: "Subscribe", database: Database) -> None:
    own = await subscribe(user_id=7)
    async with database.write() as session:
        assert await hold_personal(session, 7) == own
        assert await hold_personal(session, 8) is None


@pytest.mark.parametrize("user_id", [None, 7])
async def test_what_is_deleted_is_forgotten_but_its_messages_stay_known_as_ours(
    user_id: int | None,
    rows: Rows,
    import_rows: "Import",
    subscribe: "Subscribe",
    database: Database,
    now: datetime,
) -> None:
    await import_rows(*rows(*range(1, 13)))
    subscription, other = await subscribe(user_id=user_id), await subscribe(channel=8)
    await import_rows(*rows(*range(1, 14)))
    async with database.write() as session:
        for each in (subscription, other):
            window = await WindowReader(session).read(each)
            parts = [Part(f"{each.id}_{number}", {"message": {}}, window.items[number:]) for number in range(2)]
            await outbox.post_digest(session, each, window, parts, now)
        await mark_verified(session, subscription.id, [("abc", ChangeKind.ADDED, 1)], now)
        (claimed, _) = await claiming.claim_deliveries(session, now, HOUR, 2)
        await attempts.mark_sent(session, claimed.id, channel_id=1, message_id=1, now=now)
        await delete_subscription(session, subscription.id, subscription.place.guild_id)
    async with database.write() as session:
        assert await find_subscription(session, subscription.id) is None
        assert (await session.execute(select(func.count()).select_from(RecoveredRow))).scalar_one() == 0
        assert set((await session.execute(select(LedgerRow.subscription_id))).scalars()) == {other.id}
        marks = {f"{subscription.id}_0", f"{subscription.id}_1"}
        assert await find_known_marks(session, marks) == (frozenset() if user_id else marks)
        left = await claiming.claim_deliveries(session, now + 2 * HOUR, HOUR, 9)
    assert {each.subscription_id for each in left} == {other.id}
