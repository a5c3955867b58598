"""What can go wrong when a database is copied, moved or shared, as facts."""

from pathlib import Path

from storage.errors import StorageError


class OperationError(StorageError):
    """The base of what an operator meets and a member never does."""


class DatabaseInUse(OperationError):
    """A SQLite file that another process serves already."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class NotABackup(OperationError):
    """A file that cannot be restored: `reason` is "missing", "no database", "damaged" or "newer"."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = path
        self.reason = reason


class CopyUnwritable(OperationError):
    """A copy of a database that could not be written. `reason` is what the system said."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = path
        self.reason = reason


class TargetNotEmpty(OperationError):
    """A database that was to be filled and holds something already. `url` has no password."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class SameDatabase(OperationError):
    """A database that was to be moved to where it is."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class RowsNotTaken(OperationError):
    """A database that refused rows of a table. `reason` is what it said."""

    def __init__(self, table: str, reason: str) -> None:
        super().__init__(table, reason)
        self.table = table
        self.reason = reason


class RowsDiffer(OperationError):
    """A table whose rows were not the same after copying."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table
