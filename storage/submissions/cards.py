"""The messages on which submissions are decided: posted through the outbox, posted again when one was deleted by
hand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, and_, case, or_, select, update

from storage.database import Session
from storage.digests.delivery import DeliveryState, Payload
from storage.digests.outbox import post_message
from storage.digests.subscription import Place
from storage.digests.tables import DeliveryRow
from storage.submissions.loading import of_review_guild, read_submission
from storage.submissions.reviewing import load_review_settings
from storage.submissions.rules import ReviewSettings, Rules
from storage.submissions.submission import State, Submission
from storage.submissions.tables import CardRow, SubmissionRow

_GIVEN_UP = (DeliveryState.FAILED.value, DeliveryState.WITHDRAWN.value)


@dataclass(frozen=True, slots=True)
class WantedCard:
    """A submission that waits and has no message on which to decide it; `settings` are those of who reviews it, with a
    review channel."""

    submission: Submission
    settings: ReviewSettings


@dataclass(frozen=True, slots=True)
class Card:
    """The message on which a submission is decided, and which version of it that shows."""

    submission_id: int
    channel_id: int
    message_id: int
    shown_version: int


async def load_wanted_cards(session: Session, rules: Rules, limit: int = 25) -> tuple[WantedCard, ...]:
    """Submissions that wait and need a card, the oldest first: none was posted, or it was deleted by hand. A channel
    that has refused one is tried again when reviewers are chosen anew. Those are left out that have no channel."""
    reviewing = await _load_channels(session, rules)
    if not reviewing:
        return ()
    lost = or_(CardRow.submission_id.is_(None), CardRow.is_lost, DeliveryRow.state.in_(_GIVEN_UP))
    refused_by = case((CardRow.is_lost, None), else_=DeliveryRow.channel_id)
    has_channel = (
        and_(of_review_guild(guild_id, rules), refused_by.is_distinct_from(chosen.channel_id))
        for guild_id, chosen in reviewing.items()
    )
    found = (
        select(SubmissionRow)
        .outerjoin(CardRow, CardRow.submission_id == SubmissionRow.id)
        .outerjoin(DeliveryRow, DeliveryRow.id == CardRow.delivery_id)
        .where(SubmissionRow.state == State.PENDING.value, lost, or_(*has_channel))
        .order_by(SubmissionRow.id)
        .limit(limit)
    )
    rows = (await session.execute(found)).scalars()
    return tuple(WantedCard(read_submission(row), reviewing[rules.review_guild_of(row.guild_id) or 0]) for row in rows)


async def _load_channels(session: Session, rules: Rules) -> dict[int, ReviewSettings]:
    """The settings of the guilds that review and have chosen a channel."""
    guilds = rules.curating | ({rules.operator_guild} if rules.operator_guild is not None else frozenset())
    settings = [await load_review_settings(session, guild_id) for guild_id in sorted(guilds)]
    return {one.guild_id: one for one in settings if one.channel_id is not None}


async def post_card(
    session: Session, submission: Submission, place: Place, mark: str, payload: Payload, now: datetime
) -> bool:
    """Writes the card of a submission to the outbox; false where another process has done so, or it no longer waits."""
    held = select(SubmissionRow.state).where(SubmissionRow.id == submission.id).with_for_update()
    if (await session.execute(held)).scalar_one_or_none() != State.PENDING.value:
        return False
    row = await session.get(CardRow, submission.id, populate_existing=True)
    if row is not None and not row.is_lost and not await _was_given_up(session, row.delivery_id):
        return False
    number = row.number + 1 if row else 1
    delivery_id = await post_message(session, f"card:{submission.id}:{number}", mark, place, payload, now)
    row = row or CardRow(submission_id=submission.id)
    row.number, row.delivery_id, row.shown_version, row.is_lost = number, delivery_id, submission.version, False
    session.add(row)
    await session.flush()
    return True


async def find_card(session: Session, submission_id: int) -> Card | None:
    """The card of a submission; None where it was not posted, has not left yet, or is gone."""
    found = _cards().where(CardRow.submission_id == submission_id)
    return next(map(_card, await session.execute(found)), None)


async def load_stale_cards(session: Session, limit: int = 25) -> tuple[Card, ...]:
    """Cards that show an older version of their submissions than there is: it was decided or edited elsewhere."""
    stale = _cards().join(SubmissionRow, SubmissionRow.id == CardRow.submission_id)
    stale = stale.where(SubmissionRow.version > CardRow.shown_version).order_by(CardRow.submission_id).limit(limit)
    return tuple(map(_card, await session.execute(stale)))


async def mark_card_shown(session: Session, submission_id: int, version: int) -> None:
    """Notes which version a card shows now."""
    older = CardRow.submission_id == submission_id, CardRow.shown_version < version
    await session.execute(update(CardRow).where(*older).values(shown_version=version))


async def mark_card_lost(session: Session, submission_id: int, message_id: int) -> None:
    """Notes that a card was deleted by hand; while the submission waits, another one is wanted. A card that was posted
    since is left alone."""
    of_message = select(DeliveryRow.id).where(DeliveryRow.message_id == message_id)
    lost = CardRow.submission_id == submission_id, CardRow.delivery_id.in_(of_message)
    await session.execute(update(CardRow).where(*lost).values(is_lost=True))


async def find_submission_of(session: Session, message_id: int) -> int | None:
    """The number of the submission whose card a message is."""
    found = (
        select(CardRow.submission_id)
        .join(DeliveryRow, DeliveryRow.id == CardRow.delivery_id)
        .where(DeliveryRow.message_id == message_id)
    )
    return (await session.execute(found)).scalars().first()


def _cards() -> Select[int, int | None, int | None, int]:
    return (
        select(CardRow.submission_id, DeliveryRow.message_channel_id, DeliveryRow.message_id, CardRow.shown_version)
        .join(DeliveryRow, DeliveryRow.id == CardRow.delivery_id)
        .where(CardRow.is_lost.is_(False), DeliveryRow.message_id.is_not(None))
    )


def _card(row: Row[int, int | None, int | None, int]) -> Card:
    submission_id, channel_id, message_id, shown = row
    return Card(submission_id, channel_id or 0, message_id or 0, shown)


async def _was_given_up(session: Session, delivery_id: int | None) -> bool:
    if delivery_id is None:
        return True
    state = select(DeliveryRow.state).where(DeliveryRow.id == delivery_id)
    return (await session.execute(state)).scalar_one_or_none() in {*_GIVEN_UP, None}
