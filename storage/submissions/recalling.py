"""Taking back what digests tell of a decision that was undone, and correcting what they have told already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, func, select, update

from storage.database import Session
from storage.digests.delivery import DeliveryKind, DeliveryState, Payload
from storage.digests.outbox import post_message, take_back_part, withdraw_message
from storage.digests.subscription import Place, State, Target
from storage.digests.tables import DeliveryRow, LedgerRow, SubscriptionRow
from storage.digests.window import Noted, note
from storage.feed import ChangeKind
from storage.submissions.submission import Verdict
from storage.submissions.tables import DecisionRow
from storage.tables import ChangeRow, RedirectRow

_GONE = frozenset({DeliveryState.SENT.value, DeliveryState.UNKNOWN.value, DeliveryState.PENDING.value})


@dataclass(frozen=True, slots=True)
class Told:
    """A digest that has told, or may have told, what was undone. `language` is the digest's; `channel_id` and
    `message_id` are where it stands, None while nobody knows whether it arrived."""

    subscription_id: int
    delivery_id: int
    first_seq: int
    parts: int
    paper_id: int
    place: Place
    language: str
    channel_id: int | None
    message_id: int | None


async def recall(
    session: Session, paper_id: int, kinds: Iterable[ChangeKind], first_seq: int, now: datetime
) -> tuple[Told, ...]:
    """Takes what is told of a paper, from a change of the feed on, out of every digest that certainly has not left; the
    rest of such a digest is told anew at once. Returns the digests that have left, or may have, and were not corrected
    yet, one for each subscription."""
    numbers = [paper_id, *(await _former_numbers(session, paper_id))]
    wanted = [kind.value for kind in kinds]
    found = (
        select(LedgerRow, DeliveryRow, SubscriptionRow.language)
        .join(DeliveryRow, DeliveryRow.id == LedgerRow.delivery_id)
        .join(SubscriptionRow, SubscriptionRow.id == LedgerRow.subscription_id)
        .where(LedgerRow.paper_id.in_(numbers), LedgerRow.kind.in_(wanted), LedgerRow.seq >= first_seq)
        .order_by(DeliveryRow.id)
        .execution_options(populate_existing=True)
    )
    told: dict[int, Told] = {}
    for line, delivery, language in (await session.execute(found)).all():
        if delivery.state not in _GONE:
            continue
        if await take_back_part(session, delivery.id, now):
            await _tell_the_rest(session, line.subscription_id, numbers, now)
        elif not await _is_done(session, delivery):
            told[line.subscription_id] = _told(line.subscription_id, paper_id, delivery, language)
    return tuple(told.values())


async def post_correction(
    session: Session, decision_id: int, told: Told, mark: str, payload: Payload, now: datetime
) -> bool:
    """Writes the correction of a digest, once for each decision that was undone; false where it was written before. It
    leaves after that digest, to the same place, and stands for the paper's removal, which is then not told again."""
    number = await post_message(
        session,
        f"correction:{decision_id}:{told.delivery_id}",
        mark,
        told.place,
        payload,
        now,
        subscription_id=told.subscription_id,
        first_seq=told.first_seq,
        part=told.parts + 1,
    )
    if number is not None:
        await _note_removal(session, told, number, now)
    return number is not None


async def withdraw_corrections(session: Session, submission_id: int, now: datetime) -> None:
    """Takes back what corrections have not left: what they say is undone was approved again."""
    undone = select(DecisionRow.id).where(
        DecisionRow.submission_id == submission_id, DecisionRow.verdict == Verdict.UNDONE.value
    )
    for decision_id in (await session.execute(undone)).scalars().all():
        waiting = select(DeliveryRow.id).where(
            DeliveryRow.occasion.like(f"correction:{decision_id}:%"), DeliveryRow.state == DeliveryState.PENDING.value
        )
        for number in (await session.execute(waiting)).scalars().all():
            await withdraw_message(session, number, now)


async def _note_removal(session: Session, told: Told, delivery_id: int, now: datetime) -> None:
    numbers = [told.paper_id, *(await _former_numbers(session, told.paper_id))]
    removals = ChangeRow.paper_id.in_(numbers), ChangeRow.kind == ChangeKind.REMOVED.value
    times, last = (await session.execute(select(func.count(), func.max(ChangeRow.seq)).where(*removals))).one()
    if times:
        await _forget_occurrence(session, told, times)
        key = told.paper_id, ChangeKind.REMOVED, times
        await note(session, [Noted(told.subscription_id, key, last, now, delivery_id)])


async def _forget_occurrence(session: Session, told: Told, times: int) -> None:
    """Makes room in the ledger for what a correction tells."""
    line = (
        LedgerRow.subscription_id == told.subscription_id,
        LedgerRow.paper_id == told.paper_id,
        LedgerRow.kind == ChangeKind.REMOVED.value,
        LedgerRow.occurrence == times,
    )
    await session.execute(delete(LedgerRow).where(*line))


async def _tell_the_rest(session: Session, subscription_id: int, numbers: list[int], now: datetime) -> None:
    """Makes a digest due at once, where something else waits that was in the part that was taken back. The paper itself
    waits too: when it is put together with what happened since, nothing is left of it, unless it has come back."""
    others = LedgerRow.delivery_id.is_(None), LedgerRow.paper_id.not_in(numbers)
    waits = exists().where(LedgerRow.subscription_id == subscription_id, *others)
    mine = SubscriptionRow.id == subscription_id, SubscriptionRow.state == State.ACTIVE.value
    due = update(SubscriptionRow).where(*mine, SubscriptionRow.next_at > now, waits).values(next_at=now)
    await session.execute(due.execution_options(synchronize_session=False))


async def _is_done(session: Session, delivery: DeliveryRow) -> bool:
    """Whether a part was taken back for an earlier line of it, or corrected for an earlier decision."""
    state = (await session.execute(select(DeliveryRow.state).where(DeliveryRow.id == delivery.id))).scalar_one()
    corrected = select(DeliveryRow.id).where(
        DeliveryRow.subscription_id == delivery.subscription_id,
        DeliveryRow.kind == DeliveryKind.NOTICE.value,
        DeliveryRow.occasion.like(f"correction:%:{delivery.id}"),
        DeliveryRow.state != DeliveryState.WITHDRAWN.value,
    )
    return state == DeliveryState.WITHDRAWN.value or (await session.execute(corrected)).first() is not None


async def _former_numbers(session: Session, paper_id: int) -> list[int]:
    merged = select(RedirectRow.paper_id).where(RedirectRow.target_id == paper_id).order_by(RedirectRow.paper_id)
    return list((await session.execute(merged)).scalars())


def _told(subscription_id: int, paper_id: int, delivery: DeliveryRow, language: str) -> Told:
    place = Place(Target(delivery.target), delivery.guild_id, delivery.channel_id, delivery.user_id)
    return Told(
        subscription_id=subscription_id,
        delivery_id=delivery.id,
        first_seq=delivery.first_seq,
        parts=delivery.parts,
        paper_id=paper_id,
        place=place,
        language=language,
        channel_id=delivery.message_channel_id,
        message_id=delivery.message_id,
    )
