"""Guilds that the bot has left: what they had rests, comes back with them, and is erased when they stay away."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from storage.database import Session
from storage.digests.tables import DeliveryRow, SubscriptionRow
from storage.tables import GuildListRow, GuildRow


async def mark_left(session: Session, guild_id: int, now: datetime) -> None:
    """Notes that the bot is not in a guild any more."""
    row = await session.get(GuildRow, guild_id)
    if row is None:
        row = GuildRow(id=guild_id, chose_lists=False, left_at=None)
        session.add(row)
    row.left_at = row.left_at or now
    await session.flush()


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
    gone = (await session.execute(select(GuildRow.id).where(GuildRow.left_at < now - kept))).scalars().all()
    for guild_id in gone:
        await session.execute(delete(SubscriptionRow).where(SubscriptionRow.guild_id == guild_id))
        await session.execute(delete(DeliveryRow).where(DeliveryRow.guild_id == guild_id))
        await session.execute(delete(GuildListRow).where(GuildListRow.guild_id == guild_id))
        await session.execute(delete(GuildRow).where(GuildRow.id == guild_id))
    return len(gone)
