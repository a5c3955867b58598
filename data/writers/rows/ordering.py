"""Where in its section a row belongs: by date or by name, as the rows there are ordered."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from data.months import Month
from data.schema import Row
from data.writers.rows.layout import Run

_LEAST_SORTED = 6
"""From so many entries on, an order of names is no accident."""

_MOST_OUT_OF_ORDER = 0.1
_LEAST_TREND = 0.5
"""How much more often than not months go up, or down, where rows stand by date."""


def choose_run(runs: Sequence[Run], row: Row) -> Run:
    """Which of several runs a row belongs to: one below a heading of its year; where each holds a time of its own, the
    one that is nearest in time; else the longest, of equal ones the last. `runs` holds one at least."""
    if row.published is not None:
        year = re.compile(rf"(?<!\d){row.published.year}(?!\d)")
        runs = [run for run in runs if year.search(run.section.name)] or runs
        spans = [(span, run) for run in runs if (span := _span(run)) is not None]
        in_order = sorted(span for span, _ in spans)
        if len(spans) > 1 and all(one[1] <= other[0] for one, other in pairwise(in_order)):
            number = _count(row.published)
            return min(reversed(spans), key=lambda each: max(each[0][0] - number, number - each[0][1], 0))[1]
    return max(reversed(runs), key=lambda run: len(run.entries))


def _span(run: Run) -> tuple[int, int] | None:
    """The first and the last month of a run, counted."""
    months = [_count(entry.rows[0].published) for entry in run.entries if entry.rows[0].published]
    return (min(months), max(months)) if months else None


def _count(month: Month) -> int:
    return 12 * month.year + month.month


def find_place(run: Run, row: Row, others: Sequence[Run] = ()) -> int:
    """Before which entry of a run a row belongs, by its number; the number of entries for the end.

    Months decide where rows have them, oldest or newest first as in this run, else as in the `others`; equal months
    keep the order in which they came. Names decide where they are in order. Otherwise the end is the place.
    """
    months = [entry.rows[0].published for entry in run.entries]
    if row.published is not None and any(months):
        steps = [*_steps(run)] or [step for each in others for step in _steps(each)]
        trend = sum(steps) / len(steps) if steps else 1.0
        if abs(trend) >= _LEAST_TREND:
            return _place_of_month(months, row.published, newest_first=trend < 0)
    for name_of in (_title, _alias):
        names = [name_of(entry.rows[0]) for entry in run.entries]
        if len(names) >= _LEAST_SORTED and _share_out_of_order(names) <= _MOST_OUT_OF_ORDER:
            return sum(name <= name_of(row) for name in names)
    return len(run.entries)


def _steps(run: Run) -> Iterator[int]:
    """Whether each row is of a later (1) or an earlier month (-1) than the one before it."""
    months = [entry.rows[0].published for entry in run.entries]
    for earlier, later in pairwise(filter(None, months)):
        if earlier != later:
            yield 1 if later > earlier else -1


def _title(row: Row) -> str:
    return row.title.casefold()


def _alias(row: Row) -> str:
    return (row.aliases[0] if row.aliases else row.title).casefold()


def _place_of_month(months: Sequence[Month | None], month: Month, *, newest_first: bool) -> int:
    """The place with the fewest rows on the wrong side; of equal ones the last, newest first the first."""

    def wrong(place: int) -> int:
        before = [each for each in months[:place] if each is not None]
        behind = [each for each in months[place:] if each is not None]
        if newest_first:
            return sum(each < month for each in before) + sum(each > month for each in behind)
        return sum(each > month for each in before) + sum(each < month for each in behind)

    places = range(len(months) + 1)
    fewest = min(map(wrong, places))
    fitting = [place for place in places if wrong(place) == fewest]
    return fitting[0] if newest_first else fitting[-1]


def _share_out_of_order(names: Sequence[str]) -> float:
    pairs = list(pairwise(names))
    return sum(later < earlier for earlier, later in pairs) / len(pairs)
