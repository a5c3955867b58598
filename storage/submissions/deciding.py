"""Deciding: approve, decline, call it a duplicate. Each is one transaction, the caller's, in which one of several wins.

Whatever is raised, nothing was written.
"""

from datetime import datetime

from storage.counters import hold_catalog
from storage.database import Session
from storage.errors import PaperNotFound
from storage.submissions.applying import apply_submission, check_amendable
from storage.submissions.concluding import conclude, get_pending, settle, write_decision
from storage.submissions.duplicates import find_new_duplicates
from storage.submissions.errors import DuplicateFound, InvalidFacts, SubmissionNotFound
from storage.submissions.facts import find_missing
from storage.submissions.loading import find_row, read_submission
from storage.submissions.recalling import withdraw_corrections
from storage.submissions.reviewing import check_reviewer
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Decision, Duplicates, Kind, Reason, Verdict
from storage.submissions.tables import SubmissionRow
from storage.tables import PaperRow
from storage.unions import find_redirect


async def approve(
    session: Session,
    submission_id: int,
    reviewer: Reviewer,
    rules: Rules,
    now: datetime,
    *,
    seen: int | None = None,
    insists: bool = False,
) -> Decision:
    """Approves a submission that waits: its paper is in the catalog and in the feed when the transaction ends.

    `seen` is the version that the reviewer was shown. With `insists` papers that came meanwhile and have a close title
    are no obstacle. Raises `SubmissionNotFound`, `AlreadyDecided`, `ChangedMeanwhile`, `NotAReviewer`, `InvalidFacts`
    for what a reviewer has to add first, `DuplicateFound`, and for additions and corrections `PaperNotFound` and
    `NothingToChange`.
    """
    await hold_catalog(session)
    row = await _get_reviewable(session, submission_id, reviewer, rules, seen)
    submission = read_submission(row)
    if missing := find_missing(submission.facts, submission.fault):
        raise InvalidFacts(missing, "missing")
    recognition = None
    if submission.kind is Kind.PAPER:
        papers, recognition = await find_new_duplicates(session, submission.facts, row.checked_at)
        duplicates = Duplicates(papers)
        if duplicates.is_certain or (duplicates and not insists):
            raise DuplicateFound(duplicates)
    else:
        await check_amendable(session, submission)
    await settle(session, row, Verdict.APPROVED, reviewer.user_id, now)
    if row.placement_id is not None:  # it was approved before
        await withdraw_corrections(session, row.id, now)
    applied = await apply_submission(session, submission, recognition, row.placement_id, now)
    return await write_decision(
        session,
        row,
        Verdict.APPROVED,
        reviewer.user_id,
        now,
        told=reviewer.user_id != row.submitter_id,
        shown=rules.review_guild_of(row.guild_id) != row.guild_id,
        first_seq=applied.first_seq,
        last_seq=applied.last_seq,
    )


async def reject(
    session: Session,
    submission_id: int,
    reviewer: Reviewer,
    rules: Rules,
    now: datetime,
    reason: Reason,
    comment: str = "",
    *,
    seen: int | None = None,
) -> Decision:
    """Declines a submission that waits. `Reason.OTHER` needs a comment, any other may have one. Raises
    `SubmissionNotFound`, `AlreadyDecided`, `ChangedMeanwhile`, `NotAReviewer`, `InvalidFacts`."""
    row = await _get_reviewable(session, submission_id, reviewer, rules, seen)
    if reason is Reason.NONE or (reason is Reason.OTHER and not comment.strip()):
        raise InvalidFacts("reason" if reason is Reason.NONE else "comment", "missing")
    who = reviewer.user_id
    return await conclude(session, row, Verdict.REJECTED, who, now, reason=reason, comment=comment, rules=rules)


async def call_duplicate(
    session: Session,
    submission_id: int,
    reviewer: Reviewer,
    rules: Rules,
    now: datetime,
    *,
    paper_id: int | None = None,
    of_submission_id: int | None = None,
    comment: str = "",
    seen: int | None = None,
) -> Decision:
    """Says that a submission that waits repeats a paper or another submission. Raises `SubmissionNotFound`, also for
    the other one, `PaperNotFound`, `AlreadyDecided`, `ChangedMeanwhile`, `NotAReviewer`, `InvalidFacts`."""
    row = await _get_reviewable(session, submission_id, reviewer, rules, seen)
    if (paper_id is None) is (of_submission_id is None) or of_submission_id == submission_id:
        raise InvalidFacts("duplicate", "unknown")
    if of_submission_id is not None and await find_row(session, of_submission_id) is None:
        raise SubmissionNotFound(of_submission_id)
    if paper_id is not None:
        paper_id = await find_redirect(session, paper_id)
        if await session.get(PaperRow, paper_id) is None:
            raise PaperNotFound(paper_id)
    return await conclude(
        session,
        row,
        Verdict.DUPLICATE,
        reviewer.user_id,
        now,
        comment=comment,
        duplicate_of_id=of_submission_id,
        duplicate_paper_id=paper_id,
        rules=rules,
    )


async def _get_reviewable(
    session: Session, submission_id: int, reviewer: Reviewer, rules: Rules, seen: int | None
) -> SubmissionRow:
    """The row of a submission that waits, and that this reviewer may decide at this moment."""
    row = await get_pending(session, submission_id, seen)
    await check_reviewer(session, row.id, row.guild_id, reviewer, rules)
    return row
