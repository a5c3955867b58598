"""Two members and two guilds, each with something of everything."""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from data.schema import Row
from storage.database import Database
from storage.digests.outbox import post_notice
from storage.digests.subscription import Choices, Interest, Place, Target
from storage.digests.subscriptions import create_subscription
from storage.digests.tables import DeliveryRow, LedgerRow, SubscriptionRow
from storage.guilds import choose_language, choose_lists, choose_public_channels
from storage.importing import ImportReport
from storage.members.library import save_paper, write_note
from storage.tables import Base

ANN, BOB = 2**62 + 1, 2**62 + 2
LAB, CLUB = 2**61 + 1, 2**61 + 2
CHANNELS = {LAB: 2**60 + 1, CLUB: 2**60 + 2}


@pytest.fixture
async def filled(
    database: Database,
    make_row: Callable[..., Row],
    import_rows: Callable[..., Awaitable[ImportReport]],
    now: datetime,
) -> None:
    """Ann and Bob have saved a paper, follow something and were written to; each has made the digest of a guild, Ann
    that of the lab."""
    await import_rows(make_row("A paper", "https://arxiv.org/abs/2306.00978"))
    choices = Choices("daily 09:00", interest=Interest(keywords=("paper",), any_part=True))
    async with database.write() as session:
        for user_id, guild_id in ((ANN, LAB), (BOB, CLUB)):
            await save_paper(session, user_id, 1, "A paper", now)
            await write_note(session, user_id, 1, f"note of {user_id}")
            places = (
                Place(Target.PERSON, user_id=user_id),
                Place(Target.TEXT, guild_id=guild_id, channel_id=CHANNELS[guild_id]),
            )
            for place in places:
                digest = await create_subscription(
                    session, place, user_id, choices, next_at=now + timedelta(days=1), now=now, most=9
                )
                occasion = f"{digest.id}:1:1"
                delivery = DeliveryRow(
                    occasion=occasion,
                    mark=f"mark-{digest.id}",
                    kind="digest",
                    subscription_id=digest.id,
                    first_seq=1,
                    part=1,
                    parts=1,
                    guild_id=place.guild_id,
                    channel_id=place.channel_id,
                    user_id=place.user_id,
                    target=place.target.value,
                    publishes=False,
                    payload={},
                    state="sent",
                    reason="",
                    due_at=now,
                    attempts=1,
                    in_doubt=False,
                    message_id=guild_id + 7,
                    message_channel_id=place.channel_id,
                    created_at=now,
                    ended_at=now,
                )
                session.add(delivery)
                await session.flush()
                told = {"paper_id": 1, "kind": "added", "occurrence": 1, "seq": 1, "noted_at": now}
                session.add(LedgerRow(subscription_id=digest.id, delivery_id=delivery.id, **told))
            await post_notice(session, f"failing:{user_id}:x", f"notice-{user_id}", user_id, {"message": {}}, now)
            await choose_lists(session, guild_id, {"mine"})
            await choose_language(session, guild_id, "zh-CN")
            await choose_public_channels(session, guild_id, {CHANNELS[guild_id]})


@pytest.fixture
def dump(database: Database) -> Callable[[], Awaitable[str]]:
    """Everything that the database holds, as text."""

    async def dumped() -> str:
        async with database.read() as session:
            return json.dumps(
                {
                    table.name: [[str(value) for value in row] for row in await session.execute(select(table))]
                    for table in Base.metadata.tables.values()
                }
            )

    return dumped


@pytest.fixture
def count(database: Database) -> Callable[[], Awaitable[dict[str, int]]]:
    """How many digests, messages and entries of ledgers there are."""

    async def counted() -> dict[str, int]:
        async with database.read() as session:
            return {
                table.__tablename__: len((await session.execute(select(table))).all())
                for table in (SubscriptionRow, DeliveryRow, LedgerRow)
            }

    return counted
