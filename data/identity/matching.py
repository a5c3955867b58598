"""Which row of a list's new version is which row of its last: the row remembers its paper, whatever its links say now.

So the correction of a wrong link changes a key and never a paper, and a reworded title is no new paper.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import product

from data.identity.following import follow_sections
from data.identity.resemblance import ENOUGH, Features, features_of, plain_signs, resemblance
from data.identity.titles import compact_title
from data.schema import Row

MOST_COMPARISONS = 200_000
"""Rows left over after every shared sign are compared one by one, but never more often than this."""

LARGEST_CROWD = 2_500
"""A sign that makes more pairs than this (the name of every second row, say) is not followed."""


def match_rows(
    old: Sequence[Row], new: Sequence[Row], *, least: int = ENOUGH, standing: Sequence[Row] = ()
) -> tuple[int | None, ...]:
    """For each new row the index of the old row that it continues, or None. No old row is given twice.

    Rows that say the same pair first, in the order of the document. What is left pairs by all that speaks for and
    against it, the likeliest first, where that comes to `least` points of `data.identity.resemblance`. A row that
    resembles one that goes on more, here or among `standing`, is a copy of that and continues nothing.
    """
    match = _Matching(old, new, standing)
    for sign in (_everything, _placed_title, _title):
        match.pair_in_order(sign)
    if match.open_old() and match.open_new():
        match.weigh(least)
    return tuple(match.found)


class _Matching:
    def __init__(self, old: Sequence[Row], new: Sequence[Row], standing: Sequence[Row]) -> None:
        self.old, self.new, self._standing = old, new, standing
        self.found: list[int | None] = [None] * len(new)
        self._taken: set[int] = set()

    def pair_in_order(self, sign: Callable[[Row], Hashable]) -> None:
        """Pairs rows with an equal sign, first with first."""
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for index in self.open_old():
            waiting[sign(self.old[index])].append(index)
        for index in self.open_new():
            if queue := waiting.get(sign(self.new[index])):
                self._pair(queue.popleft(), index)

    def weigh(self, least: int) -> None:
        """Pairs what is left by its resemblance: first rows that share a sign, then any."""
        sections = follow_sections(
            [row.section for row in self.old],
            [row.section for row in self.new],
            ((index, place) for place, index in enumerate(self.found) if index is not None),
        )
        olds, news = self.open_old(), self.open_new()
        old = {index: features_of(self.old[index], sections.get(self.old[index].section.name)) for index in olds}
        new = {index: features_of(self.new[index]) for index in news}
        copies = _copies((*(self.old[index] for index in sorted(self._taken)), *self._standing), new)
        for sharing in (True, False):
            pairs = _sharing(old, new) if sharing else self._left()
            likely = [
                (-points, abs(a - b), a, b)
                for a, b in pairs
                if (points := resemblance(old[a], new[b])) >= max(least, copies.get(b, least))
            ]
            for _, _, a, b in sorted(likely):
                if a not in self._taken and self.found[b] is None:
                    self._pair(a, b)

    def _left(self) -> Iterable[tuple[int, int]]:
        open_old, open_new = self.open_old(), self.open_new()
        return product(open_old, open_new) if len(open_old) * len(open_new) <= MOST_COMPARISONS else ()

    def open_old(self) -> list[int]:
        return [index for index in range(len(self.old)) if index not in self._taken]

    def open_new(self) -> list[int]:
        return [index for index, found in enumerate(self.found) if found is None]

    def _pair(self, old: int, new: int) -> None:
        self.found[new] = old
        self._taken.add(old)


def _copies(standing: Iterable[Row], news: dict[int, Features]) -> dict[int, int]:
    """How much each new row resembles the row that goes on to which it is likest."""
    wanted = {sign for row in news.values() for sign in row.signs}
    near = [features_of(row) for row in standing if not wanted.isdisjoint(plain_signs(row))]
    found: dict[int, int] = {}
    for a, b in _sharing(dict(enumerate(near)), news):
        found[b] = max(found.get(b, 0), resemblance(near[a], news[b]))
    return found


def _sharing(olds: dict[int, Features], news: dict[int, Features]) -> set[tuple[int, int]]:
    """The pairs that share a link, a repository, a title or a name."""
    by_sign: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((olds, news)):
        for index, row in rows.items():
            for sign in row.signs:
                by_sign[sign][side].append(index)
    crowds = (sides for sides in by_sign.values() if len(sides[0]) * len(sides[1]) <= LARGEST_CROWD)
    return {pair for one, other in crowds for pair in product(one, other)}


def _everything(row: Row) -> Hashable:
    return replace(row, line=0)


def _placed_title(row: Row) -> Hashable:
    return (row.section.name, *_title(row))


def _title(row: Row) -> tuple[frozenset[str], str]:
    return frozenset(map(compact_title, row.aliases)), compact_title(row.title)
