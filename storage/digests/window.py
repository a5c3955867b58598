"""What one subscription has yet to be told: the feed since it looked last, and what has been waiting for company."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from storage.catalog import load_some_papers
from storage.counters import CHANGES, read_counter
from storage.database import Session
from storage.digests.collapsing import ONCE, Item, Net, collapse
from storage.digests.fingerprints import fingerprints_of
from storage.digests.matching import find_obstacle
from storage.digests.subscription import Subscription
from storage.digests.tables import LedgerRow, RecoveredRow, SubscriptionRow
from storage.feed import ChangeKind, FeedEntry, load_feed
from storage.guilds import find_visible_lists
from storage.placements import in_parts
from storage.submissions.tables import adds_to_paper
from storage.tables import ChangeRow, ListRow, PlacementRow
from storage.unions import load_redirects

Told = tuple[int, ChangeKind, int]
"""A paper's number, a kind of change, and which occurrence of it."""

_BEFORE_IT_WAS_SHOWN = frozenset({ChangeKind.ADDED, ChangeKind.RESTORED})


@dataclass(frozen=True, slots=True)
class Window:
    """What there is to tell after the change `after` and up to `upto`, and what waited. `waiting_since` is when the
    first that waits was noted; `lists` are those that the subscription sees."""

    after: int
    upto: int
    items: tuple[Item, ...]
    occurrences: Mapping[tuple[int, ChangeKind], int]
    waiting: frozenset[Told]
    waiting_since: datetime | None
    lists: frozenset[str]

    @property
    def first_seq(self) -> int:
        """The first change of the feed that is told: no two digests of a subscription share it."""
        return min((net.seq for item in self.items for net in item.changes), default=self.upto)


@dataclass(frozen=True, slots=True)
class _Memory:
    """What is known of one subscription: what waits, what it was told, what its channel showed beyond that."""

    waiting: list[LedgerRow]
    told: set[Told]
    recovered: set[tuple[str, ChangeKind, int]]


