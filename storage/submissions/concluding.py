"""Bringing a submission to an outcome: one conditional update, of which one of several at once succeeds."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select, update

from storage.database import Session
from storage.submissions.audit import write_audit
from storage.submissions.errors import AlreadyDecided, ChangedMeanwhile, SubmissionNotFound
from storage.submissions.loading import find_row, read_decision
from storage.submissions.rules import Rules
from storage.submissions.submission import Decision, Reason, State, Verdict
from storage.submissions.tables import DecisionRow, SubmissionRow
from storage.tables import table_of

_LONGEST_COMMENT = 1_000


async def get_pending(session: Session, submission_id: int, seen: int | None = None) -> SubmissionRow:
    """The row of a submission that waits, and with `seen` is still of that version. Raises `SubmissionNotFound`,
    `AlreadyDecided`, `ChangedMeanwhile`."""
    row = await find_row(session, submission_id)
    if row is None:
        raise SubmissionNotFound(submission_id)
    if row.state != State.PENDING.value:
        raise AlreadyDecided(row.id, State(row.state), row.decided_by, row.decided_at)
    if seen is not None and row.version != seen:
        raise ChangedMeanwhile(submission_id)
    return row


async def conclude(
    session: Session,
    row: SubmissionRow,
    verdict: Verdict,
    actor_id: int | None,
    now: datetime,
    *,
    reason: Reason = Reason.NONE,
    comment: str = "",
    duplicate_of_id: int | None = None,
    duplicate_paper_id: int | None = None,
    rules: Rules | None = None,
) -> Decision:
    """Decides a submission that waits and is as it was read. By `rules` the guild in which it was made is not told of
    what it has decided itself. Raises `AlreadyDecided`, `ChangedMeanwhile` where somebody was quicker; then nothing was
    written."""
    given = await settle(
        session,
        row,
        verdict,
        actor_id,
        now,
        reason=reason,
        comment=comment,
        duplicate_of_id=duplicate_of_id,
        duplicate_paper_id=duplicate_paper_id,
    )
    told = verdict is not Verdict.WITHDRAWN
    decides_itself = rules is not None and rules.review_guild_of(row.guild_id) == row.guild_id
    return await write_decision(
        session,
        row,
        verdict,
        actor_id,
        now,
        reason,
        given,
        told=told and actor_id != row.submitter_id,
        shown=told and not decides_itself,
    )


async def settle(
    session: Session,
    row: SubmissionRow,
    verdict: Verdict,
    actor_id: int | None,
    now: datetime,
    *,
    reason: Reason = Reason.NONE,
    comment: str = "",
    duplicate_of_id: int | None = None,
    duplicate_paper_id: int | None = None,
) -> str:
    """Does so without writing the decision down; returns the comment as it is kept. `write_decision` is to follow."""
    comment = comment.replace("\0", "").strip()[:_LONGEST_COMMENT]
    values = {
        "state": verdict.value,
        "version": SubmissionRow.version + 1,
        "decided_by": actor_id,
        "decided_at": now,
        "reason": reason.value,
        "comment": comment,
        "duplicate_of_id": duplicate_of_id,
        "duplicate_paper_id": duplicate_paper_id,
    }
    waiting = SubmissionRow.state == State.PENDING.value, SubmissionRow.version == row.version
    if not await change(session, row.id, waiting, values):
        await get_pending(session, row.id)
        raise ChangedMeanwhile(row.id)
    facts = {"reason": reason.value, "comment": comment, "of": duplicate_of_id, "paper": duplicate_paper_id}
    await write_audit(
        session, verdict.value, now, submission_id=row.id, guild_id=row.guild_id, actor_id=actor_id, facts=facts
    )
    return comment


async def change(
    session: Session, submission_id: int, when: tuple[ColumnElement[bool], ...], values: Mapping[str, object]
) -> bool:
    """Updates a submission if it is as `when` wants it; whether it was."""
    updated = (
        update(table_of(SubmissionRow))
        .where(SubmissionRow.id == submission_id, *when)
        .values(dict(values))
        .returning(SubmissionRow.id)
    )
    return (await session.execute(updated)).scalar_one_or_none() is not None


async def write_decision(
    session: Session,
    row: SubmissionRow,
    verdict: Verdict,
    actor_id: int | None,
    now: datetime,
    reason: Reason = Reason.NONE,
    comment: str = "",
    *,
    told: bool,
    shown: bool,
    first_seq: int = 0,
    last_seq: int = 0,
) -> Decision:
    """Writes an outcome down, what it put into the feed, and whether the submitter is to be told and the guild in which
    it was made."""
    earlier = select(func.count()).select_from(DecisionRow).where(DecisionRow.submission_id == row.id)
    decision = insert(DecisionRow).values(
        submission_id=row.id,
        number=earlier.scalar_subquery() + 1,
        verdict=verdict.value,
        actor_id=actor_id,
        reason=reason.value,
        comment=comment,
        at=now,
        undone_at=None,
        first_seq=first_seq,
        last_seq=last_seq,
        notice="due" if told else "none",
        guild_notice="due" if shown and row.guild_id is not None else "none",
    )
    return read_decision((await session.execute(decision.returning(DecisionRow))).scalar_one())
