import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.delivery.deliverer import AT_ONCE
from bot.digests.marks import menu_id, new_mark
from storage.database import Database
from storage.digests import outbox
from storage.digests.claiming import LONGEST_PAUSE
from storage.digests.delivery import DeliveryState, Part
from storage.digests.subscription import Choices, PauseReason, Place, State, Subscription, Target
from storage.digests.subscriptions import create_subscription, find_subscription
from storage.digests.tables import DeliveryRow
from storage.digests.window import WindowReader

if TYPE_CHECKING:
    from tests.bot.delivery.conftest import Clock, FakeDiscord, MakeDeliverer

MESSAGES, POSTS = r"/channels/\d+/messages", r"/channels/\d+/threads"
GUILD, CHANNEL, MAKER = 500, 700, 42
Post = Callable[..., Awaitable[Subscription]]


@pytest.fixture
def dialect() -> str:
    """What is tried here is sending; the outbox is tried on both."""
    return "sqlite"


@pytest.fixture
def post(database: Database, now: datetime) -> Post:
    """Posts a digest of some parts."""

    async def posted(
        target: Target = Target.TEXT, channel: int = CHANNEL, parts: int = 1, **chosen: Any
    ) -> Subscription:
        is_personal = target is Target.PERSON
        place = Place(target, user_id=MAKER) if is_personal else Place(target, GUILD, channel)
        async with database.write() as session:
            subscription = await create_subscription(
                session, place, MAKER, Choices("daily", **chosen), next_at=now, now=now, most=10_000
            )
            window = await WindowReader(session).read(subscription)
            marks = [new_mark(subscription.id) for _ in range(parts)]
            messages = [Part(mark, message(mark, number), ()) for number, mark in enumerate(marks, 1)]
            await outbox.post_digest(session, subscription, window, messages, now)
        return subscription

    return posted


def message(mark: str, number: int) -> dict[str, Any]:
    menu = {"type": 3, "custom_id": menu_id("abc", mark), "options": []}
    return {"message": {"components": [{"type": 1, "components": [menu]}], "content": f"part {number}"},
            "thread": "New papers", "topics": ["KV cache"]}  # fmt: skip


async def read_states(database: Database) -> list[tuple[str, str]]:
    async with database.read() as session:
        rows = (await session.execute(select(DeliveryRow).order_by(DeliveryRow.id))).scalars().all()
    return [(row.state, row.reason) for row in rows]


@pytest.mark.parametrize("knows_nonces", [True, False])
@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"status": 500},
        {"status": 500, "accepts": True},
        {"status": 503, "accepts": True},
        {"accepts": True},
        {"status": 0},
        {"status": 429, "body": {"message": "slow", "retry_after": 0.05, "global": False}},
        {"status": 429, "body": {"message": "slow", "retry_after": 0.05, "global": True}},
        {"status": 400, "body": {"code": 20016, "message": "slow mode"}},
    ],
    ids=str,
)
@pytest.mark.parametrize("target", [Target.TEXT, Target.FORUM, Target.PERSON])
async def test_whatever_goes_wrong_a_message_arrives_once(
    target: Target,
    fault: dict[str, Any],
    knows_nonces: bool,
    fake: "FakeDiscord",
    post: Post,
    database: Database,
    make_deliverer: "MakeDeliverer",
    clock: "Clock",
) -> None:
    fake.knows_nonces = knows_nonces
    fake.say(CHANNEL, {"content": "before"})
    if fault:
        fake.fault("POST", POSTS if target is Target.FORUM else MESSAGES, **fault)
    await post(target)
    for _ in range(3):
        await make_deliverer(database).drain()
        clock.now += 2 * LONGEST_PAUSE
    sent = [each for own in fake.messages.values() for each in own if each.get("content") == "part 1"]
    assert len(sent) == 1
    assert await read_states(database) == [("sent", "")]


