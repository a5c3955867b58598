"""What reviewers do with a submission before they decide: mend its facts, ask its submitter, say that they are on
it."""

from datetime import UTC, datetime

from sqlalchemy import delete, or_, select, update

from storage.database import Session
from storage.submissions.audit import write_audit
from storage.submissions.concluding import change, get_pending
from storage.submissions.errors import (
    ChangedMeanwhile,
    InvalidFacts,
    NotTheSubmitter,
    QuestionNotFound,
    TakenByAnother,
)
from storage.submissions.facts import check_facts, dump_facts, signs_of
from storage.submissions.loading import find_row, get_submission, read_question
from storage.submissions.reviewing import check_reviewer
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Facts, Fault, Kind, Question, State, Submission
from storage.submissions.submitting import write_signs
from storage.submissions.tables import QuestionRow, SubmissionKeyRow, SubmissionRow

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_QUESTION = 1_000


async def edit(
    session: Session,
    submission_id: int,
    reviewer: Reviewer,
    rules: Rules,
    facts: Facts,
    now: datetime,
    *,
    seen: int,
) -> Submission:
    """Gives a submission that waits other facts. `seen` is the version that the reviewer has edited: of two who edit
    one at once the later reads `ChangedMeanwhile`. Raises also `SubmissionNotFound`, `AlreadyDecided`, `NotAReviewer`,
    `InvalidFacts`."""
    row = await get_pending(session, submission_id, seen)
    await check_reviewer(session, row.id, row.guild_id, reviewer, rules)
    kind, fault = Kind(row.kind), Fault(row.fault)
    facts = check_facts(facts, kind, fault)
    before, after = row.facts, dump_facts(facts)
    values: dict[str, object] = {"facts": after, "version": SubmissionRow.version + 1}
    if after["title"] != before["title"]:
        values["checked_at"] = _NEVER  # it may resemble others now, which approving looks for
    await _change_pending(session, row, values)
    await session.execute(delete(SubmissionKeyRow).where(SubmissionKeyRow.submission_id == submission_id))
    await write_signs(session, submission_id, signs_of(kind, fault, row.paper_id, facts))
    differing = {name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]}
    await _audit(session, row, "edited", reviewer.user_id, now, {"facts": differing})
    return await get_submission(session, submission_id)


async def take(session: Session, submission_id: int, reviewer: Reviewer, rules: Rules, now: datetime) -> Submission:
    """Says that somebody is on it; whoever may decide may still do so. Taking what one has taken gives it back. Raises
    `SubmissionNotFound`, `AlreadyDecided`, `NotAReviewer`, `TakenByAnother`."""
    row = await get_pending(session, submission_id)
    await check_reviewer(session, row.id, row.guild_id, reviewer, rules)
    gives_back = row.taken_by == reviewer.user_id
    mine = SubmissionRow.taken_by == reviewer.user_id
    free = or_(SubmissionRow.taken_by.is_(None), SubmissionRow.taken_at <= now - rules.take_lasts)
    who, when = (None, None) if gives_back else (reviewer.user_id, now)
    waits = SubmissionRow.state == State.PENDING.value
    values = {"taken_by": who, "taken_at": when, "version": SubmissionRow.version + 1}
    if not await change(session, row.id, (waits, mine if gives_back else free), values):
        row = await get_pending(session, submission_id)
        raise TakenByAnother(submission_id, row.taken_by or 0, row.taken_at or now)
    await _audit(session, row, "given_back" if gives_back else "taken", reviewer.user_id, now, {})
    return await get_submission(session, submission_id)


async def ask(
    session: Session, submission_id: int, reviewer: Reviewer, rules: Rules, question: str, now: datetime
) -> Question:
    """Asks the submitter something; the question and its answer are kept. Raises `SubmissionNotFound`,
    `AlreadyDecided`, `NotAReviewer`, `InvalidFacts`."""
    row = await get_pending(session, submission_id)
    await check_reviewer(session, row.id, row.guild_id, reviewer, rules)
    text = _check_text("question", question)
    await _change_pending(session, row, {"version": SubmissionRow.version + 1})
    asked = QuestionRow(
        submission_id=submission_id,
        asked_by=reviewer.user_id,
        question=text,
        asked_at=now,
        answer="",
        answered_at=None,
    )
    session.add(asked)
    await session.flush()
    await _audit(session, row, "asked", reviewer.user_id, now, {"question": text})
    return read_question(asked)


async def answer(session: Session, question_id: int, submitter_id: int, text: str, now: datetime) -> Question:
    """Answers a question, once. Raises `QuestionNotFound`, also for one that was answered, `NotTheSubmitter`,
    `AlreadyDecided`, `InvalidFacts`."""
    asked = await session.get(QuestionRow, question_id, populate_existing=True)
    row = await find_row(session, asked.submission_id) if asked else None
    if asked is None or row is None:
        raise QuestionNotFound(question_id)
    if row.submitter_id != submitter_id:
        raise NotTheSubmitter(row.id)
    text = _check_text("answer", text)
    row = await get_pending(session, row.id)
    waits = QuestionRow.id == question_id, QuestionRow.answered_at.is_(None)
    answered = update(QuestionRow).where(*waits).values(answer=text, answered_at=now).returning(QuestionRow.id)
    if (await session.execute(answered)).scalar_one_or_none() is None:
        raise QuestionNotFound(question_id)
    await change(session, row.id, (), {"version": SubmissionRow.version + 1})
    await _audit(session, row, "answered", submitter_id, now, {"answer": text})
    await session.refresh(asked)
    return read_question(asked)


async def find_open_question(session: Session, submission_id: int) -> Question | None:
    """The newest question of a submission that has no answer yet."""
    found = select(QuestionRow).where(QuestionRow.submission_id == submission_id, QuestionRow.answered_at.is_(None))
    row = (await session.execute(found.order_by(QuestionRow.id.desc()).limit(1))).scalar_one_or_none()
    return read_question(row) if row else None


async def _change_pending(session: Session, row: SubmissionRow, values: dict[str, object]) -> None:
    """Changes what waits and is as it was read. Raises `AlreadyDecided`, `ChangedMeanwhile`."""
    as_read = SubmissionRow.state == State.PENDING.value, SubmissionRow.version == row.version
    if not await change(session, row.id, as_read, values):
        await get_pending(session, row.id)
        raise ChangedMeanwhile(row.id)


async def _audit(
    session: Session, row: SubmissionRow, action: str, actor_id: int, now: datetime, facts: dict[str, object]
) -> None:
    await write_audit(session, action, now, submission_id=row.id, guild_id=row.guild_id, actor_id=actor_id, facts=facts)


def _check_text(field: str, text: str) -> str:
    text = text.replace("\0", "").strip()
    if not text:
        raise InvalidFacts(field, "missing")
    if len(text) > _LONGEST_QUESTION:
        raise InvalidFacts(field, "too_long")
    return text