class WindowReader:
    """Reads windows within one transaction, each stretch of the feed once however many subscriptions share it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._upto: int | None = None
        self._redirects: Mapping[int, int] = {}
        self._lists: dict[int | None, frozenset[str]] = {}
        self._stretches: dict[tuple[int, frozenset[str]], list[Item]] = {}
        self._memories: dict[int, _Memory] = {}

    async def prepare(self, subscriptions: Sequence[Subscription]) -> None:
        """Reads what is known of several subscriptions at once, before `read` is asked for each of them."""
        await self._begin()
        found = {subscription.id: _Memory([], set(), set()) for subscription in subscriptions}
        papers: set[int] = set()
        for subscription in subscriptions:
            lists = await self._lists_of(subscription.place.guild_id)
            papers.update(item.paper.id for item in await self._stretch(subscription.cursor, lists))
        waits = LedgerRow.delivery_id.is_(None)
        for part in in_parts(list(found)):
            own = LedgerRow.subscription_id.in_(part)
            for row in (await self._session.execute(select(LedgerRow).where(own, waits))).scalars():
                found[row.subscription_id].waiting.append(row)
            recovered = select(RecoveredRow).where(RecoveredRow.subscription_id.in_(part))
            for again in (await self._session.execute(recovered)).scalars():
                shown = again.fingerprint, ChangeKind(again.kind), again.occurrence
                found[again.subscription_id].recovered.add(shown)
        papers.update(self._today(row.paper_id) for memory in found.values() for row in memory.waiting)
        papers.update(self._numbers_of(papers))
        await self._recall(found, papers)
        self._memories |= found

    async def _recall(self, memories: Mapping[int, _Memory], papers: Collection[int]) -> None:
        """Reads what the subscriptions were told of these papers."""
        columns = LedgerRow.subscription_id, LedgerRow.paper_id, LedgerRow.kind, LedgerRow.occurrence
        for ids in in_parts(sorted(memories)):
            for some in in_parts(sorted(papers)):
                told = select(*columns).where(
                    LedgerRow.subscription_id.in_(ids), LedgerRow.paper_id.in_(some), LedgerRow.delivery_id.is_not(None)
                )
                for number, paper_id, kind, times in await self._session.execute(told):
                    memories[number].told.add((self._today(paper_id), ChangeKind(kind), times))

    async def read(self, subscription: Subscription) -> Window:
        """What there is to tell this subscription now."""
        upto = await self._begin()
        lists = await self._lists_of(subscription.place.guild_id)
        if subscription.id not in self._memories:
            await self.prepare([subscription])
        memory = self._memories.pop(subscription.id)  # what is written after this is not in it
        waiting, since = memory.waiting, min((row.noted_at for row in memory.waiting), default=None)
        fresh: Sequence[Item] = await self._stretch(subscription.cursor, lists)
        if waiting:
            fresh = await self._with_waiting(fresh, waiting, lists)
        fresh = await self._with_late_news(fresh, subscription, memory, lists)
        occurrences = await self._count(fresh)
        wanted = _wanted(fresh, subscription, lists)
        items = _untold(wanted, occurrences, memory)
        told = frozenset((row.paper_id, ChangeKind(row.kind), row.occurrence) for row in waiting)
        return Window(subscription.cursor, upto, items, occurrences, told, since, lists)

    async def find_wanted(self, subscription: Subscription, after: int) -> Sequence[Item]:
        """What the subscription wants of all that happened after a change, told or not."""
        await self._begin()
        lists = await self._lists_of(subscription.place.guild_id)
        return _wanted(await self._stretch(after, lists), subscription, lists)

    async def _begin(self) -> int:
        """The end of the feed, read once."""
        if self._upto is None:
            self._upto = await read_counter(self._session, CHANGES)
            self._redirects = await load_redirects(self._session)
        return self._upto

    async def _lists_of(self, guild_id: int | None) -> frozenset[str]:
        if guild_id not in self._lists:
            self._lists[guild_id] = await find_visible_lists(self._session, guild_id)
        return self._lists[guild_id]

    async def _stretch(self, after: int, lists: frozenset[str]) -> list[Item]:
        """What happened after a change, on these lists, whoever wants to know it."""
        if (after, lists) not in self._stretches:
            entries = await load_feed(self._session, after=after, upto=self._upto) if after < (self._upto or 0) else ()
            self._stretches[after, lists] = await self._collapse(entries, lists)
        return self._stretches[after, lists]

    async def _with_waiting(
        self, fresh: Sequence[Item], waiting: Sequence[LedgerRow], lists: frozenset[str]
    ) -> list[Item]:
        """The same with what waits, each paper put together anew from the first of its changes that waits."""
        first: dict[int, int] = {}
        for row in waiting:
            paper_id = self._today(row.paper_id)
            first[paper_id] = min(row.seq, first.get(paper_id, row.seq))
        entries = await load_feed(self._session, after=min(first.values()) - 1, upto=self._upto)
        waited = [one for one in entries if one.seq >= first.get(self._today(one.paper_id), one.seq + 1)]
        return [*await self._collapse(waited, lists), *(item for item in fresh if item.paper.id not in first)]

    async def _with_late_news(
        self, items: Sequence[Item], subscription: Subscription, memory: _Memory, lists: frozenset[str]
    ) -> Sequence[Item]:
        """What is back on a list and was added since the subscription was made, but had gone before it could be told:
        to this subscription it is new."""
        back = {item.paper.id for item in items if item.kind is ChangeKind.RESTORED}
        back -= {paper_id for paper_id, kind, _ in memory.told if kind is ChangeKind.ADDED}
        if not back:
            return items
        rows = await self._session.execute(
            select(ChangeRow.paper_id)
            .join(ListRow, ListRow.id == ChangeRow.list_id)
            .where(
                ListRow.name.in_(sorted(lists)),
                ChangeRow.paper_id.in_(self._numbers_of(back)),
                ChangeRow.kind == ChangeKind.ADDED.value,
                ChangeRow.at >= subscription.created_at,
            )
        )
        late = {self._today(paper_id) for paper_id in rows.scalars()}
        return [
            Item(item.paper, (replace(item.changes[0], kind=ChangeKind.ADDED),), item.section)
            if item.paper.id in late and item.kind is ChangeKind.RESTORED
            else item
            for item in items
        ]

    async def _collapse(self, entries: Iterable[FeedEntry], lists: frozenset[str]) -> list[Item]:
        seen = [entry for entry in entries if not entry.list_name or entry.list_name in lists]
        by_paper: dict[int, list[FeedEntry]] = defaultdict(list)
        for entry in seen:
            by_paper[self._today(entry.paper_id)].append(entry)
        papers = await load_some_papers(self._session, by_paper)
        shown_since = await self._shown_since(by_paper)
        items = []
        for paper_id, own in by_paper.items():
            paper = papers[paper_id]
            is_shown = any(placement.list_name in lists for placement in paper.placements)
            was_shown = _was_shown(own, {name: at for name, at in shown_since[paper_id].items() if name in lists})
            nets = collapse(own, paper, is_shown=is_shown, was_shown=was_shown)
            if nets:
                items.append(Item(paper, nets, own[-1].section))
        return items

    async def _shown_since(self, paper_ids: Iterable[int]) -> dict[int, dict[str, datetime]]:
        """Since when each list has shown each paper; lists that do not show it now are left out."""
        found: dict[int, dict[str, datetime]] = defaultdict(dict)
        rows = await self._session.execute(
            select(PlacementRow.paper_id, ListRow.name, func.min(PlacementRow.since_at))
            .join(ListRow, ListRow.id == PlacementRow.list_id)
            .where(PlacementRow.paper_id.in_(list(paper_ids)), PlacementRow.removed_at.is_(None))
            .where(~adds_to_paper(PlacementRow.id))
            .group_by(PlacementRow.paper_id, ListRow.name)
        )
        for paper_id, name, since in rows:
            found[paper_id][name] = since
        return found

    async def _count(self, items: Sequence[Item]) -> dict[tuple[int, ChangeKind], int]:
        """Which occurrence each change is: the first of its kind for the paper, the second …"""
        counted = {(item.paper.id, net.kind): 1 for item in items for net in item.changes if net.kind in ONCE}
        several = {item.paper.id for item in items if any(net.kind not in ONCE for net in item.changes)}
        if not several:
            return counted
        rows = await self._session.execute(
            select(ChangeRow.paper_id, ChangeRow.kind, func.count())
            .where(ChangeRow.paper_id.in_(self._numbers_of(several)), ChangeRow.seq <= (self._upto or 0))
            .group_by(ChangeRow.paper_id, ChangeRow.kind)
        )
        all_times: dict[tuple[int, ChangeKind], int] = defaultdict(int)
        for paper_id, kind, times in rows:
            all_times[self._today(paper_id), ChangeKind(kind)] += times
        return all_times | counted

    def _today(self, paper_id: int) -> int:
        return self._redirects.get(paper_id, paper_id)

    def _numbers_of(self, papers: Collection[int]) -> list[int]:
        """The numbers of papers, and those of what was merged into them."""
        return [*papers, *(old for old, new in self._redirects.items() if new in papers)]


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the ledger: what a subscription was told, its number in the feed, since when it was to be told, and the
    delivery that tells it, or None for what waits."""

    subscription_id: int
    told: Told
    seq: int
    noted_at: datetime
    delivery_id: int | None = None