async def test_the_parts_of_a_digest_arrive_in_order_and_in_one_post(
    fake: "FakeDiscord", post: Post, database: Database, make_deliverer: "MakeDeliverer", clock: "Clock"
) -> None:
    fake.fault("POST", MESSAGES, status=500, accepts=True)
    await post(Target.FORUM, parts=4)
    for _ in range(6):
        await make_deliverer(database).drain()
        clock.now += LONGEST_PAUSE
    (thread,) = (number for number in fake.messages if fake.messages[number] and number != CHANNEL)
    assert [each["content"] for each in fake.messages[thread]] == ["part 1", "part 2", "part 3", "part 4"]


@pytest.mark.parametrize(
    ("status", "code", "target", "reason"),
    [
        (404, 10003, Target.TEXT, PauseReason.CHANNEL_GONE),
        (403, 50001, Target.TEXT, PauseReason.NO_ACCESS),
        (403, 50013, Target.TEXT, PauseReason.NO_PERMISSION),
        (400, 50083, Target.THREAD, PauseReason.THREAD_CLOSED),
        (400, 40067, Target.FORUM, PauseReason.TAG_REQUIRED),
        (403, 50007, Target.PERSON, PauseReason.MESSAGES_CLOSED),
        (403, 0, Target.PERSON, PauseReason.MESSAGES_CLOSED),
    ],
)
async def test_what_cannot_be_sent_pauses_one_digest_tells_its_maker_once_and_loses_nothing(
    status: int,
    code: int,
    target: Target,
    reason: PauseReason,
    fake: "FakeDiscord",
    post: Post,
    database: Database,
    make_deliverer: "MakeDeliverer",
    clock: "Clock",
) -> None:
    path = POSTS if target is Target.FORUM else MESSAGES
    fake.fault("POST", path, status=status, body={"code": code, "message": "no"})
    subscription, other = await post(target), await post(channel=CHANNEL + 50)
    for _ in range(3):
        await make_deliverer(database).drain()
        clock.now += LONGEST_PAUSE
    async with database.read() as session:
        paused = await find_subscription(session, subscription.id)
        served = await find_subscription(session, other.id)
    assert paused is not None
    assert served is not None
    assert (paused.state, paused.pause_reason, served.state) == (State.PAUSED, reason, State.ACTIVE)
    assert len(fake.messages[CHANNEL + 50]) == 1, "no other digest suffers"
    told = [one for one in fake.messages[MAKER + 1] if "content" not in one]
    assert len(told) == (0 if reason is PauseReason.MESSAGES_CLOSED else 1)
    assert fake.asked("POST", path) <= 4, "and nobody tries it again and again"
    assert (await read_states(database))[0] == ("pending", reason.value)


async def test_a_message_that_discord_does_not_take_is_given_up_and_said(
    fake: "FakeDiscord",
    post: Post,
    database: Database,
    make_deliverer: "MakeDeliverer",
    caplog: pytest.LogCaptureFixture,
) -> None:
    fake.fault("POST", MESSAGES, status=400, body={"code": 50035, "message": "Invalid Form Body"})
    await post()
    await make_deliverer(database).drain()
    assert (await read_states(database))[0] == ("failed", "code 50035")
    assert "Discord refused delivery" in caplog.text


async def test_a_token_that_is_refused_stops_everything_and_pauses_nobody(
    fake: "FakeDiscord", post: Post, database: Database, make_deliverer: "MakeDeliverer"
) -> None:
    fake.fault("POST", MESSAGES, times=100, status=401, body={"code": 0, "message": "401: Unauthorized"})
    for number in range(3 * AT_ONCE):
        await post(channel=CHANNEL + number)
    deliverer = make_deliverer(database)
    await deliverer.drain()
    assert deliverer.halted_because
    asked = fake.asked("POST", MESSAGES)
    await deliverer.drain()
    assert fake.asked("POST", MESSAGES) == asked <= AT_ONCE
    assert {state for state, _ in await read_states(database)} == {"pending"}


