from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy import select

from data.schema import Row
from storage.counters import CHANGES, read_counter
from storage.database import Database
from storage.feed import Change, ChangeKind, append_changes
from storage.importing import ImportReport
from storage.tables import ChangeRow, ListRow, PaperRow


async def test_changes_are_numbered_without_a_gap_and_keep_their_order(
    database: Database,
    now: datetime,
    make_row: Callable[..., Row],
    import_rows: Callable[..., Awaitable[ImportReport]],
) -> None:
    await import_rows(make_row("AWQ"))
    async with database.write() as session:
        paper_id = (await session.execute(select(PaperRow.id))).scalar_one()
        list_id = (await session.execute(select(ListRow.id))).scalar_one()
        change = Change(ChangeKind.RATED, paper_id, list_id, "KV Cache", {"stars": 1}, {"stars": 2})
        assert await append_changes(session, [change, change], now) == 2
        assert await append_changes(session, [], now) == 0
        assert await append_changes(session, [change], now) == 3
    async with database.read() as session:
        rows = (await session.execute(select(ChangeRow).order_by(ChangeRow.seq))).scalars().all()
        assert [(row.seq, row.kind, row.before, row.after, row.at) for row in rows] == [
            (seq, "rated", {"stars": 1}, {"stars": 2}, now) for seq in (1, 2, 3)
        ]
        assert await read_counter(session, CHANGES) == 3
