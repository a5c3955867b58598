"""Backups: one SQLite file each, whichever kind of database it is of, and what it takes to go back to one."""

import asyncio
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.database import Database, Session, find_file
from storage.digests.gaps import begin
from storage.memory import remember
from storage.operations.copying import copy_everything
from storage.operations.errors import CopyUnwritable
from storage.operations.files import copy_file, put_in_place, quiet, read_copy_revision
from storage.operations.moments import claim_moment
from storage.upgrading import upgrade

Tell = Callable[[int, int], None]

FOLDER = "backups"
"""Where backups of a SQLite file are, beside it, unless the operator says otherwise."""

NEXT_BACKUP, LAST_BACKUP = "next backup", "last backup"
_SCHEDULED, _BEFORE_RESTORE = "paperboy", "before-restore"
_GENTLE = 0.005  # seconds between two megabytes, while people are being answered


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that was written, and how many bytes it has."""

    path: Path
    size: int


async def back_up(database: Database, path: Path, tell: Tell = quiet, *, pause: float = 0.0) -> Backup:
    """Writes a copy of the database as it is now, while it is being used. The file is complete or not there, holds no
    more than the database, and may be read by its owner alone. Any file of that name is replaced.

    A PostgreSQL database is copied row by row into a SQLite file. Raises `CopyUnwritable`, `DatabaseUnreachable`.
    """
    try:
        await asyncio.to_thread(path.parent.mkdir, parents=True, exist_ok=True)
    except OSError as error:
        raise CopyUnwritable(path, error.strerror or str(error)) from error
    if database.file is not None:
        await asyncio.to_thread(copy_file, database.file, path, tell, pause=pause)
    else:
        await _write_rows(database, path, tell)
    return Backup(path, await asyncio.to_thread(_size, path))


async def restore(path: Path, url: str, now: datetime, tell: Tell = quiet) -> Path | None:
    """Makes the database hold what a backup holds, brought to this version, as the beginning of a new life: what was
    told since the backup is looked for in the channels before anything is told there again.

    What a SQLite file held is kept in a copy beside it, whose path is returned. A PostgreSQL database must be empty.
    Nobody may serve the database meanwhile. Raises `NotABackup`, `CopyUnwritable`, `TargetNotEmpty` and the like; then
    nothing was changed.
    """
    await asyncio.to_thread(read_copy_revision, path)
    target = find_file(url)
    folder = (target.parent if target else None) or Path(tempfile.gettempdir())
    with tempfile.TemporaryDirectory(prefix=".paperboy-restore-", dir=folder) as scratch:
        staged = Path(scratch, "staged.db")
        await asyncio.to_thread(copy_file, path, staged)
        await _begin_new_life(f"sqlite:///{staged}", now)
        if target is None:
            await _fill(staged, url, now, tell)
            return None
        kept = await asyncio.to_thread(_keep_current, target, now)
        await asyncio.to_thread(put_in_place, staged, target, tell)
        return kept


async def back_up_when_due(
    database: Database, folder: Path, every: timedelta, keep: int, now: datetime
) -> Backup | None:
    """Writes the next backup into a folder if its time has come, by one process of all, and removes the oldest beyond
    `keep`. None where it was not due. Raises `CopyUnwritable`, `DatabaseUnreachable`."""
    async with database.write() as session:
        if not await _claim(session, now, every):
            return None
    backup = await back_up(database, folder / _name(_SCHEDULED, now), pause=_GENTLE)
    await asyncio.to_thread(_prune, folder, keep)
    async with database.write() as session:
        await remember(session, LAST_BACKUP, now.isoformat())
    return backup


def find_backups(folder: Path) -> tuple[Path, ...]:
    """The scheduled backups of a folder, the oldest first."""
    return tuple(sorted(folder.glob(f"{_SCHEDULED}-*.db"))) if folder.is_dir() else ()


def folder_of(database_file: Path) -> Path:
    """Where the backups of a SQLite file are."""
    return database_file.parent / FOLDER


def name_backup(now: datetime) -> str:
    """The name of a backup that is made now."""
    return _name(_SCHEDULED, now)


async def _claim(session: Session, now: datetime, every: timedelta) -> bool:
    return await claim_moment(session, NEXT_BACKUP, now, every)


async def _write_rows(database: Database, path: Path, tell: Tell) -> None:
    """The rows of a server as a SQLite file."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.rows")
    url = f"sqlite:///{beside}"
    try:
        await upgrade(url, empty=True, now=datetime.now(UTC))
        copy = await Database.open(url)
        try:
            await copy_everything(database, copy, tell)
        finally:
            await copy.close()
        await asyncio.to_thread(copy_file, beside, path)
    finally:
        for ending in ("", "-wal", "-shm"):
            beside.with_name(beside.name + ending).unlink(missing_ok=True)


async def _begin_new_life(url: str, now: datetime) -> None:
    await upgrade(url, empty=True, now=now)
    staged = await Database.open(url)
    try:
        async with staged.write() as session:
            await begin(session, now, is_new_life=True)
    finally:
        await staged.close()


async def _fill(staged: Path, url: str, now: datetime, tell: Tell) -> None:
    await upgrade(url, empty=True, now=now)
    source = await Database.open(f"sqlite:///{staged}")
    target = await Database.open(url)
    try:
        await copy_everything(source, target, tell)
    finally:
        await source.close()
        await target.close()


def _keep_current(target: Path, now: datetime) -> Path | None:
    if not _size(target):
        return None
    kept = folder_of(target) / _name(_BEFORE_RESTORE, now)
    try:
        kept.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise CopyUnwritable(kept, error.strerror or str(error)) from error
    copy_file(target, kept)
    return kept


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _prune(folder: Path, keep: int) -> None:
    for path in find_backups(folder)[: -max(keep, 1)]:
        path.unlink(missing_ok=True)


def _name(what: str, now: datetime) -> str:
    return f"{what}-{now:%Y%m%dT%H%M%S}Z.db"
