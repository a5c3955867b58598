"""Guilds that the bot has left: what they had rests, comes back with them, and is erased when they stay away."""

import contextlib
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.counters import GUILDS, advance
from storage.database import Session
from storage.digests.tables import DeliveryRow, SubscriptionRow
from storage.tables import GuildRow


async def mark_left(session: Session, guild_id: int, now: datetime) -> None:
    """Notes that the bot is not in a guild any more."""
    row = GuildRow.id == guild_id
    if (await session.execute(select(GuildRow.id).where(row))).first() is None:
        with contextlib.suppress(IntegrityError):  # another process was told of it at the same moment
            async with session.begin_nested():
                await session.execute(insert(GuildRow).values(id=guild_id, chose_lists=False, left_at=now))
    await session.execute(update(GuildRow).where(row, GuildRow.left_at.is_(None)).values(left_at=now))


async def mark_present(session: Session, guild_ids: Collection[int]) -> tuple[int, ...]:
    """Notes that the bot is in these guilds; returns those that it had left before."""
    away = set((await session.execute(select(GuildRow.id).where(GuildRow.left_at.is_not(None)))).scalars())
    back = sorted(away.intersection(guild_ids))
    if back:
        await session.execute(update(GuildRow).where(GuildRow.id.in_(back)).values(left_at=None))
    return tuple(back)


async def find_subscribed_guilds(session: Session) -> frozenset[int]:
    """The guilds that have digests and that the bot is not known to have left."""
    away = select(GuildRow.id).where(GuildRow.left_at.is_not(None))
    found = select(SubscriptionRow.guild_id).where(
        SubscriptionRow.guild_id.is_not(None), SubscriptionRow.guild_id.not_in(away)
    )
    return frozenset(guild_id for guild_id in (await session.execute(found)).scalars() if guild_id is not None)


async def erase_absent(session: Session, now: datetime, kept: timedelta) -> int:
    """Forgets what guilds had that were left longer ago than `kept`; returns how many guilds."""
    gone = delete(GuildRow).where(GuildRow.left_at < now - kept).returning(GuildRow.id)  # one that is back is not
    guild_ids = (await session.execute(gone)).scalars().all()
    for table in (SubscriptionRow, DeliveryRow):
        await session.execute(delete(table).where(table.guild_id.in_(guild_ids)))
    if guild_ids:
        await advance(session, GUILDS)
    return len(guild_ids)
