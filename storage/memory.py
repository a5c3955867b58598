"""Small things to remember between starts."""

from sqlalchemy import insert, select, update

from storage.database import Session, insert_first
from storage.tables import MemoryRow


async def find_memory(session: Session, key: str) -> str | None:
    """What was remembered under this key (at most 64 characters), or None."""
    return (await session.execute(select(MemoryRow.value).where(MemoryRow.key == key))).scalar_one_or_none()


async def remember(session: Session, key: str, value: str) -> None:
    """Remembers a text under a key, in the place of what was there. Of two processes at once one comes last."""
    if await remember_first(session, key, value) != value:
        await session.execute(update(MemoryRow).where(MemoryRow.key == key).values(value=value))


async def remember_first(session: Session, key: str, value: str) -> str:
    """Remembers a text under a key if nothing is there yet; returns what is there then, whoever was first."""
    there = await find_memory(session, key)
    if there is not None:
        return there
    if await insert_first(session, insert(MemoryRow).values(key=key, value=value)):
        return value
    return await find_memory(session, key) or value
