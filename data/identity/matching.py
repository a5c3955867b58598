"""Which row of a list's new version is which row of its last: the row remembers its paper, whatever its links say now.

So the correction of a wrong link changes a key and never a paper, and a reworded title is no new paper.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from data.identity.keys import is_strong
from data.identity.titles import ALIKE, compact_title, likeness, names_of
from data.schema import Row

MOST_COMPARISONS = 200_000
"""Rows left over after every exact sign are compared title by title, but never more often than this."""


def match_rows(old: Sequence[Row], new: Sequence[Row]) -> tuple[int | None, ...]:
    """For each new row the index of the old row that it continues, or None. No old row is given twice.

    Signs are taken from the surest down; where several rows bear the same sign they pair in the order of the document.
    """
    match = _Matching(old, new)
    for sign in (_everything, _placed_title, _title, _placed_keys):
        match.pair_in_order(sign)
    match.pair_if_unique(_placed_alias)
    match.pair_if_unique(_strong_keys)
    match.pair_alike()
    return tuple(match.found)


class _Matching:
    def __init__(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        self.old, self.new = old, new
        self.found: list[int | None] = [None] * len(new)
        self._taken: set[int] = set()

    def pair_in_order(self, sign: Callable[[Row], Hashable | None]) -> None:
        """Pairs rows with an equal sign, first with first."""
        waiting = self._by_sign(sign)
        for index in self._open_new():
            value = sign(self.new[index])
            if value is not None and waiting.get(value):
                self._pair(index, waiting[value].popleft())

    def pair_if_unique(self, sign: Callable[[Row], Hashable | None]) -> None:
        """Pairs rows with an equal sign where it is the only one on either side."""
        waiting = self._by_sign(sign)
        asking: dict[Hashable, list[int]] = defaultdict(list)
        for index in self._open_new():
            if (value := sign(self.new[index])) is not None:
                asking[value].append(index)
        for value, indices in asking.items():
            if len(indices) == 1 and len(waiting.get(value, ())) == 1:
                self._pair(indices[0], waiting[value][0])

    def pair_alike(self) -> None:
        """Pairs what is left by titles that are reworded only a little, within a section first."""
        open_old, open_new = self._open_old(), self._open_new()
        if len(open_old) * len(open_new) > MOST_COMPARISONS:
            return
        likely = [
            (self.old[a].section.name != self.new[b].section.name, -score, a, b)
            for a in open_old
            for b in open_new
            if (score := likeness(self.old[a].title, self.new[b].title)) >= ALIKE
            and not _contradict(self.old[a], self.new[b])
        ]
        for _, _, a, b in sorted(likely):
            if a not in self._taken and self.found[b] is None:
                self._pair(b, a)

    def _by_sign(self, sign: Callable[[Row], Hashable | None]) -> dict[Hashable, deque[int]]:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for index in self._open_old():
            if (value := sign(self.old[index])) is not None:
                waiting[value].append(index)
        return waiting

    def _open_old(self) -> list[int]:
        return [index for index in range(len(self.old)) if index not in self._taken]

    def _open_new(self) -> list[int]:
        return [index for index, found in enumerate(self.found) if found is None]

    def _pair(self, new: int, old: int) -> None:
        self.found[new] = old
        self._taken.add(old)


def _everything(row: Row) -> Hashable:
    return replace(row, line=0)


def _placed_title(row: Row) -> Hashable:
    return (row.section.name, *_names(row))


def _title(row: Row) -> Hashable:
    return _names(row)


def _placed_keys(row: Row) -> Hashable | None:
    keys = _strong_keys(row)
    return (row.section.name, keys) if keys else None


def _placed_alias(row: Row) -> Hashable | None:
    aliases = frozenset(map(compact_title, row.aliases))
    return (row.section.name, aliases, row.published, row.organisation_text) if aliases else None


def _strong_keys(row: Row) -> Hashable | None:
    return frozenset(filter(is_strong, row.keys)) or None


def _contradict(old: Row, new: Row) -> bool:
    """Whether two rows go by different names, or link different papers of one archive under no common name."""
    names = [names_of(row.title, row.aliases) for row in (old, new)]
    if names[0] and names[1]:
        return not names[0] & names[1]
    keys = [set(filter(is_strong, row.keys)) for row in (old, new)]
    archives = [{key.partition(":")[0] for key in one} for one in keys]
    return bool(archives[0] & archives[1]) and not keys[0] & keys[1]


def _names(row: Row) -> tuple[frozenset[str], str]:
    return frozenset(map(compact_title, row.aliases)), compact_title(row.title)
