from datetime import datetime, timedelta

from storage.database import Database
from storage.digests.absences import mark_left
from storage.digests.attempts import mark_due
from storage.digests.outbox import post_notice
from storage.digests.subscription import Choices, Place, Target
from storage.digests.subscriptions import create_subscription
from storage.memory import remember
from storage.operations.backups import LAST_BACKUP
from storage.operations.state import read_state

HOUR = timedelta(hours=1)


async def test_an_empty_database_has_nothing_to_do(database: Database, now: datetime) -> None:
    async with database.read() as session:
        state = await read_state(session, now)
    assert (state.outbox, state.oldest_due_at, state.digest_due_at, state.held) == (0, None, None, ())


async def test_what_waits_is_told_with_its_age_and_what_is_held_back_is_not(catalog: Database, now: datetime) -> None:
    async with catalog.write() as session:
        for number in range(2):
            await post_notice(session, f"o{number}", f"m{number}", 7, {}, now - HOUR * number)
        await mark_due(session, 2, now + HOUR, "later", in_doubt=False)
        for guild in (1, 2):
            place = Place(Target.TEXT, guild, guild)
            due = now - guild * HOUR
            await create_subscription(session, place, 7, Choices("hourly"), next_at=due, now=now, most=9)
        await mark_left(session, 2, now)
        await remember(session, LAST_BACKUP, now.isoformat())
        state = await read_state(session, now)
    assert (state.outbox, state.oldest_due_at, state.digest_due_at) == (2, now, now - HOUR)
    assert state.backup_at == now
    assert set(state.read_at) == {"awesome-llm-inference", "awesome-llm-accelerate", "llms-inference-papers"}
