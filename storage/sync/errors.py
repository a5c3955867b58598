"""What can go wrong with following a list, as facts."""

from storage.errors import StorageError


class InvalidListUrl(StorageError):
    """An address from which no list is fetched: only http(s) and file addresses are, without a password in them."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class ListUnreachable(StorageError):
    """A list that could not be fetched. `reason` is one of missing, refused, status, timeout, too_large, broken,
    redirects, private_address, unreachable; `status` is the HTTP status where that is the reason, `after` the seconds
    for which the server asked to be left alone."""

    def __init__(self, url: str, reason: str, *, status: int = 0, after: float = 0.0) -> None:
        super().__init__(url, reason, status)
        self.url = url
        self.reason = reason
        self.status = status
        self.after = after


class ListNotFollowed(StorageError):
    """A list that the catalog holds and that has no address to be synced from."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NothingHeld(StorageError):
    """A review of a list of which no version is held back."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