async def keep_waiting(session: Session, subscription_id: int, window: Window, now: datetime) -> None:
    """Moves the cursor to the window's end and lets what it holds wait for a later digest. A paper of which something
    waited goes on waiting since then, whatever has happened to it."""
    await keep_all_waiting(session, {subscription_id: window}, now)


async def keep_all_waiting(session: Session, windows: Mapping[int, Window], now: datetime) -> None:
    """Does so for several subscriptions, by their numbers."""
    lines = []
    for number, window in windows.items():
        kept = told_of(window.items, window.occurrences)
        gone = window.waiting - kept.keys()
        since = await _find_waiting_since(session, number) if gone else {}
        await forget(session, number, gone)
        fresh = (key for key in kept if key not in window.waiting)
        lines += [Noted(number, key, kept[key], since.get(key[0], now)) for key in fresh]
    await note(session, lines)
    await move_cursors(session, {number: window.upto for number, window in windows.items()})


async def note(session: Session, lines: Sequence[Noted]) -> None:
    """Writes lines into the ledger."""
    rows = [
        {
            "subscription_id": line.subscription_id,
            "paper_id": line.told[0],
            "kind": line.told[1].value,
            "occurrence": line.told[2],
            "seq": line.seq,
            "delivery_id": line.delivery_id,
            "noted_at": line.noted_at,
        }
        for line in lines
    ]
    if rows:
        await session.execute(insert(LedgerRow), rows)


