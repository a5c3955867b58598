from datetime import datetime

from storage.database import Database
from storage.digests.absences import mark_left
from storage.digests.subscription import Choices, PauseReason, Place, Target
from storage.digests.subscriptions import create_subscription, pause_subscription
from storage.operations.places import UsedPlace, find_used_places


async def test_each_channel_is_told_once_with_why_a_digest_rests_there(database: Database, now: datetime) -> None:
    async with database.write() as session:
        made = [
            await create_subscription(
                session, Place(Target.TEXT, guild, channel), 7, Choices("hourly"), next_at=now, now=now, most=9
            )
            for guild, channel in ((1, 10), (1, 10), (1, 11), (2, 20), (1, 12))
        ]
        await pause_subscription(session, made[0].id, PauseReason.NO_PERMISSION, now)
        await pause_subscription(session, made[4].id, PauseReason.PERSON, now)
        await mark_left(session, 2, now)
        found = await find_used_places(session, 99)
    assert found == (
        UsedPlace(Place(Target.TEXT, 1, 10), PauseReason.NO_PERMISSION),
        UsedPlace(Place(Target.TEXT, 1, 11), PauseReason.NONE),
        UsedPlace(Place(Target.TEXT, 1, 12), PauseReason.NONE),
    )
    async with database.read() as session:
        assert len(await find_used_places(session, 2)) == 2
