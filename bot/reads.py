"""Reads of the database that are answered from memory until anybody commits something."""

from collections.abc import Awaitable, Callable, Hashable, Sized
from typing import Any, TypeVar

from storage.database import Database, Session

_REMEMBERED, _LARGEST = 256, 200

Kept = TypeVar("Kept")


class Reads:
    """What was read last, by what was asked, except for long rows of things. On a server, which cannot say cheaply
    whether something was committed, only what goes with a version of the catalog is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[Hashable, tuple[int, Any]] = {}

    async def read(
        self, asked: Hashable, load: Callable[[Session], Awaitable[Kept]], version: int | None = None
    ) -> Kept:
        """What `load` gives, which depends on nothing but the database and what was `asked`: good until somebody
        commits something, or as long as the catalog has this `version` where nothing else matters."""
        good_for = self._database.read_stamp() if version is None else version
        known = self._kept.get(asked)
        if known is not None and known[0] == good_for:
            value: Kept = known[1]
            return value
        async with self._database.read() as session:
            loaded = await load(session)
        if good_for is not None and not (isinstance(loaded, Sized) and len(loaded) > _LARGEST):
            self._kept.pop(asked, None)
            self._kept[asked] = (good_for, loaded)
            if len(self._kept) > _REMEMBERED:
                del self._kept[next(iter(self._kept))]
        return loaded
