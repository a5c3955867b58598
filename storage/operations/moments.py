"""Moments of which all processes of a database share one, such as that of the next backup. Kept as memory."""

import contextlib
from datetime import datetime, timedelta

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from storage.database import Session
from storage.memory import find_memory
from storage.tables import MemoryRow


async def claim_moment(session: Session, key: str, now: datetime, distance: timedelta) -> bool:
    """Takes the moment under a key if it has come; the next one comes `distance` later. One caller of many gets it."""
    seen, following = await find_memory(session, key), (now + distance).isoformat()
    if seen is not None and now < datetime.fromisoformat(seen) <= now + distance:  # a clock that was ahead is no reason
        return False
    if seen is None:
        with contextlib.suppress(IntegrityError):
            async with session.begin_nested():
                await session.execute(insert(MemoryRow).values(key=key, value=following))
            return True
        return False
    taken = update(MemoryRow).where(MemoryRow.key == key, MemoryRow.value == seen).values(value=following)
    return (await session.execute(taken.returning(MemoryRow.key))).first() is not None


async def find_moment(session: Session, key: str) -> datetime | None:
    """When the moment under a key comes; None where it never did."""
    seen = await find_memory(session, key)
    return datetime.fromisoformat(seen) if seen else None
