from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from discord.http import Route
from sqlalchemy import delete, update

from bot.delivery.deliverer import Deadlines
from bot.digests.marks import menu_id, read_marks
from bot.digests.service import DigestService
from bot.digests.verifying import Verifying
from bot.texts import Texts
from storage.database import Database
from storage.digests.claiming import count_pending
from storage.digests.errors import ForeignMessages
from storage.digests.gaps import begin
from storage.digests.subscriptions import load_subscriptions
from storage.digests.tables import DeliveryRow, LedgerRow, SubscriptionRow
from tests.bot.delivery.conftest import Clock, FakeDiscord, clock, fake
from tests.bot.digests.conftest import CHANNEL, GUILD, MAKER, Publish, Subscribe

__all__ = ["clock", "fake"]

TEXTS = Texts.load()
DAY = timedelta(days=1)


@dataclass
class Guild:
    """What the gateway told of a guild."""

    id: int
    unavailable: bool = False
    roles: tuple[int, ...] = ()

    def get_role(self, number: int) -> int | None:
        """A role, if it is there."""
        return number if number in self.roles else None


class Connected(discord.Client):
    """A client that is logged in and believes to be connected, in some guilds."""

    present: list[Any]

    def is_ready(self) -> bool:
        return True

    @property
    def guilds(self) -> list[Any]:
        return self.present

    def get_guild(self, number: int, /) -> Any:
        return next((guild for guild in self.present if guild.id == number), None)


@pytest.fixture
async def service(database: Database, fake: FakeDiscord, clock: Clock) -> Any:
    client = Connected(intents=discord.Intents.none())
    client.present = [Guild(GUILD)]
    await client.login("token")
    yield DigestService(client, database, TEXTS, clock, sends_per_second=1000, deadlines=Deadlines(5.0))
    await client.close()


async def test_a_digest_comes_to_its_channel_at_its_time_and_once(
    publish: Publish, subscribe: Subscribe, service: DigestService, fake: FakeDiscord, clock: Clock, database: Database
) -> None:
    await publish(range(1, 12))
    await subscribe()
    await publish(range(1, 13))
    for hours in (0, 24, 25, 48):
        clock.now += timedelta(hours=hours)
        for _ in range(2):
            await service.keep_house(30 * DAY)
            await service.run()
            await service.deliver()
    (message,) = fake.messages[CHANNEL]
    assert "kettle number 12" in str(message["components"])
    assert message["allowed_mentions"] == {"parse": []}
    async with database.read() as session:
        assert await count_pending(session) == 0


async def test_a_kick_forgets_nothing_for_a_while_and_a_return_brings_one_digest(
    publish: Publish, subscribe: Subscribe, service: Any, fake: FakeDiscord, clock: Clock, database: Database
) -> None:
    await publish(range(1, 12))
    await subscribe()
    service._client.present = []
    await service.keep_house(30 * DAY)  # nobody told us of the kick
    await publish(range(1, 13))
    for _ in range(9):
        clock.now += DAY
        await service.keep_house(30 * DAY)
        await service.run()
        await service.deliver()
    assert fake.asked("POST", r"/channels/.*") == 0
    service._client.present = [Guild(GUILD)]
    await service.join(GUILD)
    await service.run()
    await service.deliver()
    assert len(fake.messages[CHANNEL]) == 1
    await service.leave(GUILD)
    service._client.present = []
    clock.now += 31 * DAY
    await service.keep_house(30 * DAY)
    async with database.read() as session:
        assert await load_subscriptions(session, GUILD) == ()


async def test_an_outage_is_no_kick(subscribe: Subscribe, service: Any, database: Database, clock: Clock) -> None:
    await subscribe()
    service._client.present = [Guild(GUILD, unavailable=True)]
    await service.keep_house(timedelta(0))
    clock.now += DAY
    await service.keep_house(timedelta(0))
    async with database.read() as session:
        assert len(await load_subscriptions(session, GUILD)) == 1


