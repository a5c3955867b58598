"""The identity keys that the rows of lists assert."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select

from data.identity.entries import entry_of
from data.schema import Row
from storage.database import Session
from storage.placements import in_parts
from storage.tables import KeyRow, table_of


async def write_keys(
    session: Session, written: Mapping[int, tuple[int, Row]], now: datetime, *, fresh: bool = False
) -> None:
    """Brings the keys that placements assert, with all signs by which they can be found, to what their rows say.

    `written` gives for the number of each placement its paper's and its row. A key that stays keeps its date. `fresh`
    says that none of the placements has asserted anything yet.
    """
    stored: set[tuple[int, str]] = set()
    for part in () if fresh else in_parts(sorted(written)):
        found = select(KeyRow.placement_id, KeyRow.key).where(KeyRow.placement_id.in_(part))
        stored.update((row.placement_id, row.key) for row in await session.execute(found))
    wanted = {
        (placement_id, key): paper_id
        for placement_id, (paper_id, row) in written.items()
        for key in sorted(entry_of(row, "").signs)
    }
    for placement_id, key in sorted(stored - wanted.keys()):
        await session.execute(delete(KeyRow).where(KeyRow.placement_id == placement_id, KeyRow.key == key))
    new = [
        {"placement_id": placement_id, "key": key, "paper_id": paper_id, "since_at": now}
        for (placement_id, key), paper_id in wanted.items()
        if (placement_id, key) not in stored
    ]
    if new:
        await session.execute(insert(table_of(KeyRow)), new)
