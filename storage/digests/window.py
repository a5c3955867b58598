"""What one subscription has yet to be told: the feed since it looked last, and what has been waiting for company."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import func, select

from storage.database import Session
from storage.digests.collapsing import ONCE, Item, Net
from storage.digests.fingerprints import fingerprints_of
from storage.digests.matching import find_obstacle
from storage.digests.stretches import Stretches
from storage.digests.subscription import Choices, Subscription
from storage.digests.tables import LedgerRow, RecoveredRow
from storage.feed import ChangeKind
from storage.guilds import load_visible_lists
from storage.placements import in_parts
from storage.tables import ChangeRow, ListRow

Told = tuple[int, ChangeKind, int]
"""A paper's number, a kind of change, and which occurrence of it."""

_NEARLY = timedelta(minutes=30)  # a week is over though this tick came a second earlier than the last one


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

    def find_wait(self, choices: Choices, at: datetime) -> datetime | None:
        """Until when it waits at the longest for as many papers as `choices` want, if it is looked at then; None where
        it is enough to be told."""
        until = (self.waiting_since or at) + choices.max_wait
        return until if 0 < len(self.items) < choices.min_items and until - at > _NEARLY else None


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
        self._feed = Stretches(session)
        self._lists: dict[int | None, frozenset[str]] = {}
        self._memories: dict[int, _Memory] = {}

    async def prepare(self, subscriptions: Sequence[Subscription]) -> None:
        """Reads what is known of several subscriptions at once, before `read` is asked for each of them."""
        await self._feed.begin()
        guilds = {subscription.place.guild_id for subscription in subscriptions} - self._lists.keys()
        self._lists |= await load_visible_lists(self._session, guilds)
        found = {subscription.id: _Memory([], set(), set()) for subscription in subscriptions}
        papers: set[int] = set()
        for subscription in subscriptions:
            lists = await self._lists_of(subscription.place.guild_id)
            papers.update(item.paper.id for item in await self._feed.read(subscription.cursor, lists))
        waits = LedgerRow.delivery_id.is_(None)
        for part in in_parts(list(found)):
            own = LedgerRow.subscription_id.in_(part)
            for row in (await self._session.execute(select(LedgerRow).where(own, waits))).scalars():
                found[row.subscription_id].waiting.append(row)
            recovered = select(RecoveredRow).where(RecoveredRow.subscription_id.in_(part))
            for again in (await self._session.execute(recovered)).scalars():
                shown = again.fingerprint, ChangeKind(again.kind), again.occurrence
                found[again.subscription_id].recovered.add(shown)
        papers.update(self._feed.today(row.paper_id) for memory in found.values() for row in memory.waiting)
        papers.update(self._feed.numbers_of(papers))
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
                    memories[number].told.add((self._feed.today(paper_id), ChangeKind(kind), times))

    async def read(self, subscription: Subscription) -> Window:
        """What there is to tell this subscription now."""
        upto = await self._feed.begin()
        lists = await self._lists_of(subscription.place.guild_id)
        if subscription.id not in self._memories:
            await self.prepare([subscription])
        memory = self._memories.pop(subscription.id)  # what is written after this is not in it
        waiting, since = memory.waiting, min((row.noted_at for row in memory.waiting), default=None)
        fresh: Sequence[Item] = await self._feed.read(subscription.cursor, lists)
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
        await self._feed.begin()
        lists = await self._lists_of(subscription.place.guild_id)
        return _wanted(await self._feed.read(after, lists), subscription, lists)

    async def _lists_of(self, guild_id: int | None) -> frozenset[str]:
        if guild_id not in self._lists:
            self._lists |= await load_visible_lists(self._session, [guild_id])
        return self._lists[guild_id]

    async def _with_waiting(
        self, fresh: Sequence[Item], waiting: Sequence[LedgerRow], lists: frozenset[str]
    ) -> list[Item]:
        """The same with what waits, each paper put together anew from the first of its changes that waits."""
        first: dict[int, int] = {}
        for row in waiting:
            paper_id = self._feed.today(row.paper_id)
            first[paper_id] = min(row.seq, first.get(paper_id, row.seq))
        entries = await self._feed.read_entries(min(first.values()) - 1)
        waited = [one for one in entries if one.seq >= first.get(self._feed.today(one.paper_id), one.seq + 1)]
        return [*await self._feed.collapse(waited, lists), *(item for item in fresh if item.paper.id not in first)]

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
                ChangeRow.paper_id.in_(self._feed.numbers_of(back)),
                ChangeRow.kind == ChangeKind.ADDED.value,
                ChangeRow.at >= subscription.created_at,
            )
        )
        late = {self._feed.today(paper_id) for paper_id in rows.scalars()}
        return [
            Item(item.paper, (replace(item.changes[0], kind=ChangeKind.ADDED),), item.section)
            if item.paper.id in late and item.kind is ChangeKind.RESTORED
            else item
            for item in items
        ]

    async def _count(self, items: Sequence[Item]) -> dict[tuple[int, ChangeKind], int]:
        """Which occurrence each change is: the first of its kind for the paper, the second …"""
        counted = {(item.paper.id, net.kind): 1 for item in items for net in item.changes if net.kind in ONCE}
        several = {item.paper.id for item in items if any(net.kind not in ONCE for net in item.changes)}
        if not several:
            return counted
        upto = await self._feed.begin()
        rows = await self._session.execute(
            select(ChangeRow.paper_id, ChangeRow.kind, func.count())
            .where(ChangeRow.paper_id.in_(self._feed.numbers_of(several)), ChangeRow.seq <= upto)
            .group_by(ChangeRow.paper_id, ChangeRow.kind)
        )
        all_times: dict[tuple[int, ChangeKind], int] = defaultdict(int)
        for paper_id, kind, times in rows:
            all_times[self._feed.today(paper_id), ChangeKind(kind)] += times
        return all_times | counted


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
