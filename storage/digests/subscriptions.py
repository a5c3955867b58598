"""Keeping subscriptions: made, shown, edited, paused, resumed, deleted."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from storage.counters import CHANGES, read_counter
from storage.database import Session
from storage.digests.delivery import DeliveryState
from storage.digests.errors import SubscriptionNotFound, TooManySubscriptions
from storage.digests.subscription import Choices, Interest, PauseReason, Place, State, Style, Subscription, Target
from storage.digests.tables import DeliveryRow, LedgerRow, SubscriptionRow
from storage.feed import ChangeKind


async def create_subscription(
    session: Session, place: Place, maker_id: int, choices: Choices, *, next_at: datetime, now: datetime, most: int
) -> Subscription:
    """Makes a subscription that hears of what happens from now on; `most` is how many a guild may have.

    Raises `TooManySubscriptions`. A person has one: making another raises `TooManySubscriptions` as well.
    """
    if place.guild_id is not None and await count_subscriptions(session, place.guild_id) >= most:
        raise TooManySubscriptions(most)
    if place.user_id is not None and await find_personal(session, place.user_id) is not None:
        raise TooManySubscriptions(1)
    row = SubscriptionRow(
        guild_id=place.guild_id,
        channel_id=place.channel_id,
        user_id=place.user_id,
        target=place.target.value,
        maker_id=maker_id,
        state=State.ACTIVE.value,
        pause_reason=PauseReason.NONE.value,
        paused_at=None,
        cursor=await read_counter(session, CHANGES),
        next_at=next_at,
        run_at=None,
        verified_at=now,
        created_at=now,
        edited_at=now,
        **_columns(choices),
    )
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the same person at the same moment
        raise TooManySubscriptions(1) from None
    return read_subscription(row)


async def count_subscriptions(session: Session, guild_id: int) -> int:
    """How many subscriptions a guild has, paused ones among them."""
    counted = select(func.count()).select_from(SubscriptionRow).where(SubscriptionRow.guild_id == guild_id)
    return (await session.execute(counted)).scalar_one()


async def find_personal(session: Session, user_id: int) -> Subscription | None:
    """The digest of a person, who has one at the most."""
    row = (
        await session.execute(select(SubscriptionRow).where(SubscriptionRow.user_id == user_id))
    ).scalar_one_or_none()
    return read_subscription(row) if row else None


async def find_subscription(session: Session, subscription_id: int) -> Subscription | None:
    """The subscription of this number, whoever's it is."""
    row = await session.get(SubscriptionRow, subscription_id)
    return read_subscription(row) if row else None


async def get_subscription(session: Session, subscription_id: int, guild_id: int | None) -> Subscription:
    """A subscription of this guild, or with None of a person. Raises `SubscriptionNotFound`, also for others'."""
    return read_subscription(await _get_row(session, subscription_id, guild_id))


async def hold_subscription(session: Session, subscription_id: int) -> Subscription | None:
    """The subscription as it is now, which nobody else changes before this transaction ends; None where it is gone.
    Who moves its cursor because of what he has read holds it before he reads. For transactions that write."""
    held = select(SubscriptionRow).where(SubscriptionRow.id == subscription_id).with_for_update()
    row = (await session.execute(held.execution_options(populate_existing=True))).scalar_one_or_none()
    return read_subscription(row) if row else None


async def hold_personal(session: Session, user_id: int) -> Subscription | None:
    """The digest of a person, held as by `hold_subscription`."""
    number = await session.execute(select(SubscriptionRow.id).where(SubscriptionRow.user_id == user_id))
    found = number.scalar_one_or_none()
    return await hold_subscription(session, found) if found is not None else None


async def load_subscriptions(session: Session, guild_id: int) -> tuple[Subscription, ...]:
    """The subscriptions of a guild, the oldest first."""
    found = select(SubscriptionRow).where(SubscriptionRow.guild_id == guild_id).order_by(SubscriptionRow.id)
    return tuple(map(read_subscription, (await session.execute(found)).scalars()))


async def edit_subscription(
    session: Session, subscription_id: int, guild_id: int | None, choices: Choices, *, next_at: datetime, now: datetime
) -> Subscription:
    """Puts other choices in the place of those it has, for who holds it. Where what is wanted changes, what happened
    before does not count any more: let it wait first (`keep_waiting`). Raises `SubscriptionNotFound`."""
    row = await _get_row(session, subscription_id, guild_id)
    for name, value in _columns(choices).items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    row.next_at, row.edited_at = next_at, now
    await session.flush()
    return read_subscription(row)


async def move_subscription(
    session: Session, subscription_id: int, guild_id: int | None, place: Place, now: datetime
) -> None:
    """Sends a digest elsewhere from now on, within the same guild. Raises `SubscriptionNotFound`."""
    row = await _get_row(session, subscription_id, guild_id)
    row.channel_id, row.target, row.verified_at, row.edited_at = place.channel_id, place.target.value, now, now


