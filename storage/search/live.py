"""The index that follows the catalog: reloaded when the catalog's version has changed, and only then."""

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from data.categories import Category
from data.paper import Paper
from storage.catalog import load_categories, load_papers, read_version
from storage.database import Database, Session
from storage.search.index import Index
from storage.search.index_file import best_first, build_index_file
from storage.search.large_index import LARGEST_IN_MEMORY, LargeIndex


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
        return await self.at(session, await read_version(session))

    async def at(self, session: Session, version: int) -> Index:
        """The index of this version of the catalog, which the session is known to see."""
        if self._latest.version == version:
            return self._latest
        async with self._reloading:
            if self._latest.version != version:
                papers = await load_papers(session)
                categories = await load_categories(session)
                index = await asyncio.to_thread(_build, papers, categories, version)
                if version < self._latest.version:
                    return index  # an older transaction sees what it sees; newer ones keep the newer snapshot
                self._latest = index
        return self._latest


def _build(papers: Sequence[Paper], categories: Sequence[Category], version: int) -> Index:
    """The index of a catalog. That of a large one is a file which is gone from its folder once it is open, so that
    nothing is left behind however the process ends; where files that are open cannot be removed, it stays."""
    if len(papers) <= LARGEST_IN_MEMORY:
        return Index(papers, categories, version)
    folder = Path(tempfile.mkdtemp(prefix="paperboy-index-"))
    try:
        names = {category.slug: tuple(category.names.values()) for category in categories}
        build_index_file(folder / "index.db", best_first(papers), names)
        return LargeIndex(folder / "index.db", categories, version)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
