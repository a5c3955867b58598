from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.database import Database, Session
from storage.keys import write_keys
from storage.tables import KeyRow

if TYPE_CHECKING:
    from tests.storage.conftest import Import, MakeRow


async def keys_in(session: Session) -> dict[str, datetime]:
    return {row.key: row.since_at for row in await session.execute(select(KeyRow.key, KeyRow.since_at))}


async def test_a_key_that_stays_keeps_its_date_and_one_that_nobody_asserts_goes(
    database: Database, import_rows: "Import", make_row: "MakeRow", now: datetime
) -> None:
    await import_rows(make_row("A paper", "https://arxiv.org/abs/2401.00001"))
    later = now + timedelta(days=1)
    async with database.write() as session:
        (placement_id, paper_id) = (await session.execute(select(KeyRow.placement_id, KeyRow.paper_id))).first() or (
            0,
            0,
        )
        row = make_row("A paper", "https://openreview.net/forum?id=x")
        await write_keys(session, {placement_id: (paper_id, row)}, later)
        assert await keys_in(session) == {"title:apaper": now, "openreview:x": later}