async def delete_subscription(session: Session, subscription_id: int, guild_id: int | None) -> None:
    """Forgets a subscription with all that it was told and all that waits for it. Raises `SubscriptionNotFound`.

    The messages that stand in a channel stay known as our own, or they would be taken for another database's.
    """
    row = await _get_row(session, subscription_id, guild_id)
    own = DeliveryRow.subscription_id == row.id
    if row.user_id is not None:
        await session.execute(delete(DeliveryRow).where(own))
    pending = own, DeliveryRow.state == DeliveryState.PENDING.value
    withdrawn: dict[str, object] = {"state": DeliveryState.WITHDRAWN.value, "payload": {}, "leased_until": None}
    await session.execute(update(DeliveryRow).where(*pending).values(withdrawn))
    await session.execute(delete(SubscriptionRow).where(SubscriptionRow.id == row.id))


async def load_mentioning(session: Session) -> tuple[Subscription, ...]:
    """The subscriptions that mention a role."""
    found = select(SubscriptionRow).where(SubscriptionRow.mention_role_id.is_not(None)).order_by(SubscriptionRow.id)
    return tuple(map(read_subscription, (await session.execute(found)).scalars()))


async def stop_mentioning(session: Session, subscription_id: int, role_id: int) -> Subscription | None:
    """Lets a subscription mention nobody any more, if it is that role that it mentions; it as it is now, or None."""
    stopped = (
        update(SubscriptionRow)
        .where(SubscriptionRow.id == subscription_id, SubscriptionRow.mention_role_id == role_id)
        .values(mention_role_id=None)
        .returning(SubscriptionRow)
    )
    row = (await session.execute(stopped)).scalar_one_or_none()
    return read_subscription(row) if row else None


async def pause_subscription(
    session: Session, subscription_id: int, reason: PauseReason, now: datetime
) -> Subscription | None:
    """Lets a subscription rest; what is in the outbox for it waits. The subscription as it is now, or None where it is
    gone or rested already."""
    paused = (
        update(SubscriptionRow)
        .where(SubscriptionRow.id == subscription_id, SubscriptionRow.state == State.ACTIVE.value)
        .values(state=State.PAUSED.value, pause_reason=reason.value, paused_at=now)
        .returning(SubscriptionRow)
    )
    row = (await session.execute(paused)).scalar_one_or_none()
    return read_subscription(row) if row else None


async def resume_subscription(
    session: Session, subscription_id: int, guild_id: int | None, *, next_at: datetime, now: datetime
) -> Subscription:
    """Serves a subscription again: after a fault from where it stopped, after a person's pause from now on, so that
    what waited for company is not told either.

    Raises `SubscriptionNotFound`. One that is active stays as it is.
    """
    await hold_subscription(session, subscription_id)
    row = await _get_row(session, subscription_id, guild_id)
    if row.state == State.ACTIVE.value:
        return read_subscription(row)
    if row.pause_reason == PauseReason.PERSON.value:
        row.cursor = await read_counter(session, CHANGES)
        waited = LedgerRow.subscription_id == row.id, LedgerRow.delivery_id.is_(None)
        await session.execute(delete(LedgerRow).where(*waited))
    row.state, row.pause_reason, row.paused_at = State.ACTIVE.value, PauseReason.NONE.value, None
    row.next_at, row.edited_at = next_at, now
    waiting = DeliveryRow.subscription_id == row.id, DeliveryRow.state == DeliveryState.PENDING.value
    await session.execute(update(DeliveryRow).where(*waiting).values(due_at=now))
    await session.flush()
    return read_subscription(row)


def read_subscription(row: SubscriptionRow) -> Subscription:
    """The row as a value."""
    interest: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.interest.items()
    }
    return Subscription(
        id=row.id,
        place=Place(Target(row.target), row.guild_id, row.channel_id, row.user_id),
        maker_id=row.maker_id,
        choices=Choices(
            cadence=row.cadence,
            timezone=row.timezone,
            language=row.language,
            style=Style(row.style),
            interest=Interest(**interest),
            kinds=tuple(map(ChangeKind, row.kinds)),
            mention_role_id=row.mention_role_id,
            publishes=row.publishes,
            picks=row.picks,
            min_items=row.min_items,
            max_wait=timedelta(days=row.max_wait_days),
        ),
        state=State(row.state),
        pause_reason=PauseReason(row.pause_reason),
        paused_at=row.paused_at,
        cursor=row.cursor,
        next_at=row.next_at,
        run_at=row.run_at,
        verified_at=row.verified_at,
        created_at=row.created_at,
        edited_at=row.edited_at,
    )


async def _get_row(session: Session, subscription_id: int, guild_id: int | None) -> SubscriptionRow:
    row = await session.get(SubscriptionRow, subscription_id)
    if row is None or row.guild_id != guild_id:
        raise SubscriptionNotFound(subscription_id)
    return row


def _columns(choices: Choices) -> dict[str, Any]:
    interest = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(choices.interest).items()
    }
    return {
        "interest": interest,
        "kinds": [kind.value for kind in choices.kinds],
        "cadence": choices.cadence,
        "timezone": choices.timezone,
        "language": choices.language,
        "style": choices.style.value,
        "mention_role_id": choices.mention_role_id,
        "publishes": choices.publishes,
        "picks": choices.picks,
        "min_items": choices.min_items,
        "max_wait_days": choices.max_wait.days,
    }