async def test_a_guild_that_the_bot_is_not_in_any_more_is_waited_for(
    fake: "FakeDiscord", post: Post, database: Database, make_deliverer: "MakeDeliverer", clock: "Clock"
) -> None:
    fake.fault("GET", rf"/guilds/{GUILD}", status=404, body={"code": 10004, "message": "Unknown Guild"})
    fake.fault("POST", MESSAGES, status=403, body={"code": 50001, "message": "Missing Access"})
    subscription = await post()
    for _ in range(3):
        await make_deliverer(database).drain()
        clock.now += LONGEST_PAUSE
    async with database.read() as session:
        resting = await find_subscription(session, subscription.id)
    assert resting is not None
    assert resting.state is State.ACTIVE
    assert fake.messages[MAKER + 1] == []


async def test_two_processes_send_each_message_once(
    fake: "FakeDiscord", post: Post, database: Database, make_deliverer: "MakeDeliverer", clock: "Clock"
) -> None:
    for number in range(40):
        await post(channel=CHANNEL + number, parts=2)
    await asyncio.gather(make_deliverer(database).drain(), make_deliverer(database).drain())
    for _ in range(3):  # on a busy machine some time out, and are looked for and sent later
        clock.now += LONGEST_PAUSE
        await make_deliverer(database).drain()
    assert [[one["content"] for one in fake.messages[CHANNEL + number]] for number in range(40)] == [
        ["part 1", "part 2"]
    ] * 40


async def test_stopping_lets_what_is_under_way_finish_and_leaves_the_rest_to_others(
    fake: "FakeDiscord", post: Post, database: Database, make_deliverer: "MakeDeliverer", clock: "Clock"
) -> None:
    for number in range(3 * AT_ONCE):
        await post(channel=CHANNEL + number)
    deliverer = make_deliverer(database)
    draining = asyncio.create_task(deliverer.drain())
    begun = asyncio.Event()
    fake.on_accepted = begun.set
    await begun.wait()
    await deliverer.stop(5.0)
    await draining
    sent = sum(state == DeliveryState.SENT.value for state, _ in await read_states(database))
    assert 0 < sent < 3 * AT_ONCE
    await make_deliverer(database).drain()  # at once: no lease is left
    assert all(len(fake.messages[CHANNEL + number]) == 1 for number in range(3 * AT_ONCE))


async def test_an_attempt_that_hangs_is_given_up_within_the_time_and_looked_for(
    fake: "FakeDiscord", post: Post, database: Database, make_deliverer: "MakeDeliverer", clock: "Clock"
) -> None:
    hanging = asyncio.Event()
    original = fake.answer

    async def slow(request: Any) -> Any:
        answer = await original(request)
        if request.method == "POST" and not hanging.is_set():
            await hanging.wait()
        return answer

    fake.answer = slow  # type: ignore[method-assign]
    fake.knows_nonces = False
    await post()
    deliverer = make_deliverer(database, send=0.2)
    draining = asyncio.create_task(deliverer.drain())
    await asyncio.sleep(0.05)
    await asyncio.wait_for(deliverer.stop(0.1), 3)
    await draining
    hanging.set()
    clock.now += timedelta(minutes=5)
    await make_deliverer(database).drain()
    assert len(fake.messages[CHANNEL]) == 1
    assert await read_states(database) == [("sent", "")]


async def test_what_an_announcement_channel_shows_is_published_when_wished(
    fake: "FakeDiscord", post: Post, database: Database, make_deliverer: "MakeDeliverer"
) -> None:
    await post(Target.ANNOUNCEMENT, publishes=True)
    await post(Target.ANNOUNCEMENT, channel=CHANNEL + 1)
    deliverer = make_deliverer(database)
    await deliverer.drain()
    await deliverer.publish_sent()
    await deliverer.publish_sent()
    assert fake.asked("POST", rf"/channels/{CHANNEL}/messages/\d+/crosspost") == 1
    assert fake.asked("POST", rf"/channels/{CHANNEL + 1}/messages/\d+/crosspost") == 0
