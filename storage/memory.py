"""Small things to remember between starts."""

from storage.database import Session
from storage.tables import MemoryRow


async def find_memory(session: Session, key: str) -> str | None:
    """What was remembered under this key (at most 64 characters), or None."""
    row = await session.get(MemoryRow, key)
    return row.value if row else None


async def remember(session: Session, key: str, value: str) -> None:
    """Remembers a text under a key, in the place of what was there."""
    await session.merge(MemoryRow(key=key, value=value))
