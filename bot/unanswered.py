"""Searches that found no answer, kept for curators a few at a time: no look-up waits for a write, and nobody reads the
database again because somebody has mistyped a word."""

from collections.abc import Callable
from datetime import datetime

from storage.database import Database
from storage.errors import StorageError
from storage.refused import Kind, Reason, note_refused

_MOST = 500  # that wait; a database that is away for long costs the rest


class Unanswered:
    """What waits to be kept. What waits when a process is killed is lost, which costs nobody an answer."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._waiting: list[str] = []

    def note(self, query: str) -> None:
        """Takes the words of a search."""
        if len(self._waiting) < _MOST:
            self._waiting.append(query)

    async def keep(self) -> None:
        """Keeps what waits. Raises `DatabaseUnreachable`; nothing is lost then."""
        if not self._waiting:
            return
        queries, self._waiting = self._waiting, []
        try:
            async with self._database.write() as session:
                for query in queries:
                    await note_refused(session, Kind.SEARCH, Reason.NONE, query, self._now())
        except StorageError:
            self._waiting = (queries + self._waiting)[:_MOST]
            raise
