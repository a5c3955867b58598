"""The index of a large catalog: candidates from its file, ranked by the same engine that ranks a small catalog."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from random import Random

from data.categories import Category
from data.identity.titles import words_of
from data.paper import Paper
from data.query.query import Query
from data.query.understanding import understand_parts
from storage.search.answering import answer
from storage.search.candidates import MOST_CANDIDATES, Candidates, pick
from storage.search.category_names import CategoryNames
from storage.search.entries import Entry, entry_of
from storage.search.index import Index
from storage.search.index_file import read_paper
from storage.search.pasted import find_pasted
from storage.search.result import Result
from storage.search.suggestions import complete
from storage.search.tables import Tables, build_tables_of_some
from storage.search.words import clean, has_chinese, read_spoken

LARGEST_IN_MEMORY = 5_000
"""Papers; a larger catalog has its index in a file."""
_REMEMBERED = 4_000


class LargeIndex(Index):
    """The index of a catalog that is too large for memory. Answers what `Index` answers, with at most some hundred
    papers: nobody turns two thousand pages. One thread may use it."""

    def __init__(self, path: Path, categories: Sequence[Category], version: int) -> None:
        """Opens the file that `build_index_file` wrote."""
        self.version = version
        self._categories = CategoryNames(categories)
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
        self._connection.executescript("PRAGMA mmap_size = 1073741824; PRAGMA query_only = ON;")
        self._candidates = Candidates(self._connection, self._categories)
        (self._total,) = self._connection.execute("SELECT max(place) FROM papers").fetchone()
        self._total = self._total or 0
        self._all_lists = self._lists()
        self._load = lru_cache(maxsize=_REMEMBERED)(self._load_entry)

    def search(self, query: Query, lists: frozenset[str], now: datetime | None = None) -> Result:
        """As `Index.search`, of the papers that are looked at: at most some hundred."""
        asked = clean(query.text)
        keys = find_pasted(asked) or ((f"repo:github.com/{asked.casefold()}",) if asked.count("/") == 1 else ())
        meant = understand_parts(replace(query, text=asked), now).query
        places = self._places_of_keys(keys)
        if not places and words_of(meant.text):
            spoken = read_spoken(meant.text)
            places = self._candidates.find(spoken, meant, self._narrowed(lists))
            if has_chinese(meant.text):
                translated = read_spoken(meant.text, translated=True)
                places = [*places, *self._candidates.find(translated, meant, self._narrowed(lists))]
            if not places:  # a filter may have to be relaxed
                places = self._candidates.find(spoken, Query(text=meant.text), self._narrowed(lists))
            places = self._pick(" ".join(words_of(meant.text)), list(dict.fromkeys(places)))
        elif not places and query.like:
            places = self._resembling(query.like, lists)
        elif not places:
            places = self._candidates.find_any(meant, self._narrowed(lists), MOST_CANDIDATES)
        return answer(query, lists, self._tables_of(places, with_keys=bool(keys)), now)

    def suggest(self, text: str, lists: frozenset[str], limit: int = 25) -> tuple[Paper, ...]:
        """As `Index.suggest`."""
        typed = clean(text)
        words = words_of(typed)
        narrowed = self._narrowed(lists)
        if not words:
            places = self._candidates.find_any(Query(), narrowed, limit)
            return tuple(entry.paper for entry in map(self._load, places) if not entry.lists.isdisjoint(lists))
        joined = "".join(words)
        places = [*self._candidates.find_named([joined]), *self._candidates.find_begun(joined)]
        places += self._candidates.find(read_spoken(typed), Query(), narrowed)
        tables = self._tables_of(self._pick(" ".join(words), list(dict.fromkeys(places))))
        found = (tables.entries[place] for place in complete(typed, tables, range(len(tables.entries))))
        return tuple(entry.paper for entry in found if not entry.lists.isdisjoint(lists))[:limit]

    def find_paper(self, paper_id: int, lists: frozenset[str]) -> Paper | None:
        """As `Index.find_paper`."""
        place = self._find_place(paper_id)
        entry = self._load(place) if place else None
        return entry.paper if entry and not entry.lists.isdisjoint(lists) else None

    def draw(self, category: str, lists: frozenset[str], chance: Random) -> Paper | None:
        """As `Index.draw`."""
        places = self._candidates.find_any(Query(category=category), self._narrowed(lists), self._total)
        return self._load(chance.choice(places)).paper if places else None

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Every paper of the catalog; of a large one this takes long."""
        rows = self._connection.execute("SELECT id, title, rest FROM papers ORDER BY place")
        return tuple(read_paper(*row) for row in rows)

    def count_categories(self, lists: frozenset[str]) -> tuple[tuple[Category, int], ...]:
        """As `Index.count_categories`."""
        counts: dict[str, int] = {}
        for slug, shown_by, papers in self._connection.execute("SELECT category, lists, papers FROM counted"):
            if not lists.isdisjoint(shown_by.split("\n")):
                counts[slug] = counts.get(slug, 0) + papers
        return tuple((each, counts[each.slug]) for each in self._categories.categories if counts.get(each.slug))

    def count_papers(self, lists: frozenset[str]) -> int:
        """As `Index.count_papers`."""
        if lists >= self._all_lists:
            return int(self._total)
        return len(self._candidates.find_any(Query(), lists, self._total))

    def _narrowed(self, lists: frozenset[str]) -> frozenset[str] | None:
        return None if lists >= self._all_lists else lists

    def _lists(self) -> frozenset[str]:
        rows = self._connection.execute("SELECT DISTINCT lists FROM counted")
        return frozenset(name for (names,) in rows for name in names.split("\n"))

    def _find_place(self, paper_id: int) -> int | None:
        row = self._connection.execute("SELECT place FROM papers WHERE id = ?", (paper_id,)).fetchone()
        return row[0] if row else None

    def _places_of_keys(self, keys: Sequence[str]) -> list[int]:
        rows = (
            row
            for key in keys
            for row in self._connection.execute("SELECT place FROM keys WHERE key = ? LIMIT 50", (key,))
        )
        return list(dict.fromkeys(place for (place,) in rows))

    def _resembling(self, paper_id: int, lists: frozenset[str]) -> list[int]:
        place = self._find_place(paper_id)
        if place is None:
            return []
        title = self._load(place).paper.title
        places = self._candidates.find(read_spoken(title), Query(), self._narrowed(lists))
        return list(dict.fromkeys([place, *self._pick(title.casefold(), places)]))

    def _pick(self, text: str, places: list[int]) -> list[int]:
        marks = ",".join("?" * len(places))
        rows = self._connection.execute(f"SELECT place, title FROM papers WHERE place IN ({marks})", places)  # noqa: S608 - marks
        titles = {place: title.casefold() for place, title in rows}
        return pick(text, places, [titles[place] for place in places])

    def _load_entry(self, place: int) -> Entry:
        row = self._connection.execute("SELECT id, title, rest FROM papers WHERE place = ?", (place,)).fetchone()
        return entry_of(read_paper(*row), self._categories.names)

    def _tables_of(self, places: Sequence[int], *, with_keys: bool = False) -> Tables:
        entries = tuple(map(self._load, places))
        names, known = self._categories.names, self._candidates.stems
        return build_tables_of_some(entries, names, known, self._total, with_keys=with_keys)
