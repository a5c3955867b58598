"""What happened in a stretch of the feed, put together paper by paper."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select

from storage.catalog import load_some_papers
from storage.counters import CHANGES, read_counter
from storage.database import Session
from storage.digests.collapsing import Item, collapse
from storage.feed import ChangeKind, FeedEntry, load_feed
from storage.placements import in_parts
from storage.submissions.tables import adds_to_paper
from storage.tables import ListRow, PlacementRow
from storage.unions import load_redirects

_BEFORE_IT_WAS_SHOWN = frozenset({ChangeKind.ADDED, ChangeKind.RESTORED})


class Stretches:
    """Reads stretches of the feed within one transaction, each once however many subscriptions share it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._upto: int | None = None
        self._redirects: Mapping[int, int] = {}
        self._entries: Sequence[FeedEntry] = ()
        self._after = 0  # the change before those entries
        self._collapsed: dict[tuple[tuple[int, ...], frozenset[str]], list[Item]] = {}

    async def begin(self) -> int:
        """The end of the feed, read once. To be called first."""
        if self._upto is None:
            self._upto = self._after = await read_counter(self._session, CHANGES)
            self._redirects = await load_redirects(self._session)
        return self._upto

    def today(self, paper_id: int) -> int:
        """The number of the paper that this one was merged into, or its own."""
        return self._redirects.get(paper_id, paper_id)

    def numbers_of(self, papers: Collection[int]) -> list[int]:
        """The numbers of papers, and those of what was merged into them."""
        return [*papers, *(old for old, new in self._redirects.items() if new in papers)]

    async def read_entries(self, after: int) -> Sequence[FeedEntry]:
        """The entries of the feed after a change."""
        if after < self._after:
            self._entries = await load_feed(self._session, after=after, upto=self._upto)
            self._after = after
        return self._entries[bisect_right(self._entries, after, key=lambda entry: entry.seq) :]

    async def read(self, after: int, lists: frozenset[str]) -> list[Item]:
        """What happened after a change, on these lists, whoever wants to know it."""
        return await self.collapse(await self.read_entries(after), lists)

    async def collapse(self, entries: Iterable[FeedEntry], lists: frozenset[str]) -> list[Item]:
        """What these entries of the feed come to, paper by paper, where these lists are seen."""
        seen = [entry for entry in entries if not entry.list_name or entry.list_name in lists]
        key = tuple(entry.seq for entry in seen), lists
        if key not in self._collapsed:
            self._collapsed[key] = await self._put_together(seen, lists)
        return self._collapsed[key]

    async def _put_together(self, entries: Sequence[FeedEntry], lists: frozenset[str]) -> list[Item]:
        by_paper: dict[int, list[FeedEntry]] = defaultdict(list)
        for entry in entries:
            by_paper[self.today(entry.paper_id)].append(entry)
        if not by_paper:
            return []
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
        for part in in_parts(list(paper_ids)):
            rows = await self._session.execute(
                select(PlacementRow.paper_id, ListRow.name, func.min(PlacementRow.since_at))
                .join(ListRow, ListRow.id == PlacementRow.list_id)
                .where(PlacementRow.paper_id.in_(part), PlacementRow.removed_at.is_(None))
                .where(~adds_to_paper(PlacementRow.id))
                .group_by(PlacementRow.paper_id, ListRow.name)
            )
            for paper_id, name, since in rows:
                found[paper_id][name] = since
        return found


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
