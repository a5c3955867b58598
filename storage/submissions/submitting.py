"""Handing in a submission, and what its submitter may do with it afterwards."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select

from storage.counters import hold_submissions
from storage.database import Session
from storage.errors import PaperNotFound
from storage.placements import load_placed_of_papers
from storage.submissions.amendments import is_said
from storage.submissions.audit import write_audit
from storage.submissions.concluding import conclude
from storage.submissions.duplicates import find_duplicates
from storage.submissions.errors import (
    DuplicateFound,
    InvalidFacts,
    NothingToChange,
    NotTheSubmitter,
    QuotaReached,
    SubmissionNotFound,
)
from storage.submissions.facts import LONGEST, check_facts, dump_facts, signs_of
from storage.submissions.loading import find_row, read_submission
from storage.submissions.reviewing import check_welcome
from storage.submissions.rules import Rules
from storage.submissions.submission import Decision, Draft, Kind, State, Submission, Verdict
from storage.submissions.tables import SubmissionKeyRow, SubmissionRow
from storage.tables import PaperRow
from storage.unions import find_redirect

_LONGEST_CREDIT = 100
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


async def submit(session: Session, draft: Draft, rules: Rules, now: datetime, *, insists: bool = False) -> Submission:
    """Takes a submission. With `insists` the member has seen what is like it, or was declined, and goes on; what is on
    a list, or waits already, beyond doubt is refused all the same.

    Raises `InvalidFacts`, `SubmissionsClosed`, `Blocked`, `QuotaReached`, `DuplicateFound`, `PaperNotFound` and
    `NothingToChange`. Whoever catches one of these inside the transaction finds nothing written.
    """
    draft = replace(draft, facts=check_facts(draft.facts, draft.kind, draft.fault))
    await check_welcome(session, draft.guild_id, draft.submitter_id)
    await hold_submissions(session)
    await _check_quotas(session, draft, rules, now)
    if draft.kind is not Kind.PAPER:
        draft = await _about_standing(session, draft)
    duplicates = await find_duplicates(
        session, draft.facts, kind=draft.kind, fault=draft.fault, paper_id=draft.paper_id
    )
    if duplicates.is_certain or (duplicates and not insists):
        raise DuplicateFound(duplicates)
    row = _new_row(draft, now)
    session.add(row)
    await session.flush()
    await write_signs(session, row.id, signs_of(draft.kind, draft.fault, draft.paper_id, draft.facts))
    told = {"kind": draft.kind.value, "fault": draft.fault.value, "facts": row.facts, "paper": draft.paper_id}
    await write_audit(
        session,
        "submitted",
        now,
        submission_id=row.id,
        guild_id=row.guild_id,
        actor_id=row.submitter_id,
        facts=told,
    )
    return read_submission(row)


async def withdraw(session: Session, submission_id: int, submitter_id: int, now: datetime) -> Decision:
    """Takes a submission back, while it waits for a decision. Raises `SubmissionNotFound`, `NotTheSubmitter`,
    `AlreadyDecided`."""
    row = await find_row(session, submission_id)
    if row is None:
        raise SubmissionNotFound(submission_id)
    if row.submitter_id != submitter_id:
        raise NotTheSubmitter(submission_id)
    return await conclude(session, row, Verdict.WITHDRAWN, submitter_id, now)


async def write_signs(session: Session, submission_id: int, signs: Iterable[str]) -> None:
    """Writes by what a submission is found as the same as another one."""
    rows = [{"submission_id": submission_id, "key": key} for key in sorted(signs)]
    if rows:
        await session.execute(insert(SubmissionKeyRow), rows)


async def _about_standing(session: Session, draft: Draft) -> Draft:
    """The draft with the numbers of today. Raises `PaperNotFound`, `NothingToChange`, `InvalidFacts`."""
    paper_id = await _get_standing(session, draft.paper_id or 0)
    facts = draft.facts
    if facts.same_as is not None:
        facts = replace(facts, same_as=await _get_standing(session, facts.same_as))
        if facts.same_as == paper_id:
            raise InvalidFacts("same_as", "unknown")
    title = (await session.get_one(PaperRow, paper_id)).title
    draft = replace(draft, paper_id=paper_id, facts=replace(facts, title=(facts.title or title)[: LONGEST["title"]]))
    rows = [one.row for one in await load_placed_of_papers(session, [paper_id]) if one.removed_at is None]
    if is_said(rows, draft.fault, draft.facts):
        raise NothingToChange(paper_id)
    return draft


async def _get_standing(session: Session, paper_id: int) -> int:
    """The number of today of a paper that lists show. Raises `PaperNotFound`."""
    number = await find_redirect(session, paper_id)
    row = await session.get(PaperRow, number, populate_existing=True)
    if row is None or not row.is_listed:
        raise PaperNotFound(paper_id)
    return number


async def _check_quotas(session: Session, draft: Draft, rules: Rules, now: datetime) -> None:
    """Raises `QuotaReached` for one more than a member may hand in, or than a guild takes."""
    mine = SubmissionRow.submitter_id == draft.submitter_id
    waiting = select(func.count()).where(mine, SubmissionRow.state == State.PENDING.value)
    if (await session.execute(waiting)).scalar_one() >= rules.most_open:
        raise QuotaReached("open", rules.most_open, None)
    since = max(rules.pause, _DAY)
    times = select(SubmissionRow.created_at).where(mine, SubmissionRow.created_at > now - since)
    recent = sorted((await session.execute(times)).scalars())
    if recent and recent[-1] > now - rules.pause:
        raise QuotaReached("pause", 1, recent[-1] + rules.pause)
    today = [at for at in recent if at > now - _DAY]
    if len(today) >= rules.most_daily:
        raise QuotaReached("daily", rules.most_daily, today[-rules.most_daily] + _DAY)
    if draft.guild_id is None:
        return
    here = SubmissionRow.guild_id == draft.guild_id, SubmissionRow.created_at > now - _HOUR
    count, first = (await session.execute(select(func.count(), func.min(SubmissionRow.created_at)).where(*here))).one()
    if count >= rules.guild_hourly:
        raise QuotaReached("guild", rules.guild_hourly, first + _HOUR)


def _new_row(draft: Draft, now: datetime) -> SubmissionRow:
    facts = dump_facts(draft.facts)
    return SubmissionRow(
        kind=draft.kind.value,
        fault=draft.fault.value,
        paper_id=draft.paper_id if draft.kind is not Kind.PAPER else None,
        placement_id=None,
        facts=facts,
        submitted=facts,
        state=State.PENDING.value,
        version=1,
        guild_id=draft.guild_id,
        channel_id=draft.channel_id,
        submitter_id=draft.submitter_id,
        language=draft.language[:16],
        mentions=draft.mentions and draft.channel_id is not None,
        credit=" ".join(draft.credit.replace("\0", "").split())[:_LONGEST_CREDIT],
        decided_by=None,
        decided_at=None,
        reason="",
        comment="",
        duplicate_of_id=None,
        duplicate_paper_id=None,
        taken_by=None,
        taken_at=None,
        reminded_at=None,
        checked_at=now,
        created_at=now,
    )
