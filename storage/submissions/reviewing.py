"""Who reviews where, and what is not taken at all: review settings, the raid mode, the block list."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select, update

from storage.database import Session
from storage.digests.delivery import DeliveryState
from storage.digests.tables import DeliveryRow
from storage.submissions.audit import write_audit
from storage.submissions.errors import Blocked, NotAReviewer, SubmissionsClosed
from storage.submissions.rules import Reviewer, ReviewSettings, Rules
from storage.submissions.tables import BlockRow, CardRow, ReviewRow

EVERYWHERE = 0
"""The number of the guild that stands for all of them."""


async def load_review_settings(session: Session, guild_id: int) -> ReviewSettings:
    """How a guild reviews; the defaults where it has chosen nothing."""
    row = await session.get(ReviewRow, guild_id, populate_existing=True)
    return _read(row) if row else ReviewSettings(guild_id)


async def set_review(
    session: Session,
    guild_id: int,
    actor_id: int,
    now: datetime,
    *,
    channel_id: int | None,
    role_ids: Collection[int] = (),
    member_ids: Collection[int] = (),
) -> ReviewSettings:
    """Chooses the review channel of a guild, and who may decide there: without roles and members those who may manage
    the guild. Cards that a channel of the guild has refused are wanted again."""
    row = await _get_or_create(session, guild_id)
    row.channel_id, row.role_ids, row.member_ids = channel_id, sorted(role_ids), sorted(member_ids)
    await session.flush()
    refused = select(DeliveryRow.id).where(
        DeliveryRow.guild_id == guild_id, DeliveryRow.state == DeliveryState.FAILED.value
    )
    await session.execute(update(CardRow).where(CardRow.delivery_id.in_(refused)).values(is_lost=True))
    chosen = {"channel": channel_id, "roles": sorted(role_ids), "members": sorted(member_ids)}
    await write_audit(session, "review_set", now, guild_id=guild_id, actor_id=actor_id, facts=chosen)
    return _read(row)


async def close_submissions(session: Session, guild_id: int | None, actor_id: int, now: datetime) -> None:
    """Turns the raid mode on: a guild, or with None nobody anywhere, takes no submissions any more."""
    row = await _get_or_create(session, guild_id or EVERYWHERE)
    row.closed_at, row.closed_by = row.closed_at or now, actor_id
    await session.flush()
    await write_audit(session, "closed", now, guild_id=guild_id, actor_id=actor_id)


async def open_submissions(session: Session, guild_id: int | None, actor_id: int, now: datetime) -> None:
    """Turns the raid mode off."""
    row = await _get_or_create(session, guild_id or EVERYWHERE)
    row.closed_at, row.closed_by = None, None
    await session.flush()
    await write_audit(session, "opened", now, guild_id=guild_id, actor_id=actor_id)


async def block_member(
    session: Session, guild_id: int | None, user_id: int, actor_id: int, now: datetime, reason: str = ""
) -> None:
    """Takes no submissions of a member any more: in a guild, or with None anywhere."""
    row = BlockRow(guild_id=guild_id or EVERYWHERE, user_id=user_id, by=actor_id, reason=reason[:500], at=now)
    await session.merge(row)
    await session.flush()
    facts = {"member": user_id, "reason": reason}
    await write_audit(session, "blocked", now, guild_id=guild_id, actor_id=actor_id, facts=facts)


async def unblock_member(session: Session, guild_id: int | None, user_id: int, actor_id: int, now: datetime) -> bool:
    """Takes a member's submissions again; false where they were not blocked."""
    gone = delete(BlockRow).where(BlockRow.guild_id == (guild_id or EVERYWHERE), BlockRow.user_id == user_id)
    was_there = (await session.execute(gone.returning(BlockRow.user_id))).scalar_one_or_none() is not None
    if was_there:
        await write_audit(session, "unblocked", now, guild_id=guild_id, actor_id=actor_id, facts={"member": user_id})
    return was_there


async def load_blocked(session: Session, guild_id: int | None) -> tuple[int, ...]:
    """The members that a guild has blocked, or with None those that are blocked everywhere."""
    found = select(BlockRow.user_id).where(BlockRow.guild_id == (guild_id or EVERYWHERE)).order_by(BlockRow.user_id)
    return tuple((await session.execute(found)).scalars())


async def check_welcome(session: Session, guild_id: int | None, user_id: int) -> None:
    """Raises `SubmissionsClosed` in raid mode, `Blocked` for a member on the block list."""
    here = {EVERYWHERE, guild_id or EVERYWHERE}
    closed = select(ReviewRow.guild_id).where(ReviewRow.guild_id.in_(here), ReviewRow.closed_at.is_not(None))
    where = (await session.execute(closed.order_by(ReviewRow.guild_id))).scalars().first()
    if where is not None:
        raise SubmissionsClosed(where or None)
    blocked = select(BlockRow.user_id).where(BlockRow.guild_id.in_(here), BlockRow.user_id == user_id)
    if (await session.execute(blocked)).first():
        raise Blocked(user_id)


async def check_reviewer(
    session: Session, submission_id: int, guild_id: int | None, reviewer: Reviewer, rules: Rules
) -> None:
    """Asks, at the moment of deciding, whether somebody may decide what was submitted in a guild. Raises
    `NotAReviewer`."""
    whose = rules.review_guild_of(guild_id)
    if reviewer.is_operator:
        return
    if whose is None or not (await load_review_settings(session, whose)).may_review(reviewer):
        raise NotAReviewer(submission_id, whose)


async def _get_or_create(session: Session, guild_id: int) -> ReviewRow:
    row = await session.get(ReviewRow, guild_id, populate_existing=True)
    if row is None:
        row = ReviewRow(guild_id=guild_id, channel_id=None, role_ids=[], member_ids=[], closed_at=None, closed_by=None)
        session.add(row)
    return row


def _read(row: ReviewRow) -> ReviewSettings:
    return ReviewSettings(
        row.guild_id,
        row.channel_id,
        frozenset(map(int, row.role_ids)),
        frozenset(map(int, row.member_ids)),
        row.closed_at is not None,
    )
