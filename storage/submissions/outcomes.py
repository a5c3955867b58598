"""Telling what became of submissions: one notice a decision to its submitter, and one to the guild in which it was
made."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage.database import Session
from storage.digests.delivery import Payload
from storage.digests.outbox import post_message
from storage.digests.subscription import Place
from storage.submissions.loading import read_decision, read_submission
from storage.submissions.rules import Rules
from storage.submissions.submission import Decision, Question, Submission
from storage.submissions.tables import DecisionRow, SubmissionRow

_DUE, _POSTED, _NONE = "due", "posted", "none"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something to tell: the outcome of a submission, to its submitter or (`to_guild`) where it was made."""

    decision: Decision
    submission: Submission
    to_guild: bool


async def load_due_outcomes(session: Session, rules: Rules, limit: int = 50) -> tuple[Outcome, ...]:
    """What is to be told and was not yet, the oldest first. A guild that decides by itself needs no telling."""
    found = select(DecisionRow, SubmissionRow).join(SubmissionRow, SubmissionRow.id == DecisionRow.submission_id)
    found = found.order_by(DecisionRow.id).limit(limit)
    to_members = await session.execute(found.where(DecisionRow.notice == _DUE))
    outcomes = [Outcome(read_decision(one), read_submission(row), to_guild=False) for one, row in to_members]
    elsewhere = SubmissionRow.guild_id.not_in(rules.curating | {rules.operator_guild or 0})
    to_guilds = await session.execute(found.where(DecisionRow.guild_notice == _DUE, elsewhere))
    outcomes += [Outcome(read_decision(one), read_submission(row), to_guild=True) for one, row in to_guilds]
    return tuple(outcomes)


async def find_outcomes(session: Session, decision: Decision, rules: Rules) -> tuple[Outcome, ...]:
    """What one decision is to be told to whom, as it is when it has just been made."""
    return tuple(one for one in await load_due_outcomes(session, rules, 1_000) if one.decision.id == decision.id)


async def post_outcome(
    session: Session, outcome: Outcome, place: Place, mark: str, payload: Payload, now: datetime
) -> bool:
    """Writes a notice to the outbox, exactly once for each decision and addressee; false where it was written, or is
    not to be told any more because the decision was undone meanwhile."""
    if not await _claim(session, outcome, _POSTED):
        return False
    whom = "guild" if outcome.to_guild else "submitter"
    number = await post_message(session, f"outcome:{outcome.decision.id}:{whom}", mark, place, payload, now)
    column = DecisionRow.guild_notice_id if outcome.to_guild else DecisionRow.notice_id
    noted = update(DecisionRow).where(DecisionRow.id == outcome.decision.id).values({column: number})
    await session.execute(noted.execution_options(synchronize_session=False))
    return True


async def skip_outcome(session: Session, outcome: Outcome) -> None:
    """Notes that nobody is to be told, as where a guild has no review channel."""
    await _claim(session, outcome, _NONE)


async def post_question(
    session: Session, question: Question, place: Place, mark: str, payload: Payload, now: datetime
) -> bool:
    """Writes a reviewer's question to the submitter, once; false where it was written before."""
    return await post_message(session, f"question:{question.id}", mark, place, payload, now) is not None


async def _claim(session: Session, outcome: Outcome, state: str) -> bool:
    column = DecisionRow.guild_notice if outcome.to_guild else DecisionRow.notice
    claim = (
        update(DecisionRow)
        .where(DecisionRow.id == outcome.decision.id, column == _DUE)
        .values({column: state})
        .returning(DecisionRow.id)
        .execution_options(synchronize_session=False)
    )
    return (await session.execute(claim)).scalar_one_or_none() is not None
