"""What a curator may want to mend in a list: what its reader noted, and what only shows beside its other rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from data.identity.entries import entry_of
from data.identity.grouping import group_entries
from data.identity.keys import arxiv_month, find_arxiv_id, is_strong, link_key, title_key
from data.identity.titles import compact_title
from data.months import Month
from data.schema import PROBLEM_KINDS, Document, Problem, Row

LINT_KINDS = (
    *PROBLEM_KINDS,
    "duplicate",  # an entry that stands twice in its section
    "shared_id",  # one id (arXiv, DOI, …) on two papers
    "missing_link",  # an entry that leads nowhere
    "missing_date",  # an entry without a month where nearly all others of its section have one
    "future_date",  # a month that has not come yet
    "bad_id",  # an address of arXiv that names no paper that can exist
    "dead_link",  # a link that was found dead
)


_TELL_OF_DATES = {"unknown_date", "missing_cell", "extra_cell"}
_LEAST_DATED = 3
_MOST_OF_THEM = 0.75
_ON_ARXIV = re.compile(r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)\b", re.IGNORECASE)


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
        *_undated(document),
        *_misnamed(document.rows, now),
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


def _undated(document: Document) -> Iterator[Problem]:
    """The rows without a month among rows that have one. What is wrong with their dates otherwise is told already."""
    told = {problem.line for problem in document.problems if problem.kind in _TELL_OF_DATES}
    by_section: Mapping[str, list[Row]] = defaultdict(list)
    for row in document.rows:
        by_section[row.section.name].append(row)
    for rows in by_section.values():
        undated = [row for row in rows if row.published is None]
        if len(rows) - len(undated) >= max(_LEAST_DATED, len(rows) * _MOST_OF_THEM):
            yield from (Problem(row.line, "missing_date", row.title) for row in undated if row.line not in told)


def _misnamed(rows: Iterable[Row], now: Month) -> Iterator[Problem]:
    """Addresses of arXiv without an id, or with one of a month that is none or has not come yet."""
    for row in rows:
        for link in row.links:
            if not _ON_ARXIV.match(link.url):
                continue
            found = find_arxiv_id(link.url)
            month = arxiv_month(found) if found else None
            if month is None or month > now:
                yield Problem(row.line, "bad_id", f"{link.url}: {row.title}")


def _dead_links(document: Document, dead: Mapping[str, DeadLink]) -> Iterator[Problem]:
    for row in document.rows:
        for link in row.links:
            found = dead.get(link_key(link.url)) if link.url else None
            if found is not None:
                yield Problem(row.line, "dead_link", f"{link.url} ({found.reason} since {found.since}): {row.title}")
