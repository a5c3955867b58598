"""Undoing a decision within the set time: the submission waits again, and the catalog and digests forget it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from storage.counters import hold_catalog
from storage.database import Session
from storage.digests.outbox import withdraw_message
from storage.feed import ChangeKind
from storage.submissions.applying import take_back
from storage.submissions.audit import write_audit
from storage.submissions.concluding import change, write_decision
from storage.submissions.errors import NotUndoable, SubmissionNotFound
from storage.submissions.loading import find_row, read_decision, read_submission
from storage.submissions.recalling import Told, recall
from storage.submissions.reviewing import check_reviewer
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Decision, Kind, State, Verdict
from storage.submissions.tables import DecisionRow, SubmissionRow
from storage.tables import ChangeRow, PaperRow

_UNDOABLE = frozenset({State.APPROVED, State.REJECTED, State.DUPLICATE})
_REASONS = {
    State.PENDING: "not_decided",
    State.WITHDRAWN: "withdrawn",
    State.MERGED_UPSTREAM: "merged_upstream",
}


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing came to. `told` are the digests that have told it, or may have: each wants a correction, posted in
    the same transaction by `recalling.post_correction` with the number of `decision`."""

    decision: Decision
    undone: Decision
    told: tuple[Told, ...]


async def undo(session: Session, submission_id: int, reviewer: Reviewer, rules: Rules, now: datetime) -> Undone:
    """Takes back the decision on a submission, which then waits again. Raises `SubmissionNotFound`, `NotAReviewer`,
    `NotUndoable`; whatever is raised, nothing was written."""
    await hold_catalog(session)
    row = await find_row(session, submission_id)
    if row is None:
        raise SubmissionNotFound(submission_id)
    await check_reviewer(session, row.id, row.guild_id, reviewer, rules)
    submission = read_submission(row)
    if submission.state not in _UNDOABLE:
        raise NotUndoable(submission_id, _REASONS[submission.state])
    if submission.decided_at is None or now > submission.decided_at + rules.undo_within:
        raise NotUndoable(submission_id, "too_late")
    as_read = SubmissionRow.state == row.state, SubmissionRow.version == row.version
    blank = {"decided_by": None, "decided_at": None, "reason": "", "comment": ""}
    links = {"duplicate_of_id": None, "duplicate_paper_id": None}
    values = {"state": State.PENDING.value, "version": SubmissionRow.version + 1, **blank, **links}
    if submission.kind is Kind.PAPER:
        values["paper_id"] = None  # which paper it will be is found out anew: its facts may be edited meanwhile
    if not await change(session, row.id, as_read, values):
        raise NotUndoable(submission_id, "not_decided")
    last = await _get_last(session, submission_id)
    told: tuple[Told, ...] = ()
    if submission.state is State.APPROVED:
        applied = await take_back(session, submission, row.placement_id, now)
        if submission.kind is not Kind.PAPER or not await _is_listed(session, applied.paper_id):
            kinds, first = await _kinds_told(session, last), await _first_seq(session, submission_id)
            told = await recall(session, applied.paper_id, kinds, first, now)
    who = {"submission_id": row.id, "guild_id": row.guild_id, "actor_id": reviewer.user_id}
    await write_audit(session, "undone", now, **who, facts={"of": last.verdict})
    informed, shown = await _take_back_notices(session, last, now)
    decision = await write_decision(session, row, Verdict.UNDONE, reviewer.user_id, now, told=informed, shown=shown)
    return Undone(decision, read_decision(last), told)


async def _get_last(session: Session, submission_id: int) -> DecisionRow:
    """The last outcome, whose notices nobody posts before this transaction ends."""
    mine = select(DecisionRow).where(DecisionRow.submission_id == submission_id)
    last = mine.order_by(DecisionRow.number.desc()).limit(1).with_for_update()
    return (await session.execute(last.execution_options(populate_existing=True))).scalar_one()


async def _take_back_notices(session: Session, last: DecisionRow, now: datetime) -> tuple[bool, bool]:
    """Takes back what has not left of the notices of a decision; whether the submitter, and the guild, were told it and
    are therefore to be told that it is undone."""
    told = []
    for state, delivery_id in ((last.notice, last.notice_id), (last.guild_notice, last.guild_notice_id)):
        has_left = state == "posted" and (delivery_id is None or not await withdraw_message(session, delivery_id, now))
        told.append(has_left)
    kept = ["posted" if has_left else "none" for has_left in told]
    values = {"undone_at": now, "notice": kept[0], "guild_notice": kept[1]}
    await session.execute(update(DecisionRow).where(DecisionRow.id == last.id).values(**values))
    await session.refresh(last)
    return told[0], told[1]


async def _kinds_told(session: Session, decision: DecisionRow) -> list[ChangeKind]:
    """What kinds of change a decision put into the feed; a return is told as new to those who had not heard of it."""
    own = ChangeRow.seq >= decision.first_seq, ChangeRow.seq <= decision.last_seq
    kinds = {ChangeKind(kind) for kind in (await session.execute(select(ChangeRow.kind).where(*own))).scalars()}
    return sorted(kinds | {ChangeKind.ADDED} if ChangeKind.RESTORED in kinds else kinds)


async def _first_seq(session: Session, submission_id: int) -> int:
    """The first change that the submission has put into the feed. What it is called new by may stem from an approval
    that was undone before anybody heard of it."""
    mine = DecisionRow.submission_id == submission_id, DecisionRow.first_seq > 0
    return (await session.execute(select(func.min(DecisionRow.first_seq)).where(*mine))).scalar_one_or_none() or 0


async def _is_listed(session: Session, paper_id: int) -> bool:
    listed = select(PaperRow.is_listed).where(PaperRow.id == paper_id)
    return bool((await session.execute(listed)).scalar_one_or_none())
