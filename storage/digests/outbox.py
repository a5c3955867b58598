"""The outbox: what has to leave the house is written first and sent later, by whoever claims it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage.database import Session
from storage.digests.attempts import tell_again
from storage.digests.delivery import DeliveryKind, DeliveryState, Part, Payload
from storage.digests.ledger import Noted, forget, move_cursors, note, told_of
from storage.digests.subscription import Place, Subscription, Target
from storage.digests.tables import DeliveryRow
from storage.digests.window import Window


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
    session: Session,
    occasion: str,
    mark: str,
    place: Place,
    payload: Payload,
    now: datetime,
    *,
    subscription_id: int | None = None,
    first_seq: int = 0,
    part: int = 1,
) -> int | None:
    """Writes a message that is no digest, once for each occasion; its number, None where it was written before.

    With `subscription_id` it leaves after what waits for that subscription; with the `first_seq` of a digest in a
    forum, and a part that comes after those of it, it belongs to the same post.
    """
    if (await session.execute(select(DeliveryRow.id).where(DeliveryRow.occasion == occasion))).first():
        return None
    row = _row(occasion, DeliveryKind.NOTICE, mark, place, now)
    row.payload = dict(payload)
    row.subscription_id, row.first_seq, row.part, row.parts = subscription_id, first_seq, part, part
    session.add(row)
    await session.flush()
    return row.id


async def withdraw_message(session: Session, delivery_id: int, now: datetime) -> bool:
    """Takes one message back; false where it has left, or may have."""
    untouched = DeliveryRow.in_doubt.is_(False), DeliveryRow.state == DeliveryState.PENDING.value
    taken = (
        update(DeliveryRow)
        .where(DeliveryRow.id == delivery_id, *untouched)
        .values(state=DeliveryState.WITHDRAWN.value, ended_at=now)
        .returning(DeliveryRow.id)
        .execution_options(synchronize_session=False)
    )
    return (await session.execute(taken)).scalar_one_or_none() is not None


async def take_back_part(session: Session, delivery_id: int, now: datetime) -> bool:
    """Takes one part of a digest back, so that what it was to tell waits for the next digest; false where it has left,
    or may have."""
    taken = await withdraw_message(session, delivery_id, now)
    if taken:
        await tell_again(session, delivery_id)
    return taken


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
