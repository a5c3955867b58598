"""Moments of which all processes of a database share one, such as that of the next backup. Kept as memory."""

from datetime import datetime, timedelta

from sqlalchemy import update

from storage.database import Session
from storage.memory import find_memory, remember_first
from storage.tables import MemoryRow


async def claim_moment(session: Session, key: str, now: datetime, distance: timedelta) -> bool:
    """Takes the moment under a key if it has come; the next one comes `distance` later. One caller of many gets it."""
    following = (now + distance).isoformat()
    seen = await find_memory(session, key) or await remember_first(session, key, now.isoformat())
    if now < datetime.fromisoformat(seen) <= now + distance:  # farther off is no reason: a clock was ahead
        return False
    taken = update(MemoryRow).where(MemoryRow.key == key, MemoryRow.value == seen).values(value=following)
    return (await session.execute(taken.returning(MemoryRow.key))).first() is not None


async def find_moment(session: Session, key: str) -> datetime | None:
    """When the moment under a key comes; None where it never did."""
    seen = await find_memory(session, key)
    return datetime.fromisoformat(seen) if seen else None
