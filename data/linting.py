"""What a curator may want to mend in a list: what its reader noted, and what only shows beside its other rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from data.identity.entries import entry_of
from data.identity.grouping import group_entries
from data.identity.keys import is_strong, link_key, title_key
from data.identity.titles import compact_title
from data.months import Month
from data.schema import PROBLEM_KINDS, Document, Problem, Row

LINT_KINDS = (
    *PROBLEM_KINDS,
    "duplicate",  # an entry that stands twice in its section
    "shared_id",  # one id (arXiv, DOI, …) on two papers
    "missing_link",  # an entry that leads nowhere
    "future_date",  # a month that has not come yet
    "dead_link",  # a link that was found dead
)


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that no longer leads anywhere: what its server said ("HTTP 404"), and since which day (ISO)."""

    url: str
    reason: str
    since: str


def lint(document: Document, now: Month, dead: Iterable[DeadLink] = ()) -> tuple[Problem, ...]:
    """Everything that is wrong with a list, by line. `now` is the present month; `dead` are links known to be dead."""
    by_key = {link_key(link.url): link for link in dead}
    found = [
        *document.problems,
        *_duplicates(document),
        *_shared_ids(document),
        *_lonely(document.rows, now),
        *(_dead_links(document, by_key) if by_key else ()),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: (problem.line, LINT_KINDS.index(problem.kind))))


def _duplicates(document: Document) -> Iterator[Problem]:
    """The second and later rows of one entry in one section."""
    first: dict[tuple[str, str, str], int] = {}
    for row in document.rows:
        signs = [title_key(row.title) if compact_title(row.title) else "", *filter(is_strong, row.keys)]
        places = [(row.section.name, sign, compact_title(row.title)) for sign in signs if sign]
        earlier = next((first[place] for place in places if place in first), None)
        if earlier is not None and earlier != row.line:
            yield Problem(row.line, "duplicate", f"{row.title} (also on line {earlier})")
        for place in places:
            first.setdefault(place, row.line)


def _shared_ids(document: Document) -> Iterator[Problem]:
    """The rows that bear an id which another paper of the list bears."""
    contested = group_entries([entry_of(row, "") for row in document.rows], first=True).contested
    bearers: Mapping[str, list[Row]] = defaultdict(list)
    for row in document.rows:
        for key in contested.intersection(row.keys):
            bearers[key].append(row)
    for key, rows in bearers.items():
        for row in rows:
            other = next((each for each in rows if compact_title(each.title) != compact_title(row.title)), None)
            if other is not None:
                yield Problem(row.line, "shared_id", f"{key}: {row.title} (line {other.line}: {other.title})")


def _lonely(rows: Iterable[Row], now: Month) -> Iterator[Problem]:
    """What is wrong with rows by themselves. A page without targets states no addresses: its labels count as links."""
    for row in rows:
        if not row.links:
            yield Problem(row.line, "missing_link", row.title)
        if row.published is not None and row.published > now:
            yield Problem(row.line, "future_date", f"{row.published}: {row.title}")


def _dead_links(document: Document, dead: Mapping[str, DeadLink]) -> Iterator[Problem]:
    for row in document.rows:
        for link in row.links:
            found = dead.get(link_key(link.url)) if link.url else None
            if found is not None:
                yield Problem(row.line, "dead_link", f"{link.url} ({found.reason} since {found.since}): {row.title}")
