"""SQLite databases as files: copying one while others write to it, and telling whether one is sound."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from storage.operations.errors import CopyUnwritable, NotABackup
from storage.revisions import HEAD, KNOWN

Tell = Callable[[int, int], None]
"""Hears how much is done, and of how much."""

_PAGES = 256  # in one step: a megabyte
_FLUSH_EVERY = 8  # steps; else everything would be flushed at the end, and writers would wait for that


def quiet(_done: int, _total: int) -> None:
    """Tells nobody."""


def copy_file(source: Path, target: Path, tell: Tell = quiet, *, pause: float = 0.0) -> None:
    """Copies a database as it is at this moment, while others read and write it. Blocks; call it in a thread.

    The copy is one file, complete or not there at all, and nobody else may read it. `pause` seconds pass between its
    megabytes. Raises `CopyUnwritable`, and `NotABackup` where the source is no database.
    """
    if not source.is_file():
        raise NotABackup(source, "missing")
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
        with closing(_connect(source)) as reading, closing(_connect(beside)) as writing:
            _hold_snapshot(reading, source)
            with beside.open("rb") as file:
                _copy_pages(reading, writing, file.fileno(), tell, pause)
            writing.execute("PRAGMA journal_mode=DELETE")  # one file, which can be moved about
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise CopyUnwritable(target, getattr(error, "strerror", None) or str(error)) from error
    finally:
        for rest in (beside, beside.with_name(f"{beside.name}-journal")):
            with suppress(OSError):
                rest.unlink()


def put_in_place(copy: Path, target: Path, tell: Tell = quiet) -> None:
    """Makes a database hold what a copy holds, in one transaction: who has it open sees the one or the other. Creates
    it where it is missing. Raises `CopyUnwritable`."""
    try:
        with closing(_connect(copy)) as reading, closing(_connect(target)) as writing:
            reading.backup(writing, pages=_PAGES, progress=lambda _, left, all_: tell(all_ - left, all_))
    except sqlite3.Error as error:
        raise CopyUnwritable(target, str(error)) from error


def read_copy_revision(path: Path) -> str:
    """The revision of a sound database in a file. Raises `NotABackup`."""
    if not path.is_file():
        raise NotABackup(path, "missing")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            damaged = connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",)
    except sqlite3.Error as error:
        reason = "damaged" if "malformed" in str(error) else "no database"
        raise NotABackup(path, reason) from error
    if damaged:
        raise NotABackup(path, "damaged")
    if found is None or found[0] not in KNOWN:
        raise NotABackup(path, "newer")
    return str(found[0])


def is_current(revision: str) -> bool:
    """Whether a revision is the one that this version works with."""
    return revision == HEAD


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=5.0, check_same_thread=False)


def _hold_snapshot(reading: sqlite3.Connection, source: Path) -> None:
    """Begins to read. As long as this goes on, what others write meanwhile does not make the copy begin anew."""
    try:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        raise NotABackup(source, "no database") from error


def _copy_pages(
    reading: sqlite3.Connection, writing: sqlite3.Connection, descriptor: int, tell: Tell, pause: float
) -> None:
    steps = 0

    def after_step(_status: int, left: int, total: int) -> None:
        nonlocal steps
        steps += 1
        if steps % _FLUSH_EVERY == 0:
            os.fsync(descriptor)
        tell(total - left, total)
        if left and pause:
            time.sleep(pause)

    writing.execute("PRAGMA synchronous=OFF")  # the whole file is flushed before it gets its name
    reading.backup(writing, pages=_PAGES, progress=after_step)
