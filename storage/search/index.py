"""The catalog in memory, as one immutable snapshot that answers look-ups."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from random import Random

from data.categories import Category
from data.paper import Paper
from data.query.query import Query, Sort
from storage.search.answering import answer
from storage.search.category_names import CategoryNames
from storage.search.filters import accepts
from storage.search.ranking import ordered
from storage.search.result import Result
from storage.search.suggestions import complete
from storage.search.tables import build_tables
from storage.search.words import clean

_MOST_COUNTED = 100
"""Choices of lists for which it is remembered how many papers each category has."""


class Index:
    """A snapshot of the catalog. Everything it answers, it answers from memory.

    `lists` always holds the names of the lists that the asker sees: a paper that only other lists show does not exist.
    """

    def __init__(self, papers: Iterable[Paper], categories: Sequence[Category], version: int) -> None:
        """`version` is the catalog's, as `read_version` gave it."""
        self.version = version
        self._categories = CategoryNames(categories)
        self._tables = build_tables(papers, self._categories.names)
        self._counted: dict[frozenset[str], tuple[tuple[Category, int], ...]] = {}
        self._by_arrival = ordered(range(len(self._tables.entries)), self._tables.entries, Sort.FIRST_SEEN)

    def search(self, query: Query, lists: frozenset[str], now: datetime | None = None) -> Result:
        """Answers a query with every paper that fits, best first. Never raises, whatever the text. `now` lets words
        count from today: "last 3 months", "since june".

        Words of the text that state a time, code or stars narrow as the filters of these names do, except in the title
        of a paper. An id or an address is looked up and never guessed: an unknown one gives nothing.
        """
        return answer(query, lists, self._tables, now)

    def select(self, query: Query, lists: frozenset[str]) -> tuple[Paper, ...]:
        """Every paper that passes the filters of a query, whatever its text says; the newest month first."""
        passes = accepts(query, lists)
        places = [place for place, entry in enumerate(self._tables.entries) if passes(entry)]
        return tuple(
            self._tables.entries[place].paper for place in ordered(places, self._tables.entries, Sort.PUBLISHED)
        )

    def suggest(self, text: str, lists: frozenset[str], limit: int = 25) -> tuple[Paper, ...]:
        """The papers that a half-typed name or title may become, best first; the newest for an empty text."""
        typed = clean(text)
        places = complete(typed, self._tables, self._by_arrival) if typed else self._by_arrival
        entries = (self._tables.entries[place] for place in places)
        return tuple(islice((entry.paper for entry in entries if not entry.lists.isdisjoint(lists)), limit))

    def find_paper(self, paper_id: int, lists: frozenset[str]) -> Paper | None:
        """The paper of this number, where a visible list shows it."""
        place = self._tables.find_place(paper_id)
        entry = None if place is None else self._tables.entries[place]
        return entry.paper if entry and not entry.lists.isdisjoint(lists) else None

    def draw(self, category: str, lists: frozenset[str], chance: Random) -> Paper | None:
        """A paper of a category (of any for ""), each as likely as any other; None where there is none."""
        passes = accepts(Query(category=category), lists)
        papers = [entry.paper for entry in self._tables.entries if passes(entry)]
        return chance.choice(papers) if papers else None

    def find_category(self, text: str) -> Category | None:
        """The category that a text names, by slug or by name in any language, even misspelt; else None."""
        return self._categories.find(clean(text))

    def find_similar(self, paper_id: int, lists: frozenset[str], limit: int = 10) -> tuple[Paper, ...]:
        """The papers that resemble the paper of this number, the most alike first; none for one that is not there."""
        return self.search(Query(like=paper_id), lists).papers[:limit]

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Every paper, whichever lists show it."""
        return tuple(entry.paper for entry in self._tables.entries)

    @property
    def categories(self) -> tuple[Category, ...]:
        """All categories, in display order."""
        return self._categories.categories

    @property
    def category_slugs(self) -> tuple[str, ...]:
        """The slugs of all categories, in display order."""
        return tuple(category.slug for category in self._categories.categories)

    def count_categories(self, lists: frozenset[str]) -> tuple[tuple[Category, int], ...]:
        """Each category that visible lists fill and how many papers it has there, in display order."""
        counted = self._counted.get(lists)
        if counted is None:
            counted = self._count_categories(lists)
            if len(self._counted) < _MOST_COUNTED:
                self._counted[lists] = counted
        return counted

    def _count_categories(self, lists: frozenset[str]) -> tuple[tuple[Category, int], ...]:
        placements = (item for entry in self._tables.entries for item in entry.categories.items())
        counts = Counter(slug for slug, shown_by in placements if not shown_by.isdisjoint(lists))
        ordered_categories = self._categories.categories
        return tuple((category, counts[category.slug]) for category in ordered_categories if counts[category.slug])

    def count_papers(self, lists: frozenset[str]) -> int:
        """How many papers visible lists show."""
        return sum(not entry.lists.isdisjoint(lists) for entry in self._tables.entries)
