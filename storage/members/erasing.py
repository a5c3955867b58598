"""Erasing a member, or what a guild has: everything that the export shows."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from storage.counters import GUILDS, advance
from storage.database import Session
from storage.digests.subscriptions import delete_subscription
from storage.digests.tables import SubscriptionRow
from storage.members.traces import OF_GUILDS, OF_MEMBERS, Trace


async def erase_member(session: Session, user_id: int) -> None:
    """Deletes what is a member's alone, and takes their number out of what is others' too."""
    await _erase(session, OF_MEMBERS, user_id)


async def erase_guild(session: Session, guild_id: int) -> None:
    """Deletes what a guild chose, its digests and what waits for them. Of messages that were sent only the mark by
    which they are known as our own stays, without saying where they stand."""
    digests = select(SubscriptionRow.id).where(SubscriptionRow.guild_id == guild_id)
    for number in (await session.execute(digests)).scalars().all():
        await delete_subscription(session, number, guild_id)
    await _erase(session, OF_GUILDS, guild_id)
    await advance(session, GUILDS)


async def _erase(session: Session, traces: Sequence[Trace], number: int) -> None:
    for trace in traces:
        table, is_theirs = trace.column.property.columns[0].table, trace.column == number
        if trace.instead is not None:
            await session.execute(update(table).where(is_theirs).values(dict(trace.instead)))
            continue
        await session.execute(delete(table).where(is_theirs))  # and what hangs on it, by its foreign keys
    session.expire_all()
