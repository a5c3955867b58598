"""The outbox: what has to leave the house is written first and sent later, by whoever claims it.

A claim is a conditional update and a lease. Nothing here sends anything; `mark_…` notes what became of an attempt.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update

from storage.database import Session
from storage.digests.delivery import Delivery, DeliveryKind, DeliveryState, Part, Payload
from storage.digests.subscription import Place, State, Subscription, Target
from storage.digests.tables import DeliveryRow, LedgerRow, SubscriptionRow
from storage.digests.window import Noted, Window, forget, move_cursors, note, told_of
from storage.tables import GuildRow

LONGEST_PAUSE = timedelta(hours=1)
"""However often a delivery fails, it is tried again after this time. What is due or leased for longer was written by a
clock that was wrong."""

_ROUND = timedelta(minutes=5)  # who was served in it waits for those who were not
_PUBLISH_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Digest:
    """What is posted for one subscription."""

    subscription: Subscription
    window: Window
    parts: Sequence[Part]


async def post_digests(session: Session, digests: Sequence[Digest], now: datetime) -> None:
    """Writes the parts of digests, what they tell, and that their subscriptions have looked at the feed up to here."""
    rows: list[tuple[Digest, Part, DeliveryRow]] = []
    for digest in digests:
        await forget(session, digest.subscription.id, digest.window.waiting)
        rows += [(digest, part, _part_row(digest, part, number, now)) for number, part in enumerate(digest.parts, 1)]
    session.add_all(row for _, _, row in rows)
    await session.flush()
    told = [
        Noted(digest.subscription.id, key, seq, now, row.id)
        for digest, part, row in rows
        for key, seq in told_of(part.items, digest.window.occurrences).items()
    ]
    await note(session, told)
    await move_cursors(session, {digest.subscription.id: digest.window.upto for digest in digests})


async def post_digest(
    session: Session, subscription: Subscription, window: Window, parts: Sequence[Part], now: datetime
) -> None:
    """Writes one digest as `post_digests` does."""
    await post_digests(session, [Digest(subscription, window, parts)], now)


async def post_notice(
    session: Session, occasion: str, mark: str, user_id: int, payload: Payload, now: datetime
) -> bool:
    """Writes a message to a person, once for each occasion; false where it was written before."""
    place = Place(Target.PERSON, user_id=user_id)
    return await post_message(session, occasion, mark, place, payload, now) is not None


async def post_message(
    session: Session, occasion: str, mark: str, place: Place, payload: Payload, now: datetime
) -> int | None:
    """Writes a message that is no digest, once for each occasion; its number, None where it was written before."""
    if (await session.execute(select(DeliveryRow.id).where(DeliveryRow.occasion == occasion))).first():
        return None
    row = _row(occasion, DeliveryKind.NOTICE, mark, place, now)
    row.payload = dict(payload)
    session.add(row)
    await session.flush()
    return row.id


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


async def note_newest(session: Session, delivery_id: int, message_id: int) -> None:
    """Writes down the newest message of the place before the first attempt, 0 where there is none."""
    await _update(session, delivery_id, after_message_id=message_id)


async def mark_sent(session: Session, delivery_id: int, *, channel_id: int, message_id: int, now: datetime) -> None:
    """Notes the receipt. Evidence beats the lease: it counts whoever has the delivery meanwhile."""
    await _update(
        session,
        delivery_id,
        state=DeliveryState.SENT.value,
        reason="",
        payload={},
        in_doubt=False,
        leased_until=None,
        due_at=now,
        message_id=message_id,
        message_channel_id=channel_id,
        ended_at=now,
    )


async def mark_due(
    session: Session, delivery_id: int, due_at: datetime, reason: str, *, in_doubt: bool, attempt: int | None = None
) -> None:
    """Gives a delivery back, to be tried again. `in_doubt` says that an attempt may have succeeded. With `attempt` only
    while that is the newest one: who comes too late knows nothing of what another one does meanwhile."""
    values = {"leased_until": None, "due_at": due_at, "reason": reason, "in_doubt": in_doubt}
    await _update_pending(session, delivery_id, attempt, values)


async def mark_failed(
    session: Session,
    delivery_id: int,
    reason: str,
    now: datetime,
    state: DeliveryState = DeliveryState.FAILED,
    *,
    attempt: int | None = None,
) -> None:
    """Notes that a delivery will not be tried again, because it was refused for good or nobody can tell (`UNKNOWN`).
    What a refused one was to tell waits for the next digest. `attempt` as for `mark_due`."""
    values = {"state": state.value, "leased_until": None, "reason": reason, "ended_at": now}
    if await _update_pending(session, delivery_id, attempt, values) and state is DeliveryState.FAILED:
        await _tell_again(session, delivery_id)


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


async def mark_published(session: Session, delivery_id: int) -> None:
    """Notes that a message was published, or never can be."""
    await _update(session, delivery_id, publishes=False)


async def withdraw(session: Session, subscription_id: int, now: datetime) -> None:
    """Takes back what waits for a subscription and has certainly not left."""
    untouched = DeliveryRow.in_doubt.is_(False), DeliveryRow.state == DeliveryState.PENDING.value
    await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.subscription_id == subscription_id, *untouched)
        .values(state=DeliveryState.WITHDRAWN.value, ended_at=now)
    )


async def redirect(session: Session, subscription_id: int, place: Place) -> None:
    """Sends what waits for a subscription to another place, other than what may have arrived at the old one."""
    waiting = DeliveryRow.state == DeliveryState.PENDING.value, DeliveryRow.in_doubt.is_(False)
    await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.subscription_id == subscription_id, *waiting)
        .values(channel_id=place.channel_id, target=place.target.value, after_message_id=None, attempts=0)
    )


async def give_up_leases(session: Session, delivery_ids: Collection[int], now: datetime) -> None:
    """Leaves deliveries to others at once; an attempt that was under way stays in doubt."""
    leased = DeliveryRow.id.in_(delivery_ids), DeliveryRow.state == DeliveryState.PENDING.value
    await session.execute(update(DeliveryRow).where(*leased).values(leased_until=None, due_at=now))


async def find_thread(session: Session, subscription_id: int, first_seq: int) -> int | None:
    """The forum post in which the parts of a digest stand that were sent, or None where none was."""
    sent = (
        DeliveryRow.subscription_id == subscription_id,
        DeliveryRow.first_seq == first_seq,
        DeliveryRow.target == Target.FORUM.value,
        DeliveryRow.state == DeliveryState.SENT.value,
    )
    found = select(DeliveryRow.message_channel_id).where(*sent).order_by(DeliveryRow.id.desc()).limit(1)
    return (await session.execute(found)).scalar_one_or_none()


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


async def _update(session: Session, delivery_id: int, **values: object) -> None:
    await session.execute(update(DeliveryRow).where(DeliveryRow.id == delivery_id).values(**values))


async def _update_pending(
    session: Session, delivery_id: int, attempt: int | None, values: Mapping[str, object]
) -> bool:
    pending = update(DeliveryRow).where(DeliveryRow.id == delivery_id, DeliveryRow.state == DeliveryState.PENDING.value)
    if attempt is not None:
        pending = pending.where(DeliveryRow.attempts == attempt)
    updated = await session.execute(pending.values(values).returning(DeliveryRow.id))
    return updated.scalar_one_or_none() is not None


async def _tell_again(session: Session, delivery_id: int) -> None:
    """Lets what a delivery was to tell wait for the next digest, which may begin with the same change."""
    told = update(LedgerRow).where(LedgerRow.delivery_id == delivery_id)
    await session.execute(told.values(delivery_id=None))
    failed = select(DeliveryRow.subscription_id, DeliveryRow.first_seq).where(DeliveryRow.id == delivery_id)
    subscription_id, first_seq = (await session.execute(failed)).one()
    parts = DeliveryRow.subscription_id == subscription_id, DeliveryRow.first_seq == first_seq
    await session.execute(update(DeliveryRow).where(*parts).values(occasion="given up:" + DeliveryRow.mark))


def _row(occasion: str, kind: DeliveryKind, mark: str, place: Place, now: datetime) -> DeliveryRow:
    return DeliveryRow(
        occasion=occasion,
        mark=mark,
        kind=kind.value,
        subscription_id=None,
        first_seq=0,
        part=1,
        parts=1,
        guild_id=place.guild_id,
        channel_id=place.channel_id,
        user_id=place.user_id,
        target=place.target.value,
        publishes=False,
        payload={},
        state=DeliveryState.PENDING.value,
        reason="",
        due_at=now,
        attempts=0,
        in_doubt=False,
        after_message_id=None,
        leased_until=None,
        message_id=None,
        message_channel_id=None,
        created_at=now,
        ended_at=None,
    )


def _part_row(digest: Digest, part: Part, number: int, now: datetime) -> DeliveryRow:
    subscription, first = digest.subscription, digest.window.first_seq
    occasion = f"digest:{subscription.id}:{first}:{number}"
    row = _row(occasion, DeliveryKind.DIGEST, part.mark, subscription.place, now)
    row.subscription_id, row.first_seq = subscription.id, first
    row.part, row.parts = number, len(digest.parts)
    row.publishes, row.payload = subscription.choices.publishes, dict(part.payload)
    return row


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
