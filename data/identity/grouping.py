"""Which entries are one paper, decided over whole documents at once and whatever the order of their rows.

Proposals are followed from the strongest down. A veto stands between two entries of one document that bear one id and
are two papers; it blocks every union that would bring them together, however long the chain. Two papers that already
stand are never united here: that is proposed to the operator.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from data.identity.entries import Entry
from data.identity.evidence import Evidence, differ, find_evidence

MOST_PAIRS = 300_000
"""Pairs that are looked at in one document at the most, those of the smallest crowds first."""

LARGEST_CROWD = 60
"""A key that more different entries bear than this (a project's front page, say) tells nothing about any of them."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """`groups` holds indices into the entries that were given, each index in one group; groups and their members are in
    the order of the entries. `contested` are the keys that stand on two papers of one document. `proposals` are pairs
    of standing papers for which something speaks that they are one, lower number first."""

    groups: tuple[tuple[int, ...], ...]
    contested: frozenset[str]
    proposals: frozenset[tuple[int, int]]


def group_entries(
    entries: Sequence[Entry],
    *,
    first: bool,
    contested: Iterable[str] = (),
    vetoes: Iterable[tuple[int, int]] = (),
) -> Grouping:
    """Groups entries into papers.

    `first` says that a list without `paper` numbers is imported for the first time, so that equal titles in it join.
    `contested` are keys known to be contested from before; `vetoes` are pairs of standing papers that must stay apart.
    """
    distinct = sorted(set(entries), key=lambda entry: (entry.sort_key, entry.paper or 0))
    crowds = _crowds(distinct)
    apart = _find_vetoes(distinct, crowds)
    all_contested = frozenset(contested) | {key for key, _, _ in apart}
    unions = _Unions(distinct, {(a, b) for _, a, b in apart}, vetoes)
    for _, a, b in sorted(_propose(distinct, crowds, all_contested, first=first)):
        unions.unite(a, b)
    return Grouping(unions.groups_of(entries), all_contested, frozenset(unions.proposals))


def _crowds(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """The entries that share a key, a repository or a title, as indices."""
    crowds: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        for key in entry.signs:
            crowds[key].append(index)
    telling = [(key, members) for key, members in crowds.items() if 1 < len(members) <= LARGEST_CROWD]
    kept: dict[str, list[int]] = {}
    pairs = 0
    for key, members in sorted(telling, key=lambda crowd: (len(crowd[1]), crowd[0])):
        pairs += len(members) * (len(members) - 1) // 2
        if pairs > MOST_PAIRS:
            break
        kept[key] = members
    return kept


def _find_vetoes(entries: Sequence[Entry], crowds: dict[str, list[int]]) -> list[tuple[str, int, int]]:
    """The pairs of one document that bear one id and are two papers. What a standing paper goes by, it goes by in all
    of its rows: an entry that agrees with one of them is not apart from the others."""
    rows: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.paper is not None:
            rows[entry.paper].append(entry)
    return [
        (key, a, b)
        for key, members in crowds.items()
        for a, b in combinations(members, 2)
        if entries[a].document == entries[b].document
        and key in entries[a].strong_keys
        and key in entries[b].strong_keys
        and differ(entries[a], entries[b])
        and all(
            differ(one, other)
            for one in rows.get(entries[a].paper or 0, (entries[a],))
            for other in rows.get(entries[b].paper or 0, (entries[b],))
        )
    ]


def _propose(
    entries: Sequence[Entry], crowds: dict[str, list[int]], contested: frozenset[str], *, first: bool
) -> set[tuple[int, int, int]]:
    """Proposals as (negated strength, index, index): sorted, the strongest come first and ties fall by content."""
    pairs = {pair for members in crowds.values() for pair in combinations(members, 2)}
    found: set[tuple[int, int, int]] = set()
    for a, b in pairs:
        evidence: Evidence | None = find_evidence(entries[a], entries[b], contested, first=first)
        if evidence is not None:
            found.add((-evidence, a, b))
    return found


class _Unions:
    """Union-find over entries in which some pairs must stay apart."""

    def __init__(
        self, entries: Sequence[Entry], apart: set[tuple[int, int]], vetoes: Iterable[tuple[int, int]]
    ) -> None:
        self._entries = entries
        self._parent = list(range(len(entries)))
        self._apart: dict[int, set[int]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)
        self._vetoes = {tuple(sorted(pair)) for pair in vetoes}
        self._paper = {index: entry.paper for index, entry in enumerate(entries) if entry.paper is not None}
        self.proposals: set[tuple[int, int]] = set()
        self._join_standing()

    def _join_standing(self) -> None:
        first_of: dict[int, int] = {}
        for index, paper in list(self._paper.items()):
            if paper in first_of:
                self._merge(self._root(first_of[paper]), self._root(index))
            else:
                first_of[paper] = index

    def unite(self, a: int, b: int) -> None:
        """Makes two entries one paper, unless a veto or two standing papers forbid it."""
        one, other = self._root(a), self._root(b)
        if one == other:
            return
        papers = self._paper.get(one), self._paper.get(other)
        if papers[0] is not None and papers[1] is not None:
            pair = (min(papers[0], papers[1]), max(papers[0], papers[1]))
            if pair not in self._vetoes and other not in self._roots_apart(one):
                self.proposals.add(pair)
        elif other not in self._roots_apart(one):
            self._merge(one, other)

    def _root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def _roots_apart(self, root: int) -> set[int]:
        return {self._root(index) for index in self._apart.get(root, ())}

    def _merge(self, one: int, other: int) -> None:
        keep, gone = min(one, other), max(one, other)
        self._parent[gone] = keep
        if gone in self._apart:
            for index in self._apart[gone]:
                self._apart[index].add(keep)
            self._apart[keep] |= self._apart.pop(gone)
        if (paper := self._paper.get(gone)) is not None:
            self._paper.setdefault(keep, paper)

    def groups_of(self, entries: Sequence[Entry]) -> tuple[tuple[int, ...], ...]:
        """The groups over the entries as they were given, equal ones included."""
        place = {entry: index for index, entry in enumerate(self._entries)}
        groups: dict[int, list[int]] = defaultdict(list)
        for index, entry in enumerate(entries):
            groups[self._root(place[entry])].append(index)
        return tuple(map(tuple, groups.values()))
