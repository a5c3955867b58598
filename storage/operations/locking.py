"""Who uses a SQLite file: any number of processes that serve it, or one that replaces it and wants it for itself."""

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from storage.database import find_file
from storage.operations.errors import DatabaseInUse

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(descriptor: int, *, shares: bool) -> None:  # noqa: ARG001  # no lock is shared there: one serves
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int, *, shares: bool) -> None:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shares else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def alone(url: str) -> AbstractContextManager[None]:
    """Keeps every process out that serves the same SQLite file, or wants it for itself, until the block or the process
    ends, however it ends. Does nothing for PostgreSQL.

    Raises `DatabaseInUse` and `InvalidDatabaseUrl`. A folder that does not exist is left to who opens the database.
    """
    return _hold(url, shares=False)


def serving(url: str) -> AbstractContextManager[None]:
    """Keeps processes out that want the same SQLite file for themselves; others may serve it as well. Raises as `alone`
    does."""
    return _hold(url, shares=True)


@contextlib.contextmanager
def _hold(url: str, *, shares: bool) -> Iterator[None]:
    file = find_file(url)
    if file is None or not file.parent.is_dir():
        yield
        return
    descriptor = os.open(lock_file(file), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            _lock(descriptor, shares=shares)
        except OSError as error:
            raise DatabaseInUse(f"sqlite:///{file}") from error
        yield
    finally:
        os.close(descriptor)  # which gives the lock up; the file stays, as removing it would race


def lock_file(file: Path) -> Path:
    """The file beside a database that says whether somebody serves it."""
    return file.with_name(f"{file.name}.lock")
