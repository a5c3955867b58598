"""What an asker sees of the catalog: one transaction for a command, memory for the keystrokes of autocomplete."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.categories import Category
from data.paper import Paper
from data.query.query import Query
from storage.database import Database, Session
from storage.digests.matching import find_obstacle
from storage.digests.subscription import Interest
from storage.errors import PaperNotFound
from storage.guilds import find_visible_lists
from storage.lists import ListInfo, load_lists
from storage.search.index import Index
from storage.search.live import LiveIndex
from storage.search.result import Result
from storage.unions import load_redirects

FRESH_SECONDS = 60.0
_REMEMBERED_GUILDS = 10_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """The catalog as one guild, or a person outside of guilds, sees it: a snapshot that does no I/O."""

    index: Index
    names: frozenset[str]
    lists: tuple[ListInfo, ...]
    redirects: Mapping[int, int]

    def search(self, query: Query, now: datetime | None = None) -> Result:
        """Everything that answers the query, best first. `now` lets its words count from today."""
        return self.index.search(query, self.names, now)

    def suggest(self, text: str, limit: int) -> tuple[Paper, ...]:
        """The papers whose titles and aliases go best with what was typed so far."""
        return self.index.suggest(text, self.names, limit)

    def get_paper(self, paper_id: int) -> Paper:
        """The paper of this number, or the one that it was merged into. Raises `PaperNotFound` where no list on this
        shelf shows it."""
        paper = self.index.find_paper(self.redirects.get(paper_id, paper_id), self.names)
        if paper is None:
            raise PaperNotFound(paper_id)
        return paper

    def find_category(self, text: str) -> Category | None:
        """The category of this slug, else the one that the text names best, in any language."""
        exact = (category for category, _ in self.count_categories() if category.slug == text)
        return next(exact, None) or self.index.find_category(text)

    def count_categories(self) -> tuple[tuple[Category, int], ...]:
        """The categories that have papers, in their order, and how many."""
        return self.index.count_categories(self.names)

    def count_fitting(self, interest: Interest) -> int:
        """How many papers fit what a digest is for. It takes the longer the more there are: call it in a thread."""
        papers = self.search(Query()).papers
        return sum(find_obstacle(interest, paper, self.names) is None for paper in papers)

    def count_papers(self) -> int:
        """How many papers there are, each once."""
        return self.index.count_papers(self.names)


class Library:
    """Opens shelves. Remembers which lists a guild sees, for autocomplete alone: commands always look."""

    def __init__(self, database: Database, index: LiveIndex, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._index = index
        self._clock = clock
        self._beside: _Beside | None = None
        self._seen: dict[int | None, tuple[float, frozenset[str]]] = {}

    async def open(self, guild_id: int | None) -> Shelf:
        """The shelf of a guild (None: of a person outside of guilds) as the database has it now."""
        async with self._database.read() as session:
            index = await self._index.current(session)
            names = await self._look(session, guild_id)
            beside = await self._current(session, index.version)
        return Shelf(index, names, tuple(info for info in beside.lists if info.name in names), beside.redirects)

    async def glance(self, guild_id: int | None) -> tuple[Index, frozenset[str]]:
        """The index and the names of the lists for a keystroke: from memory, unless this guild was not here of late."""
        seen = self._seen.get(guild_id)
        if seen is not None and self._clock() - seen[0] < FRESH_SECONDS:
            return self._index.latest, seen[1]
        async with self._database.read() as session:
            return self._index.latest, await self._look(session, guild_id)

    async def _look(self, session: Session, guild_id: int | None) -> frozenset[str]:
        names = await find_visible_lists(session, guild_id)
        self._seen.pop(guild_id, None)
        self._seen[guild_id] = (self._clock(), names)
        if len(self._seen) > _REMEMBERED_GUILDS:
            del self._seen[next(iter(self._seen))]
        return names

    async def _current(self, session: Session, version: int) -> "_Beside":
        """What goes with the papers of this version of the catalog, read once."""
        if self._beside is None or self._beside.version != version:
            self._beside = _Beside(version, await load_lists(session), await load_redirects(session))
        return self._beside


@dataclass(frozen=True, slots=True)
class _Beside:
    """What changes with the catalog and stands beside its papers."""

    version: int
    lists: tuple[ListInfo, ...]
    redirects: Mapping[int, int]
