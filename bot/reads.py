"""Reads of the database that are answered from memory until anybody commits something."""

from collections.abc import Awaitable, Callable, Hashable, Sized
from typing import Any, TypeVar

from storage.database import Database, Session

_REMEMBERED, _LARGEST = 256, 200

Kept = TypeVar("Kept")


class Reads:
    """What was read last, by what was asked, except for long rows of things. On a server, which cannot say cheaply
    whether something was committed, nothing is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stamp: int | None = None
        self._kept: dict[Hashable, Any] = {}

    async def read(self, asked: Hashable, load: Callable[[Session], Awaitable[Kept]]) -> Kept:
        """What `load` gives, which depends on nothing but the database and what was `asked`."""
        stamp = self._database.read_stamp()
        if stamp is None or stamp != self._stamp:
            self._kept, self._stamp = {}, stamp
        kept = self._kept
        if stamp is not None and asked in kept:
            value: Kept = kept[asked]
            return value
        async with self._database.read() as session:
            loaded = await load(session)
        if stamp is not None and not (isinstance(loaded, Sized) and len(loaded) > _LARGEST):
            kept[asked] = loaded  # into the memory of its own stamp, which may be gone by now
            if len(kept) > _REMEMBERED:
                del kept[next(iter(kept))]
        return loaded