async def test_a_second_database_stops_delivery_and_says_so(
    publish: Publish,
    subscribe: Subscribe,
    service: DigestService,
    fake: FakeDiscord,
    clock: Clock,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await publish(range(1, 12))
    await subscribe()
    await publish(range(1, 13))
    async with database.write() as session:
        await begin(session, clock.now - DAY)  # somebody was here a day ago: there is a gap

    async def verify_due(*_: Any) -> None:
        raise ForeignMessages(CHANNEL)

    monkeypatch.setattr(Verifying, "verify_due", verify_due)
    clock.now += DAY
    await service.run()
    await service.deliver()
    assert "another database has sent under the same token" in caplog.text
    assert fake.messages[CHANNEL] == []


async def test_before_the_gateway_is_ready_nothing_happens(database: Database, clock: Clock) -> None:
    client = discord.Client(intents=discord.Intents.none())
    unready = DigestService(client, database, TEXTS, clock, sends_per_second=9, deadlines=Deadlines())
    await unready.run()
    await unready.deliver()
    await unready.keep_house(DAY)


async def test_the_operator_is_told_once(service: DigestService, fake: FakeDiscord) -> None:
    for _ in range(3):
        await service.tell_operator("held:mine:abc", 42, "A version is held.", TEXTS.speak("en-US"))
        await service.deliver()
    assert len(fake.messages[43]) == 1
    assert Route.BASE.startswith("http://127.0.0.1")


async def test_a_role_that_is_deleted_is_mentioned_no_more_and_its_makers_are_told_once(
    publish: Publish, subscribe: Subscribe, service: Any, fake: FakeDiscord, clock: Clock, database: Database
) -> None:
    await publish(range(1, 12))
    await subscribe(mention_role_id=77)
    await subscribe(channel=CHANNEL + 50, mention_role_id=78)
    await publish(range(1, 13))
    for guild in (Guild(GUILD, roles=(77, 78)), Guild(GUILD, unavailable=True), Guild(GUILD, roles=(78,))):
        service._client.present = [guild]
        for _ in range(2):
            await service.keep_house(30 * DAY)
    clock.now += timedelta(hours=2)
    await service.run()
    await service.deliver()
    (left,), (kept,) = fake.messages[CHANNEL], fake.messages[CHANNEL + 50]
    assert left["allowed_mentions"] == {"parse": []}
    assert "<@&77>" not in str(left)
    assert kept["allowed_mentions"] == {"parse": [], "roles": ["78"]}
    (notice,) = fake.messages[MAKER + 1]
    assert "mentions nobody" in str(notice)


def heard(mark: str, clock: Clock, database_name: str = "0a0b0c0d", **different: Any) -> Any:
    """A message of our own as the gateway tells of it, five minutes from now."""
    at = discord.utils.time_snowflake(clock.now + timedelta(minutes=5))
    menu = SimpleNamespace(to_dict=lambda: {"type": 3, "custom_id": menu_id(database_name, mark), "options": []})
    given = {
        "id": at, "guild": Guild(GUILD), "channel": SimpleNamespace(id=CHANNEL),
        "components": [menu], "interaction_metadata": None,
    }  # fmt: skip
    return SimpleNamespace(**{**given, **different})


async def test_a_message_that_this_database_has_not_sent_stops_delivering_at_once(
    publish: Publish, subscribe: Subscribe, service: DigestService, fake: FakeDiscord, clock: Clock, caplog: Any
) -> None:
    await publish(range(1, 12))
    await subscribe()
    await publish(range(1, 13))
    clock.now += DAY
    await service.run()
    await service.deliver()
    (message,) = fake.messages[CHANNEL]
    marked = read_marks(message["components"])
    assert marked is not None
    for harmless in (
        heard(marked.mark, clock),
        heard("17_feed", clock, guild=None),
        heard("17_feed", clock, interaction_metadata=object()),
        heard("17_feed", clock, components=[]),
    ):
        await service.hear(harmless)
        assert service.deliverer.halted_because == ""
    await service.hear(heard("17_feed", clock))
    assert service.deliverer.halted_because == "another database"
    assert "another database" in caplog.text
    await publish(range(1, 14))
    clock.now += DAY
    await service.run()
    await service.deliver()
    assert len(fake.messages[CHANNEL]) == 1


async def test_what_was_sent_before_a_backup_was_restored_is_no_other_database(
    service: DigestService, clock: Clock, database: Database
) -> None:
    async with database.write() as session:
        await begin(session, clock.now - DAY)
    await service.run()
    await service.hear(heard("17_feed", clock, id=discord.utils.time_snowflake(clock.now - timedelta(minutes=1))))
    assert service.deliverer.halted_because == ""


async def test_a_machine_that_was_stopped_and_set_back_tells_nothing_twice(
    publish: Publish, subscribe: Subscribe, service: DigestService, fake: FakeDiscord, clock: Clock, database: Database
) -> None:
    await publish(range(1, 12))
    subscription = await subscribe()
    await publish(range(1, 13))
    await service.keep_house(30 * DAY)
    clock.now += timedelta(hours=2)
    await service.keep_house(30 * DAY)
    await service.run()
    await service.deliver()
    async with database.write() as session:
        for table in (LedgerRow, DeliveryRow):
            await session.execute(delete(table))
        back = {"cursor": subscription.cursor, "next_at": subscription.next_at, "run_at": None}
        await session.execute(update(SubscriptionRow).values(back))
    clock.now += DAY
    await service.run()  # which comes before the next housekeeping
    await service.deliver()
    assert len(fake.messages[CHANNEL]) == 1
