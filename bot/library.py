"""What an asker sees of the catalog: one transaction for a command, memory for the keystrokes of autocomplete."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from random import Random

from bot.refusals import NoListsSeen
from data.categories import Category
from data.paper import Paper
from data.query.query import Query
from storage.counters import CATALOG, GUILDS, read_counters
from storage.database import Database
from storage.errors import PaperNotFound
from storage.guilds import NOTHING_CHOSEN, GuildChoices, load_choices
from storage.lists import ListInfo, load_lists
from storage.search.index import Index
from storage.search.live import LiveIndex
from storage.search.result import Result
from storage.unions import load_redirects

FRESH_SECONDS = 60.0
_REMEMBERED_GUILDS = 10_000
_REMEMBERED_RESULTS, _LARGEST_REMEMBERED = 128, 2_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """The catalog as one guild, or a person outside of guilds, sees it: a snapshot that does no I/O."""

    index: Index
    names: frozenset[str]
    lists: tuple[ListInfo, ...]
    redirects: Mapping[int, int]
    choices: GuildChoices = NOTHING_CHOSEN
    found: "Found" = field(default_factory=lambda: Found())

    def search(self, query: Query, now: datetime | None = None) -> Result:
        """Everything that answers the query, best first. `now` lets its words count from today."""
        return self.found.search(self.index, query, self.names, now)

    def suggest(self, text: str, limit: int) -> tuple[Paper, ...]:
        """The papers whose titles and aliases go best with what was typed so far."""
        return self.index.suggest(text, self.names, limit)

    def get_paper(self, paper_id: int) -> Paper:
        """The paper of this number, or the one that it was merged into. Raises `PaperNotFound` where no list on this
        shelf shows it."""
        paper = self.find_paper(paper_id)
        if paper is None:
            raise PaperNotFound(paper_id)
        return paper

    def find_paper(self, paper_id: int) -> Paper | None:
        """The same, or None."""
        return self.index.find_paper(self.redirects.get(paper_id, paper_id), self.names)

    def draw(self, category: str, chance: Random) -> Paper | None:
        """A paper of the category of this slug (of any for ""), by chance; None where there is none."""
        return self.index.draw(category, self.names, chance)

    def find_category(self, text: str) -> Category | None:
        """The category of this slug, else the one that the text names best, in any language."""
        exact = (category for category, _ in self.count_categories() if category.slug == text)
        return next(exact, None) or self.index.find_category(text)

    def count_categories(self) -> tuple[tuple[Category, int], ...]:
        """The categories that have papers, in their order, and how many."""
        return self.index.count_categories(self.names)

    def count_papers(self) -> int:
        """How many papers there are, each once."""
        return self.index.count_papers(self.names)


class Found:
    """The answers to the last look-ups in one version of the catalog: pages of one are turned, and each page is a
    look-up. Answers of very many papers are not remembered."""

    def __init__(self) -> None:
        self._results: dict[tuple[Query, frozenset[str], date | None], Result] = {}

    def search(self, index: Index, query: Query, names: frozenset[str], now: datetime | None) -> Result:
        """The answer, looked up or remembered from the same day."""
        asked = query, names, now and now.date()
        result = self._results.pop(asked, None) or index.search(query, names, now)
        if len(result.papers) <= _LARGEST_REMEMBERED:
            self._results[asked] = result
            if len(self._results) > _REMEMBERED_RESULTS:
                del self._results[next(iter(self._results))]
        return result


class Library:
    """Opens shelves. What it read once it has in memory until somebody commits something; what it remembers of a guild
    serves the keystrokes of autocomplete without asking."""

    def __init__(self, database: Database, index: LiveIndex, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._index = index
        self._clock = clock
        self._stamp: int | None = None
        self._seen = _Seen(-1, -1, index.latest, (), {}, {}, Found())

    async def open(self, guild_id: int | None, *, may_be_empty: bool = False) -> Shelf:
        """The shelf of a guild (None: of a person outside of guilds) as the database has it now.

        Raises `NoListsSeen` where no list is on it, unless `may_be_empty`.
        """
        stamp = self._database.read_stamp()
        seen = self._seen
        if stamp is None or stamp != self._stamp or guild_id not in seen.guilds:
            seen = await self._look(guild_id, stamp)
        shelf = seen.open(guild_id)
        if not shelf.names and not may_be_empty:
            raise NoListsSeen(has_lists=bool(seen.lists))
        return shelf

    async def glance(self, guild_id: int | None) -> tuple[Index, frozenset[str]]:
        """The index and the names of the lists for a keystroke: from memory, unless this guild was not here of late."""
        seen, known = self._seen, self._seen.guilds.get(guild_id)
        if known is None or self._clock() - known[0] >= FRESH_SECONDS:
            seen = await self._look(guild_id, self._database.read_stamp())
        return self._index.latest, seen.open(guild_id).names

    async def _look(self, guild_id: int | None, stamp: int | None) -> "_Seen":
        """What the database has now; the stamp was read before. What an older transaction sees is not remembered."""
        async with self._database.read() as session:
            catalog, chosen = await read_counters(session, CATALOG, GUILDS)
            seen = self._seen
            if catalog != seen.catalog:
                index = await self._index.at(session, catalog)
                lists, redirects = await load_lists(session), await load_redirects(session)
                seen = _Seen(catalog, chosen, index, lists, redirects, {}, Found())
            elif chosen != seen.chosen:
                seen = replace(seen, chosen=chosen, guilds={})
            known = seen.guilds.pop(guild_id, None)
            choices = known[1] if known else await load_choices(session, guild_id)
        seen.guilds[guild_id] = (self._clock(), choices)
        if len(seen.guilds) > _REMEMBERED_GUILDS:
            del seen.guilds[next(iter(seen.guilds))]
        if (seen.catalog, seen.chosen) >= (self._seen.catalog, self._seen.chosen):
            self._seen, self._stamp = seen, stamp
        return seen


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read at one version of the catalog and of all guilds' choices: the lists and where numbers of merged
    papers lead, and of each guild that was here when it was looked at and what it chose."""

    catalog: int
    chosen: int
    index: Index
    lists: tuple[ListInfo, ...]
    redirects: Mapping[int, int]
    guilds: dict[int | None, tuple[float, GuildChoices]]
    found: Found

    def open(self, guild_id: int | None) -> Shelf:
        """The shelf of a guild that was looked at."""
        choices = self.guilds[guild_id][1]
        shown = tuple(info for info in self.lists if choices.lists is None or info.name in choices.lists)
        names = frozenset(info.name for info in shown)
        return Shelf(self.index, names, shown, self.redirects, choices, self.found)
