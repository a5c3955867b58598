from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.counters import PAPERS, read_counter
from storage.database import Database
from storage.digests.gaps import get_epoch
from storage.memory import remember
from storage.operations.backups import back_up, back_up_when_due, find_backups, folder_of, name_backup, restore
from storage.operations.errors import CopyUnwritable, NotABackup, TargetNotEmpty

DAY = timedelta(days=1)


def address(database: Database) -> str:
    return database._engine.url.render_as_string(hide_password=False)


async def test_a_backup_brings_back_what_was_and_begins_a_new_life(
    catalog: Database, tmp_path: Path, now: datetime, later: datetime, recall: Callable[..., Any]
) -> None:
    async with catalog.write() as session:
        epoch = await get_epoch(session)
        await remember(session, "what", "before")
    backup = await back_up(catalog, tmp_path / "b.db")
    assert backup.size == backup.path.stat().st_size > 500_000
    async with catalog.write() as session:
        await remember(session, "what", "after")
    url = address(catalog) if catalog.is_sqlite else f"sqlite:///{tmp_path / 'new.db'}"
    kept = await restore(backup.path, url, later)
    assert await recall(url, "what") == "before"
    assert await recall(url, "gap at") == later.isoformat()
    assert await recall(url, "database epoch") not in (None, epoch)
    if catalog.is_sqlite:
        assert kept is not None
        assert await recall(f"sqlite:///{kept}", "what") == "after", "nothing is lost by a restore that was a mistake"


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
async def test_a_server_is_restored_where_it_is_empty(
    catalog: Database, database: Database, tmp_path: Path, now: datetime
) -> None:
    backup = await back_up(catalog, tmp_path / "b.db")
    await restore(backup.path, address(database), now)
    async with database.read() as session:
        assert await read_counter(session, PAPERS) == 354
    with pytest.raises(TargetNotEmpty):
        await restore(backup.path, address(catalog), now)


async def test_what_is_no_backup_changes_nothing(full: Database, tmp_path: Path, now: datetime) -> None:
    (tmp_path / "text.db").write_text("no database")
    before = (tmp_path / "full.db").read_bytes()
    with pytest.raises(NotABackup):
        await restore(tmp_path / "text.db", address(full), now)
    assert (tmp_path / "full.db").read_bytes() == before


async def test_one_process_of_many_writes_the_backup_when_it_is_due_and_the_oldest_go(
    catalog: Database, tmp_path: Path, now: datetime
) -> None:
    folder = tmp_path / "backups"
    written = []
    for hour in range(0, 24 * 5, 6):
        moment = now + timedelta(hours=hour)
        for _process in range(2):
            backup = await back_up_when_due(catalog, folder, DAY, 3, moment)
            written += [backup.path] if backup else []
    assert len(written) == 5
    assert find_backups(folder) == tuple(written[-3:])
    assert {path.name for path in folder.iterdir()} == {path.name for path in written[-3:]}


async def test_a_backup_that_cannot_be_written_is_told(full: Database, tmp_path: Path, now: datetime) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CopyUnwritable):
        await back_up(full, tmp_path / "file" / name_backup(now))
    assert find_backups(folder_of(tmp_path / "full.db")) == ()
