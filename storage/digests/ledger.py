"""The ledger: what each subscription was told, and what waits for a later digest. It moves together with the cursor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from storage.database import Session
from storage.digests.collapsing import Item
from storage.digests.tables import LedgerRow, SubscriptionRow
from storage.digests.window import Told, Window
from storage.feed import ChangeKind
from storage.placements import in_parts


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
