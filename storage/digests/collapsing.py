"""What remains to be told of a paper when all that happened to it in a stretch of the feed is put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.paper import Paper
from storage.feed import ChangeKind, FeedEntry

BY_WEIGHT = (
    ChangeKind.ADDED,
    ChangeKind.CODE_RELEASED,
    ChangeKind.RESTORED,
    ChangeKind.RETITLED,
    ChangeKind.RATED,
    ChangeKind.MOVED,
    ChangeKind.LINK_CHANGED,
    ChangeKind.MERGED,
    ChangeKind.REMOVED,
)
"""Kinds of change, what matters most first."""

ONCE = frozenset({ChangeKind.ADDED, ChangeKind.CODE_RELEASED})
"""Kinds that happen to a paper once, however often a list says so."""


@dataclass(frozen=True, slots=True)
class Net:
    """One kind of change that remains. `seq` is the first number in the feed that it stands for, `before` and `after`
    the facts from the first to the last."""

    kind: ChangeKind
    seq: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """A paper of a digest with what happened to it, what matters most first; never empty. `section` is where the list
    shows it, or showed it last."""

    paper: Paper
    changes: tuple[Net, ...]
    section: str

    @property
    def kind(self) -> ChangeKind:
        """What matters most."""
        return self.changes[0].kind


def collapse(entries: Sequence[FeedEntry], paper: Paper, *, is_shown: bool, was_shown: bool) -> tuple[Net, ...]:
    """What remains of the changes of one paper, in the order of the feed, on the lists that are seen.

    `is_shown` says whether one of these lists shows the paper now, `was_shown` whether one did before the first change.
    Added and retitled is added; added and removed is nothing; what went back to what it was is nothing.
    """
    kinds = {entry.kind for entry in entries}
    if not is_shown:
        return _net(entries, {ChangeKind.REMOVED}) if was_shown and ChangeKind.REMOVED in kinds else ()
    if ChangeKind.ADDED in kinds and not was_shown:
        return _net(entries, {ChangeKind.ADDED})
    kept = kinds - {ChangeKind.REMOVED, ChangeKind.ADDED}  # on one more list, or on one list less
    if was_shown:
        kept -= {ChangeKind.RESTORED}
    if not paper.has_code:
        kept -= {ChangeKind.CODE_RELEASED}
    if ChangeKind.CODE_RELEASED in kept:
        kept -= {ChangeKind.LINK_CHANGED}
    return tuple(net for net in _net(entries, kept) if net.kind in ONCE or not net.after or net.before != net.after)


def _net(entries: Sequence[FeedEntry], kinds: set[ChangeKind]) -> tuple[Net, ...]:
    found = []
    for kind in BY_WEIGHT:
        own = [entry for entry in entries if entry.kind is kind and kind in kinds]
        if own:
            found.append(Net(kind, own[0].seq, own[0].before, own[-1].after))
    return tuple(found)
