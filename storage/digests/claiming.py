"""Who sends what, and when: a claim is a conditional update and a lease. Nothing here sends anything."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update

from storage.database import Session
from storage.digests.delivery import Delivery, DeliveryKind, DeliveryState
from storage.digests.subscription import Place, State, Target
from storage.digests.tables import DeliveryRow, SubscriptionRow
from storage.tables import GuildRow

LONGEST_PAUSE = timedelta(hours=1)
"""However often a delivery fails, it is tried again after this time. What is due or leased for longer was written by a
clock that was wrong."""

_ROUND = timedelta(minutes=5)  # who was served in it waits for those who were not
_PUBLISH_AGAIN = timedelta(minutes=10)


async def claim_deliveries(
    session: Session,
    now: datetime,
    lease: timedelta,
    limit: int,
    newest: Callable[[Place], int | None] = lambda _: None,
) -> tuple[Delivery, ...]:
    """Takes deliveries that are due for as long as `lease`: at most one for each place, the guilds by turns.

    A delivery waits for those before it of the same subscription, for one that is being sent to the same place, for its
    subscription while that rests, and for a guild that the bot has left. `newest` may know the last message of a place
    without asking Discord.
    """
    ids = (await session.execute(_claimable(now).limit(limit))).scalars().all()
    claimed = []
    found = select(DeliveryRow).where(DeliveryRow.id.in_(ids)).with_for_update(skip_locked=True)
    for row in (await session.execute(found)).scalars().all():
        was_in_doubt, place = row.in_doubt, _place(row)
        is_first = row.attempts == 0 and not was_in_doubt
        after = newest(place) if is_first else row.after_message_id
        taken = (
            update(DeliveryRow)
            .where(
                DeliveryRow.id == row.id,
                DeliveryRow.state == DeliveryState.PENDING.value,
                DeliveryRow.attempts == row.attempts,
                _is_free(now),
            )
            .values(leased_until=now + lease, attempts=DeliveryRow.attempts + 1, in_doubt=True, after_message_id=after)
            .returning(DeliveryRow.attempts)
            .execution_options(synchronize_session=False)
        )
        attempts = (await session.execute(taken)).scalar_one_or_none()
        if attempts is not None:
            claimed.append(_delivery(row, place, attempts, in_doubt=was_in_doubt, after=after))
    return tuple(sorted(claimed, key=lambda each: ids.index(each.id)))


async def has_claimable(session: Session, now: datetime) -> bool:
    """Whether it is worth while to claim now: something is due and free. It takes no lock and is quick."""
    due = select(DeliveryRow.id).where(_is_open(), DeliveryRow.due_at <= now, _is_free(now)).limit(1)
    return (await session.execute(due)).first() is not None


async def claim_unpublished(session: Session, now: datetime, limit: int) -> tuple[tuple[int, int, int], ...]:
    """Takes messages that announcement channels show and that are to be published: the numbers of the delivery, the
    channel and the message. Publishing twice does no harm; who does not come back is followed after some minutes."""
    waiting = (
        DeliveryRow.state == DeliveryState.SENT.value,
        DeliveryRow.publishes,
        DeliveryRow.target == Target.ANNOUNCEMENT.value,
        DeliveryRow.due_at <= now,
    )
    found = select(DeliveryRow.id).where(*waiting).order_by(DeliveryRow.due_at).limit(limit)
    taken = (
        update(DeliveryRow)
        .where(DeliveryRow.id.in_(found.scalar_subquery()), DeliveryRow.due_at <= now)
        .values(due_at=now + _PUBLISH_AGAIN)
        .returning(DeliveryRow.id, DeliveryRow.message_channel_id, DeliveryRow.message_id)
    )
    return tuple((row.id, row.message_channel_id, row.message_id) for row in await session.execute(taken))


async def give_up_leases(session: Session, delivery_ids: Collection[int], now: datetime) -> None:
    """Leaves deliveries to others at once; an attempt that was under way stays in doubt."""
    leased = DeliveryRow.id.in_(delivery_ids), DeliveryRow.state == DeliveryState.PENDING.value
    await session.execute(update(DeliveryRow).where(*leased).values(leased_until=None, due_at=now))


async def count_pending(session: Session) -> int:
    """How many messages have yet to leave."""
    pending = DeliveryRow.state == DeliveryState.PENDING.value
    return (await session.execute(select(func.count()).select_from(DeliveryRow).where(pending))).scalar_one()


async def find_oldest_due(session: Session, now: datetime) -> datetime | None:
    """Since when the oldest message that may leave could have left; None where none may. What its subscription or its
    guild holds back does not count."""
    oldest = select(func.min(DeliveryRow.due_at)).where(_is_open(), DeliveryRow.due_at <= now)
    return (await session.execute(oldest)).scalar_one()


def _claimable(now: datetime) -> Select[int]:
    """The numbers of what may be claimed now, the guilds by turns. A delivery that has to wait holds up those that
    follow it in its subscription, and those of others at its place only while it is being sent."""
    place = func.coalesce(DeliveryRow.channel_id, DeliveryRow.user_id)
    pending = DeliveryRow.state == DeliveryState.PENDING.value
    row = func.coalesce(DeliveryRow.subscription_id, -DeliveryRow.id)
    in_row = func.row_number().over(partition_by=row, order_by=DeliveryRow.id).label("position")
    first = select(DeliveryRow.id, in_row).where(_is_open()).subquery()
    due = or_(DeliveryRow.due_at <= now, DeliveryRow.due_at > now + 2 * LONGEST_PAUSE)
    busy = select(place).where(pending, ~_is_free(now))
    at_place = func.row_number().over(partition_by=place, order_by=DeliveryRow.id).label("position")
    ready = (
        select(DeliveryRow.id, at_place)
        .join(first, and_(first.c.id == DeliveryRow.id, first.c.position == 1))
        .where(due, place.not_in(busy))
        .subquery()
    )
    whose = func.coalesce(DeliveryRow.guild_id, DeliveryRow.user_id)
    sent = and_(DeliveryRow.state == DeliveryState.SENT.value, DeliveryRow.due_at > now - _ROUND)
    under_way = and_(pending, DeliveryRow.leased_until > now)
    lately = or_(sent, under_way)
    served = select(whose.label("whose"), func.count().label("times")).where(lately).group_by(whose).subquery()
    turn = func.row_number().over(partition_by=whose, order_by=(DeliveryRow.due_at, DeliveryRow.id))
    return (
        select(DeliveryRow.id)
        .join(ready, and_(ready.c.id == DeliveryRow.id, ready.c.position == 1))
        .outerjoin(served, served.c.whose == whose)
        .order_by(turn + func.coalesce(served.c.times, 0), DeliveryRow.due_at, DeliveryRow.id)
    )


def _is_open() -> ColumnElement[bool]:
    """Pending, and neither does its subscription rest nor was its guild left."""
    rests = exists().where(
        SubscriptionRow.id == DeliveryRow.subscription_id, SubscriptionRow.state != State.ACTIVE.value
    )
    left = exists().where(GuildRow.id == DeliveryRow.guild_id, GuildRow.left_at.is_not(None))
    return and_(DeliveryRow.state == DeliveryState.PENDING.value, ~rests, ~left)


def _is_free(now: datetime) -> ColumnElement[bool]:
    until = DeliveryRow.leased_until
    return or_(until.is_(None), until <= now, until > now + 2 * LONGEST_PAUSE)


def _place(row: DeliveryRow) -> Place:
    return Place(Target(row.target), row.guild_id, row.channel_id, row.user_id)


def _delivery(row: DeliveryRow, place: Place, attempts: int, *, in_doubt: bool, after: int | None) -> Delivery:
    return Delivery(
        id=row.id,
        kind=DeliveryKind(row.kind),
        mark=row.mark,
        subscription_id=row.subscription_id,
        first_seq=row.first_seq,
        part=row.part,
        parts=row.parts,
        place=place,
        publishes=row.publishes,
        payload=dict(row.payload),
        attempts=attempts,
        in_doubt=in_doubt,
        after_message_id=after,
        created_at=row.created_at,
    )
