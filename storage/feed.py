"""The feed: what changed, in the order in which it became true. Append-only, and the only source of "new"."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, exists, func, insert, select

from storage.counters import CHANGES, advance
from storage.database import Session
from storage.tables import ChangeRow, ListRow, PaperRow, PlacementRow, SectionRow, table_of


class ChangeKind(StrEnum):
    """What can happen to a paper on a list."""

    ADDED = "added"
    CODE_RELEASED = "code_released"
    LINK_CHANGED = "link_changed"
    MOVED = "moved"
    RETITLED = "retitled"
    RATED = "rated"
    REMOVED = "removed"
    RESTORED = "restored"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a paper on one list. `before` and `after` hold the facts that differ, as JSON values."""

    kind: ChangeKind
    paper_id: int
    list_id: int | None
    section: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


async def append_changes(session: Session, changes: Sequence[Change], at: datetime) -> int:
    """Writes changes to the end of the feed and returns the number of the last, 0 without any."""
    if not changes:
        return 0
    last = await advance(session, CHANGES, len(changes))
    first = last - len(changes) + 1
    rows = [
        {
            "seq": first + place,
            "kind": change.kind.value,
            "paper_id": change.paper_id,
            "list_id": change.list_id,
            "section": change.section,
            "before": change.before,
            "after": change.after,
            "at": at,
        }
        for place, change in enumerate(changes)
    ]
    await session.execute(insert(table_of(ChangeRow)), rows)
    return last


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A change as it stands in the feed: its number, the paper's title, the list's name and when it was seen (UTC)."""

    seq: int
    kind: ChangeKind
    paper_id: int
    title: str
    list_name: str
    section: str
    before: dict[str, Any]
    after: dict[str, Any]
    at: datetime


async def load_feed(
    session: Session, *, after: int = 0, upto: int | None = None, paper_id: int | None = None
) -> tuple[FeedEntry, ...]:
    """The entries of the feed with numbers in (after, upto], in order; with `paper_id` those of one paper."""
    found = (
        select(ChangeRow, PaperRow.title, ListRow.name)
        .join(PaperRow, PaperRow.id == ChangeRow.paper_id)
        .outerjoin(ListRow, ListRow.id == ChangeRow.list_id)
        .where(ChangeRow.seq > after)
        .order_by(ChangeRow.seq)
    )
    if upto is not None:
        found = found.where(ChangeRow.seq <= upto)
    if paper_id is not None:
        found = found.where(ChangeRow.paper_id == paper_id)
    return tuple(_entry(row, title, name or "") for row, title, name in await session.execute(found))


@dataclass(frozen=True, slots=True)
class FeedFilter:
    """Which entries of the feed to show: on these lists, seen at or after `since`, of one kind, of papers that the list
    shows, or showed last, in one category."""

    lists: frozenset[str]
    since: datetime | None = None
    kind: ChangeKind | None = None
    category: str = ""


async def count_changes(session: Session, wanted: FeedFilter) -> int:
    """How many entries of the feed fit."""
    return (await session.execute(select(func.count()).select_from(_fitting(wanted).subquery()))).scalar_one()


async def load_newest(session: Session, wanted: FeedFilter, *, offset: int, limit: int) -> tuple[FeedEntry, ...]:
    """The newest entries that fit, the newest first, without the first `offset`."""
    newest = _fitting(wanted).order_by(ChangeRow.seq.desc()).offset(offset).limit(limit)
    return tuple(_entry(row, title, name) for row, title, name in await session.execute(newest))


def _fitting(wanted: FeedFilter) -> Select[ChangeRow, str, str]:
    found = (
        select(ChangeRow, PaperRow.title, ListRow.name)
        .join(PaperRow, PaperRow.id == ChangeRow.paper_id)
        .join(ListRow, ListRow.id == ChangeRow.list_id)
        .where(ListRow.name.in_(sorted(wanted.lists)))
    )
    if wanted.since is not None:
        found = found.where(ChangeRow.at >= wanted.since)
    if wanted.kind is not None:
        found = found.where(ChangeRow.kind == wanted.kind.value)
    if wanted.category:
        rows = (PlacementRow.paper_id == ChangeRow.paper_id) & (PlacementRow.list_id == ChangeRow.list_id)
        there = (SectionRow.id == PlacementRow.section_id) & (SectionRow.category_slug == wanted.category)
        found = found.where(exists().where(rows, there))
    return found


def _entry(row: ChangeRow, title: str, list_name: str) -> FeedEntry:
    return FeedEntry(
        seq=row.seq,
        kind=ChangeKind(row.kind),
        paper_id=row.paper_id,
        title=title,
        list_name=list_name,
        section=row.section,
        before=row.before,
        after=row.after,
        at=row.at,
    )
