from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.paper import Paper
from data.schema import Link, LinkKind
from storage.digests.collapsing import BY_WEIGHT, Item, collapse
from storage.feed import ChangeKind, FeedEntry

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
FACTS = {ChangeKind.RETITLED: "title", ChangeKind.RATED: "stars", ChangeKind.MOVED: "sections",
         ChangeKind.LINK_CHANGED: "links"}  # fmt: skip
CODE = (Link(LinkKind.CODE, "code", "https://github.com/a/b"),)


def paper_with(links: tuple[Link, ...]) -> Paper:
    return Paper(1, "T", ("T",), (), (), (), None, None, 0, 0, links, (), (), NOON)


def entry(seq: int, kind: ChangeKind, before: Any = None, after: Any = None) -> FeedEntry:
    return FeedEntry(seq, kind, 1, "T", "mine", "S", before or {}, after or {}, NOON)


class World:
    """What one list says of one paper, and the feed that comes of what is done to it."""

    def __init__(self, *, is_shown: bool, was_listed: bool) -> None:
        self.is_shown, self.was_listed, self.has_code = is_shown, was_listed or is_shown, False
        self.facts = dict.fromkeys(FACTS, 0)
        self.feed: list[FeedEntry] = []

    def do(self, what: "ChangeKind | str", value: int) -> None:
        if what == "show":
            kind = ChangeKind.REMOVED
            if not self.is_shown:
                kind = ChangeKind.RESTORED if self.was_listed else ChangeKind.ADDED
            self.is_shown, self.was_listed = not self.is_shown, True
            self._tell(kind)
        elif what == "code" and self.is_shown and not self.has_code:
            self.has_code = True
            self._tell(ChangeKind.CODE_RELEASED, {"links": []}, {"links": ["code"]})
        elif isinstance(what, ChangeKind) and self.is_shown and self.facts[what] != value:
            name, before = FACTS[what], self.facts[what]
            self.facts[what] = value
            self._tell(what, {name: before}, {name: value})

    def _tell(self, kind: ChangeKind, before: Any = None, after: Any = None) -> None:
        self.feed.append(entry(len(self.feed) + 1, kind, before, after))


def say(first: World, last: World) -> dict[ChangeKind, tuple[Any, Any]]:
    """What there is to tell by the first and the last state alone."""
    if not last.is_shown:
        return {ChangeKind.REMOVED: ({}, {})} if first.is_shown else {}
    if not first.is_shown and not first.was_listed:
        return {ChangeKind.ADDED: ({}, {})}
    told: dict[ChangeKind, tuple[Any, Any]] = {
        kind: ({name: first.facts[kind]}, {name: last.facts[kind]})
        for kind, name in FACTS.items()
        if first.facts[kind] != last.facts[kind]
    }
    if not first.is_shown:
        told[ChangeKind.RESTORED] = ({}, {})
    if last.has_code:
        told[ChangeKind.CODE_RELEASED] = ({"links": []}, {"links": ["code"]})
        told.pop(ChangeKind.LINK_CHANGED, None)
    return told


@given(
    st.booleans(),
    st.booleans(),
    st.lists(st.tuples(st.sampled_from(["show", "show", "code", *FACTS]), st.integers(0, 2)), max_size=25),
)
def test_any_sequence_of_changes_says_what_its_first_and_last_state_say(
    is_shown: bool, was_listed: bool, steps: Sequence[tuple[Any, int]]
) -> None:
    first, last = (World(is_shown=is_shown, was_listed=was_listed) for _ in range(2))
    for step in steps:
        last.do(*step)
    nets = collapse(
        last.feed, paper_with(CODE if last.has_code else ()), is_shown=last.is_shown, was_shown=first.is_shown
    )
    assert {net.kind: (net.before, net.after) for net in nets} == say(first, last)
    kinds = [net.kind for net in nets]
    assert kinds == sorted(kinds, key=BY_WEIGHT.index), "what matters most comes first"
    assert all(net.seq == next(one.seq for one in last.feed if one.kind is net.kind) for net in nets)


def test_code_that_is_gone_again_is_not_released() -> None:
    feed = [entry(1, ChangeKind.CODE_RELEASED, {"links": []}, {"links": ["code"]})]
    assert collapse(feed, paper_with(()), is_shown=True, was_shown=True) == ()
    (net,) = collapse(feed, paper_with(CODE), is_shown=True, was_shown=True)
    assert Item(paper_with(CODE), (net,), "S").kind is ChangeKind.CODE_RELEASED


@pytest.mark.parametrize("kind", [ChangeKind.ADDED, ChangeKind.REMOVED])
def test_one_list_more_or_less_is_no_news_of_a_paper_that_is_shown_all_along(kind: ChangeKind) -> None:
    assert collapse([entry(1, kind)], paper_with(()), is_shown=True, was_shown=True) == ()


def test_every_kind_of_change_has_its_weight() -> None:
    assert set(BY_WEIGHT) == set(ChangeKind)
