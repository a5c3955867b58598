"""One process serves a SQLite file. PostgreSQL is shared by claims instead."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from storage.database import find_file
from storage.operations.errors import DatabaseInUse

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def alone(url: str) -> Iterator[None]:
    """Keeps every other process out that wants the same for the same SQLite file, until the block or the process ends,
    however it ends. Does nothing for PostgreSQL.

    Raises `DatabaseInUse` and `InvalidDatabaseUrl`. A folder that does not exist is left to who opens the database.
    """
    file = find_file(url)
    if file is None or not file.parent.is_dir():
        yield
        return
    descriptor = os.open(lock_file(file), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            _lock(descriptor)
        except OSError as error:
            raise DatabaseInUse(f"sqlite:///{file}") from error
        yield
    finally:
        os.close(descriptor)  # which gives the lock up; the file stays, as removing it would race


def lock_file(file: Path) -> Path:
    """The file beside a database that says whether somebody serves it."""
    return file.with_name(f"{file.name}.lock")
