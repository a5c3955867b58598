"""What became of an attempt to send: receipts, what is tried again, what was refused for good."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update

from storage.database import Session
from storage.digests.delivery import DeliveryState
from storage.digests.subscription import Target
from storage.digests.tables import DeliveryRow, LedgerRow


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
        await tell_again(session, delivery_id)


async def mark_published(session: Session, delivery_id: int) -> None:
    """Notes that a message was published, or never can be."""
    await _update(session, delivery_id, publishes=False)


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


async def tell_again(session: Session, delivery_id: int) -> None:
    """Lets what a delivery was to tell wait for the next digest, which may begin with the same change."""
    told = update(LedgerRow).where(LedgerRow.delivery_id == delivery_id)
    await session.execute(told.values(delivery_id=None))
    failed = select(DeliveryRow.subscription_id, DeliveryRow.first_seq).where(DeliveryRow.id == delivery_id)
    subscription_id, first_seq = (await session.execute(failed)).one()
    parts = DeliveryRow.subscription_id == subscription_id, DeliveryRow.first_seq == first_seq
    await session.execute(update(DeliveryRow).where(*parts).values(occasion="given up:" + DeliveryRow.mark))


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
