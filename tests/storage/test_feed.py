from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from data.schema import Row
from storage.counters import CHANGES, read_counter
from storage.database import Database
from storage.feed import Change, ChangeKind, FeedFilter, append_changes, count_changes, load_newest
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


async def test_the_newest_entries_are_told_by_list_time_kind_and_category(
    database: Database,
    now: datetime,
    make_row: Callable[..., Row],
    import_rows: Callable[..., Awaitable[ImportReport]],
) -> None:
    base = make_row("Base", "https://arxiv.org/abs/2401.00001")
    await import_rows(base)
    await import_rows(base, make_row("One", "https://arxiv.org/abs/2401.00002"))
    await import_rows(
        make_row("Base", "https://arxiv.org/abs/2401.00001", stars=2),
        make_row("One", "https://arxiv.org/abs/2401.00002"),
        make_row("Two", "https://arxiv.org/abs/2401.00003", section="Pruning"),
    )
    mine = frozenset({"mine"})

    async def told(wanted: FeedFilter, offset: int = 0, limit: int = 10) -> tuple[list[str], int]:
        async with database.read() as session:
            entries = await load_newest(session, wanted, offset=offset, limit=limit)
            total = await count_changes(session, wanted)
        return [f"{entry.kind.value} {entry.title}" for entry in entries], total

    assert await told(FeedFilter(mine)) == (["added Two", "rated Base", "added One"], 3)
    assert await told(FeedFilter(mine), offset=1, limit=1) == (["rated Base"], 3)
    assert await told(FeedFilter(mine, kind=ChangeKind.ADDED)) == (["added Two", "added One"], 2)
    assert await told(FeedFilter(mine, category="pruning")) == (["added Two"], 1)
    assert await told(FeedFilter(mine, since=now)) == (["added Two", "rated Base", "added One"], 3)
    assert await told(FeedFilter(mine, since=now + timedelta(seconds=1))) == ([], 0)
    assert await told(FeedFilter(frozenset({"other"}))) == ([], 0)
    assert await told(FeedFilter(frozenset())) == ([], 0)


async def test_the_entries_of_some_papers_may_be_asked_for(
    database: Database,
    now: datetime,
    make_row: Callable[..., Row],
    import_rows: Callable[..., Awaitable[ImportReport]],
) -> None:
    await import_rows(make_row("One"), make_row("Two"))
    changes = [Change(ChangeKind.RATED, paper, 1, "KV Cache") for paper in (1, 2, 1)]
    async with database.write() as session:
        await append_changes(session, changes, now)
    async with database.read() as session:
        for papers, seqs in (({1}, [3, 1]), ({2}, [2]), ({1, 2}, [3, 2, 1]), ({9}, []), ((), [3, 2, 1])):
            wanted = FeedFilter(frozenset({"mine"}), papers=frozenset(papers))
            assert [entry.seq for entry in await load_newest(session, wanted, offset=0, limit=9)] == seqs
            assert await count_changes(session, wanted) == len(seqs)
