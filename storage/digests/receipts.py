"""What became of digests: the receipts of a channel, and the story of one paper there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.catalog import load_some_papers
from storage.database import Session
from storage.digests.delivery import DeliveryKind, DeliveryState, Receipt
from storage.digests.matching import Obstacle, find_obstacle
from storage.digests.subscription import Subscription
from storage.digests.tables import DeliveryRow, LedgerRow
from storage.digests.window import WindowReader
from storage.feed import ChangeKind, FeedEntry, load_feed
from storage.guilds import find_visible_lists
from storage.tables import ChangeRow


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing that a subscription was told of a paper, or waits to tell (`receipt` is None)."""

    kind: ChangeKind
    noted_at: datetime
    receipt: Receipt | None


@dataclass(frozen=True, slots=True)
class Story:
    """Why a paper was in a digest or was not. `changes` is what the feed says of it on the lists that are seen; those
    after `cursor` have not been looked at yet. `obstacle` is what keeps it out by the filters of today; `will_tell`
    says that the next digest has it, `waits_until` how long that waits for more at the most, None where it does not."""

    changes: tuple[FeedEntry, ...]
    cursor: int
    tellings: tuple[Telling, ...]
    obstacle: Obstacle | None
    will_tell: bool
    waits_until: datetime | None = None


async def load_receipts(session: Session, subscription_id: int, limit: int) -> tuple[Receipt, ...]:
    """The newest deliveries of a subscription, the newest first."""
    papers = (
        select(func.count(LedgerRow.paper_id.distinct()))
        .where(LedgerRow.delivery_id == DeliveryRow.id)
        .correlate(DeliveryRow)
        .scalar_subquery()
    )
    found = (
        select(DeliveryRow, papers)
        .where(DeliveryRow.subscription_id == subscription_id, DeliveryRow.kind == DeliveryKind.DIGEST.value)
        .order_by(DeliveryRow.id.desc())
        .limit(limit)
    )
    return tuple(_receipt(row, count) for row, count in await session.execute(found))


async def find_last_message(session: Session, subscription_id: int) -> int | None:
    """The newest message that a subscription is known to have sent, None before the first."""
    sent = DeliveryRow.subscription_id == subscription_id, DeliveryRow.state == DeliveryState.SENT.value
    return (await session.execute(select(func.max(DeliveryRow.message_id)).where(*sent))).scalar_one_or_none()


async def load_story(session: Session, subscription: Subscription, paper_id: int) -> Story:
    """Why a paper was told to a subscription, or was not."""
    lists = await find_visible_lists(session, subscription.place.guild_id)
    entries = [
        one for one in await load_feed(session, paper_id=paper_id) if not one.list_name or one.list_name in lists
    ]
    paper = (await load_some_papers(session, [paper_id])).get(paper_id)
    window = await WindowReader(session).read(subscription)
    return Story(
        changes=tuple(entries),
        cursor=subscription.cursor,
        tellings=await _load_tellings(session, subscription.id, paper_id),
        obstacle=find_obstacle(subscription.choices.interest, paper, lists) if paper else None,
        will_tell=any(item.paper.id == paper_id for item in window.items),
        waits_until=window.find_wait(subscription.choices, subscription.next_at),
    )


async def count_fitting(session: Session, subscription: Subscription, since: datetime) -> int:
    """How many papers a digest with these choices would have told of since an instant."""
    first = (await session.execute(select(func.min(ChangeRow.seq)).where(ChangeRow.at >= since))).scalar_one_or_none()
    if first is None:
        return 0
    return len(await WindowReader(session).find_wanted(subscription, after=first - 1))


async def _load_tellings(session: Session, subscription_id: int, paper_id: int) -> tuple[Telling, ...]:
    found = (
        select(LedgerRow, DeliveryRow)
        .outerjoin(DeliveryRow, DeliveryRow.id == LedgerRow.delivery_id)
        .where(LedgerRow.subscription_id == subscription_id, LedgerRow.paper_id == paper_id)
        .order_by(LedgerRow.seq)
    )
    rows = await session.execute(found)
    return tuple(
        Telling(ChangeKind(told.kind), told.noted_at, _receipt(delivery, 0) if delivery else None)
        for told, delivery in rows
    )


def _receipt(row: DeliveryRow, papers: int) -> Receipt:
    return Receipt(
        delivery_id=row.id,
        first_seq=row.first_seq,
        part=row.part,
        parts=row.parts,
        state=DeliveryState(row.state),
        reason=row.reason,
        guild_id=row.guild_id,
        channel_id=row.message_channel_id,
        message_id=row.message_id,
        papers=papers,
        created_at=row.created_at,
        ended_at=row.ended_at,
    )