async def move_cursors(session: Session, cursors: Mapping[int, int]) -> None:
    """Notes up to which change subscriptions, by their numbers, have looked at the feed."""
    for upto in set(cursors.values()):
        for ids in in_parts([number for number, each in cursors.items() if each == upto]):
            row = SubscriptionRow.id.in_(ids)
            await session.execute(update(SubscriptionRow).where(row).values(cursor=upto))


async def forget(session: Session, subscription_id: int, waiting: Iterable[Told]) -> None:
    """Takes what waited out of the ledger."""
    for paper_id, kind, occurrence in waiting:
        await session.execute(
            delete(LedgerRow).where(
                LedgerRow.subscription_id == subscription_id,
                LedgerRow.paper_id == paper_id,
                LedgerRow.kind == kind.value,
                LedgerRow.occurrence == occurrence,
                LedgerRow.delivery_id.is_(None),
            )
        )


async def _find_waiting_since(session: Session, subscription_id: int) -> dict[int, datetime]:
    """Since when something has been waiting of each paper."""
    waits = LedgerRow.subscription_id == subscription_id, LedgerRow.delivery_id.is_(None)
    found = select(LedgerRow.paper_id, LedgerRow.noted_at).where(*waits).order_by(LedgerRow.noted_at.desc())
    return {row.paper_id: row.noted_at for row in await session.execute(found)}


def told_of(items: Iterable[Item], occurrences: Mapping[tuple[int, ChangeKind], int]) -> dict[Told, int]:
    """What items tell, with the number in the feed of each."""
    return {
        (item.paper.id, net.kind, occurrences.get((item.paper.id, net.kind), 1)): net.seq
        for item in items
        for net in item.changes
    }


def _wanted(items: Sequence[Item], subscription: Subscription, lists: frozenset[str]) -> list[Item]:
    """What a subscription asked for."""
    choices, wanted = subscription.choices, []
    for item in items:
        followed = choices.interest.any_part and item.paper.id in choices.interest.papers
        nets: tuple[Net, ...] = tuple(net for net in item.changes if followed or net.kind in choices.kinds)
        if nets and find_obstacle(choices.interest, item.paper, lists) is None:
            wanted.append(Item(item.paper, nets, item.section))
    return wanted


def _untold(
    items: Sequence[Item], occurrences: Mapping[tuple[int, ChangeKind], int], memory: _Memory
) -> tuple[Item, ...]:
    """The items without what the ledger, or the channel itself, says was told."""
    left = []
    for item in items:
        prints = fingerprints_of(item.paper) if memory.recovered else frozenset[str]()
        kept = []
        for net in item.changes:
            times = occurrences.get((item.paper.id, net.kind), 1)
            shown = any((each, net.kind, times) in memory.recovered for each in prints)
            if (item.paper.id, net.kind, times) not in memory.told and not shown:
                kept.append(net)
        if kept:
            left.append(Item(item.paper, tuple(kept), item.section))
    return tuple(left)


def _was_shown(entries: Sequence[FeedEntry], shown_since: Mapping[str, datetime]) -> bool:
    """Whether a list showed the paper before the first of these changes."""
    first: dict[tuple[int, str], ChangeKind] = {}
    for entry in entries:
        if entry.kind is not ChangeKind.MERGED:
            first.setdefault((entry.paper_id, entry.list_name), entry.kind)
    if any(kind not in _BEFORE_IT_WAS_SHOWN for kind in first.values()):
        return True
    came_back = {name for (_, name), kind in first.items() if kind is ChangeKind.RESTORED}
    # Not all entries of one stretch are told the time by the same clock: what a list added, it shows since that entry.
    came = {entry.list_name: entry.at for entry in reversed(entries) if entry.kind is ChangeKind.ADDED}
    return any(since < came.get(name, entries[0].at) for name, since in shown_since.items() if name not in came_back)
