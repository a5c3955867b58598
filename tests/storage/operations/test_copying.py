import shutil
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.catalog import load_papers
from storage.database import Database
from storage.digests.subscription import Choices, Place, Target
from storage.digests.subscriptions import create_subscription
from storage.memory import remember
from storage.operations import copying
from storage.operations.copying import copy_everything, is_empty, tables
from storage.operations.errors import RowsDiffer, RowsNotTaken, TargetNotEmpty


async def test_everything_arrives_as_it_was_and_numbers_go_on(
    full: Database, database: Database, now: datetime
) -> None:
    told: list[tuple[int, int]] = []
    copied = await copy_everything(full, database, lambda done, total: told.append((done, total)))
    assert {each.table for each in copied} == {table.name for table in tables()} >= {"papers", "subscriptions", "usage"}
    assert next(each.rows for each in copied if each.table == "papers") == 354
    assert told[-1][0] == told[-1][1] == 2 * sum(each.rows for each in copied)
    assert told == sorted(told)
    async with full.read() as before, database.read() as after:
        assert await load_papers(after) == await load_papers(before)
    async with database.write() as session:  # the server numbers what is new after what came
        made = await create_subscription(
            session, Place(Target.TEXT, 5, 6), 7, Choices("daily 09:00"), next_at=now, now=now, most=9
        )
        assert made.id == 2


async def test_what_comes_back_is_the_same_again(
    full: Database, database: Database, sqlite_templates: dict[str, Path], tmp_path: Path
) -> None:
    there = await copy_everything(full, database, lambda *_: None)
    path = shutil.copy(sqlite_templates["empty"], tmp_path / "back.db")
    home = await Database.open(f"sqlite:///{path}")
    try:
        assert await copy_everything(database, home, lambda *_: None) == there
    finally:
        await home.close()


async def test_a_database_that_holds_something_is_not_filled(full: Database, database: Database) -> None:
    async with database.write() as session:
        await remember(session, "mine", "yes")
    with pytest.raises(TargetNotEmpty):
        await copy_everything(full, database, lambda *_: None)


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
async def test_rows_that_the_other_database_refuses_leave_it_empty(full: Database, database: Database) -> None:
    async with full.write() as session:
        await session.execute(text("UPDATE lists SET title = 'a' || char(0) || 'b'"))  # which no PostgreSQL takes
    with pytest.raises(RowsNotTaken) as caught:
        await copy_everything(full, database, lambda *_: None)
    assert caught.value.table == "lists"
    async with database.read() as session:
        assert await is_empty(session)


async def test_a_row_that_came_out_otherwise_is_found_and_nothing_is_kept(
    full: Database, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sum_up = copying._sum_up

    async def spoil(session: object, table: object, advance: object) -> object:
        await session.execute(text("UPDATE papers SET stars = stars + 1 WHERE id = 7"))  # type: ignore[attr-defined]
        return await sum_up(session, table, advance)  # type: ignore[arg-type]

    monkeypatch.setattr(copying, "_sum_up", spoil)
    with pytest.raises(RowsDiffer) as caught:
        await copy_everything(full, database, lambda *_: None)
    assert caught.value.table == "papers"
    async with database.read() as session:
        assert await is_empty(session)
