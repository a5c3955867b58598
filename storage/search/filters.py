"""Hard filters: what a query excludes whatever its words say."""

from collections.abc import Callable
from dataclasses import replace

from data.identity.titles import compact_title
from data.organisations import canonical_organisation
from data.query.query import Query
from storage.search.entries import Entry

Accepts = Callable[[Entry], bool]


def accepts(query: Query, lists: frozenset[str]) -> Accepts:
    """A test of entries: whether a list that is visible shows the paper and every filter of the query lets it pass."""
    since = query.since.number if query.since else 0
    until = query.until.number if query.until else 10**6
    asks_for_time = asks_for_months(query)
    organisation = compact_title(canonical_organisation(query.organisation))

    def passes(entry: Entry) -> bool:
        paper = entry.paper
        if entry.lists.isdisjoint(lists) or paper.stars < query.min_stars:
            return False
        if query.category and entry.categories.get(query.category, _NOWHERE).isdisjoint(lists):
            return False
        if organisation and organisation not in entry.organisations:
            return False
        if query.has_code is not None and paper.has_code is not query.has_code:
            return False
        if asks_for_time:
            return paper.published is not None and since <= paper.published.number <= until
        return True

    return passes


def asks_for_months(query: Query) -> bool:
    """Whether the query asks for a stretch of time, so that undated papers cannot match."""
    return query.since is not None or query.until is not None


def accepts_undated(query: Query, lists: frozenset[str]) -> Accepts:
    """A test of entries: whether only the lack of a month keeps the paper out."""
    passes = accepts(replace(query, since=None, until=None), lists)
    return lambda entry: entry.paper.published is None and passes(entry)


_NOWHERE: frozenset[str] = frozenset()
