"""What can go wrong with the database and the catalog, as facts that carry values and no prose."""


class StorageError(Exception):
    """The base of everything that this package raises on purpose."""


class InvalidDatabaseUrl(StorageError):
    """A DATABASE_URL that names no database we know. `url` has no password."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class DatabaseUnreachable(StorageError):
    """A database that cannot be opened or has gone away. `url` has no password; `reason` is what the system said."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, reason)
        self.url = url
        self.reason = reason


class DatabaseNotReady(StorageError):
    """A database without our tables, or with those of an older version: it wants `python -m storage upgrade`."""

    def __init__(self, url: str, revision: str | None) -> None:
        super().__init__(url, revision)
        self.url = url
        self.revision = revision


class DatabaseTooNew(StorageError):
    """A database that a newer version of Paperboy has upgraded: this one must not touch it."""

    def __init__(self, url: str, revision: str) -> None:
        super().__init__(url, revision)
        self.url = url
        self.revision = revision


class PaperNotFound(StorageError):
    """No paper of this number is on the lists that the asker sees."""

    def __init__(self, paper_id: int) -> None:
        super().__init__(paper_id)
        self.paper_id = paper_id


class ListNotFound(StorageError):
    """No list of this name is in the catalog."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class InvalidListName(StorageError):
    """A name that no list may have: lower-case letters, digits, `-`, `_` and `.`, at most 64 of them."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class RowsNotOfPaper(StorageError):
    """Rows that were to be split off a paper: not all of them are the paper's, or none of its rows would be left."""

    def __init__(self, paper_id: int) -> None:
        super().__init__(paper_id)
        self.paper_id = paper_id


class SamePaper(StorageError):
    """A paper that was to be merged with itself."""

    def __init__(self, paper_id: int) -> None:
        super().__init__(paper_id)
        self.paper_id = paper_id
