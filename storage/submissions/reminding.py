"""Reminding reviewers of what has been waiting, once for each submission."""

from datetime import datetime

from sqlalchemy import select, update

from storage.database import Session
from storage.submissions.loading import of_review_guild, read_submission
from storage.submissions.rules import Rules
from storage.submissions.submission import State, Submission
from storage.submissions.tables import SubmissionRow


async def claim_stale(
    session: Session, review_guild_id: int, rules: Rules, now: datetime, limit: int = 25
) -> tuple[Submission, ...]:
    """Takes what has been waiting for the reviewers of a guild for longer than the rules allow, the oldest first. Each
    is given out once: the reminder is to be posted in the same transaction."""
    waits = SubmissionRow.state == State.PENDING.value, SubmissionRow.reminded_at.is_(None)
    old = SubmissionRow.created_at <= now - rules.stale_after
    found = select(SubmissionRow.id).where(*waits, old, of_review_guild(review_guild_id, rules))
    oldest = found.order_by(SubmissionRow.created_at, SubmissionRow.id).limit(limit)
    oldest = oldest.with_for_update(skip_locked=True)  # who decides about one at this moment is not waited for
    claim = (
        update(SubmissionRow)
        .where(SubmissionRow.id.in_(oldest.scalar_subquery()), *waits)
        .values(reminded_at=now)
        .returning(SubmissionRow)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    rows = (await session.execute(claim)).scalars().all()
    return tuple(sorted(map(read_submission, rows), key=lambda one: (one.created_at, one.id)))


async def find_review_guilds(session: Session, rules: Rules) -> tuple[int, ...]:
    """The guilds that have something to review, by number."""
    waiting = select(SubmissionRow.guild_id).where(SubmissionRow.state == State.PENDING.value).distinct()
    guilds = {rules.review_guild_of(guild_id) for guild_id in (await session.execute(waiting)).scalars()}
    return tuple(sorted(guild_id for guild_id in guilds if guild_id is not None))
