"""Reading submissions: one of them, a queue, those of a member."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select

from storage.database import Session
from storage.submissions.errors import SubmissionNotFound
from storage.submissions.facts import load_facts
from storage.submissions.rules import Rules
from storage.submissions.submission import (
    Decision,
    Fault,
    Kind,
    Question,
    Reason,
    State,
    Submission,
    Verdict,
)
from storage.submissions.tables import DecisionRow, QuestionRow, SubmissionRow


@dataclass(frozen=True, slots=True)
class History:
    """What became of a submission: its outcomes and its questions, the oldest first."""

    decisions: tuple[Decision, ...]
    questions: tuple[Question, ...]


async def find_submission(session: Session, submission_id: int) -> Submission | None:
    """The submission of this number."""
    row = await find_row(session, submission_id)
    return read_submission(row) if row else None


async def get_submission(session: Session, submission_id: int) -> Submission:
    """The submission of this number. Raises `SubmissionNotFound`."""
    found = await find_submission(session, submission_id)
    if found is None:
        raise SubmissionNotFound(submission_id)
    return found


async def load_queue(
    session: Session, review_guild_id: int, rules: Rules, *, offset: int = 0, limit: int = 25
) -> tuple[Submission, ...]:
    """What waits for the reviewers of a guild, the oldest first."""
    queue = _queue(review_guild_id, rules).order_by(SubmissionRow.created_at, SubmissionRow.id)
    rows = (await session.execute(queue.offset(offset).limit(limit))).scalars()
    return tuple(map(read_submission, rows))


async def count_queue(session: Session, review_guild_id: int, rules: Rules) -> int:
    """How many submissions wait for the reviewers of a guild."""
    counted = select(func.count()).select_from(_queue(review_guild_id, rules).subquery())
    return (await session.execute(counted)).scalar_one()


async def load_submissions(
    session: Session,
    *,
    submitter_id: int | None = None,
    guild_id: int | None = None,
    state: State | None = None,
    offset: int = 0,
    limit: int = 25,
) -> tuple[Submission, ...]:
    """Submissions, the newest first: those of a member, those made in a guild, those of one state."""
    found = select(SubmissionRow).order_by(SubmissionRow.id.desc()).offset(offset).limit(limit)
    if submitter_id is not None:
        found = found.where(SubmissionRow.submitter_id == submitter_id)
    if guild_id is not None:
        found = found.where(SubmissionRow.guild_id == guild_id)
    if state is not None:
        found = found.where(SubmissionRow.state == state.value)
    return tuple(map(read_submission, (await session.execute(found)).scalars()))


async def load_approved(session: Session, list_name: str | None = None) -> tuple[Submission, ...]:
    """What is approved and not yet on the list that it was meant for, the oldest first: what a curator is to be given.
    With `list_name` what was meant for that list or for none in particular."""
    found = select(SubmissionRow).where(SubmissionRow.state == State.APPROVED.value).order_by(SubmissionRow.id)
    approved = map(read_submission, (await session.execute(found)).scalars())
    return tuple(one for one in approved if list_name is None or one.facts.list_name in {"", list_name})


async def load_history(session: Session, submission_id: int) -> History:
    """What became of a submission so far."""
    decided = select(DecisionRow).where(DecisionRow.submission_id == submission_id).order_by(DecisionRow.number)
    asked = select(QuestionRow).where(QuestionRow.submission_id == submission_id).order_by(QuestionRow.id)
    decisions = tuple(map(read_decision, (await session.execute(decided)).scalars()))
    return History(decisions, tuple(map(read_question, (await session.execute(asked)).scalars())))


async def find_row(session: Session, submission_id: int) -> SubmissionRow | None:
    """The row as it is now."""
    found = select(SubmissionRow).where(SubmissionRow.id == submission_id).execution_options(populate_existing=True)
    return (await session.execute(found)).scalar_one_or_none()


def of_review_guild(review_guild_id: int, rules: Rules) -> ColumnElement[bool]:
    """Whether the reviewers of a guild decide a submission."""
    mine: ColumnElement[bool] = SubmissionRow.guild_id.in_({review_guild_id} & rules.curating)
    if review_guild_id == rules.operator_guild:
        return or_(mine, SubmissionRow.guild_id.is_(None), SubmissionRow.guild_id.not_in(rules.curating))
    return mine


def read_submission(row: SubmissionRow) -> Submission:
    """The value of a row."""
    return Submission(
        id=row.id,
        kind=Kind(row.kind),
        fault=Fault(row.fault),
        state=State(row.state),
        version=row.version,
        facts=load_facts(row.facts),
        submitted=load_facts(row.submitted),
        paper_id=row.paper_id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        submitter_id=row.submitter_id,
        language=row.language,
        mentions=row.mentions,
        credit=row.credit,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        reason=Reason(row.reason),
        comment=row.comment,
        duplicate_of_id=row.duplicate_of_id,
        duplicate_paper_id=row.duplicate_paper_id,
        taken_by=row.taken_by,
        taken_at=row.taken_at,
        created_at=row.created_at,
    )


def read_decision(row: DecisionRow) -> Decision:
    """The value of a row."""
    return Decision(
        id=row.id,
        submission_id=row.submission_id,
        number=row.number,
        verdict=Verdict(row.verdict),
        actor_id=row.actor_id,
        reason=Reason(row.reason),
        comment=row.comment,
        at=row.at,
        undone_at=row.undone_at,
    )


def read_question(row: QuestionRow) -> Question:
    """The value of a row."""
    return Question(row.id, row.submission_id, row.asked_by, row.question, row.asked_at, row.answer, row.answered_at)


def _queue(review_guild_id: int, rules: Rules) -> Select[SubmissionRow]:
    return select(SubmissionRow).where(
        SubmissionRow.state == State.PENDING.value, of_review_guild(review_guild_id, rules)
    )
