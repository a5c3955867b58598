"""The index that follows the catalog: reloaded when the catalog's version has changed, and only then."""

import asyncio

from storage.catalog import load_categories, load_papers, read_version
from storage.database import Database, Session
from storage.search.index import Index


class LiveIndex:
    """One snapshot in memory, shared by everybody. Reading it never waits for a reload that others have begun."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._latest = Index((), (), -1)
        self._reloading = asyncio.Lock()

    @property
    def latest(self) -> Index:
        """What was loaded last, without looking at the database; before `load`, an index of nothing."""
        return self._latest

    async def load(self) -> Index:
        """Loads what the database holds now, for the start."""
        async with self._database.read() as session:
            return await self.current(session)

    async def current(self, session: Session) -> Index:
        """The index of the catalog as this session sees it: one indexed read where nothing changed.

        One reload happens at a time; who comes meanwhile waits for it and then looks again.
        """
        version = await read_version(session)
        if self._latest.version == version:
            return self._latest
        async with self._reloading:
            if self._latest.version != version:
                papers = await load_papers(session)
                categories = await load_categories(session)
                index = await asyncio.to_thread(Index, papers, categories, version)
                if version < self._latest.version:
                    return index  # an older transaction sees what it sees; newer ones keep the newer snapshot
                self._latest = index
        return self._latest
