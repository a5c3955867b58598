import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from storage.catalog import load_papers
from storage.database import Database
from storage.errors import PaperNotFound
from storage.feed import ChangeKind, load_feed
from storage.placements import load_placed_of_papers
from storage.submissions.deciding import approve, call_duplicate, reject
from storage.submissions.editing import edit
from storage.submissions.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    InvalidFacts,
    NotAReviewer,
    SubmissionNotFound,
)
from storage.submissions.loading import get_submission, load_history
from storage.submissions.reviewing import set_review
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Decision, Facts, Fault, Kind, Reason, State
from storage.unions import load_proposals
from tests.storage.submissions.conftest import GUILD, MODERATOR, paper_facts

if TYPE_CHECKING:
    from tests.storage.conftest import Import, MakeRow
    from tests.storage.submissions.conftest import Submit, Write


async def test_an_approved_paper_is_in_the_catalog_and_the_feed_at_once(
    database: Database, propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose(paper_facts(organisations="@MIT", alias="Sparse", code="https://github.com/o/sparse"))
    await write(approve, one.id, moderator, rules, now)
    async with database.read() as session:
        (paper,) = await load_papers(session)
        (entry,) = await load_feed(session)
        done = await get_submission(session, one.id)
    assert (paper.title, paper.categories, paper.organisations) == (one.facts.title, ("kv-cache",), ("MIT",))
    assert (paper.aliases, paper.has_code, str(paper.published)) == (("Sparse",), True, "2024-09")
    assert (entry.kind, entry.paper_id) == (ChangeKind.ADDED, paper.id)
    assert (done.state, done.paper_id, done.decided_by, done.decided_at) == (State.APPROVED, paper.id, MODERATOR, now)


async def test_of_several_who_decide_at_once_one_wins_and_the_others_read_who_it_was(
    database: Database, propose: "Submit", rules: Rules, now: datetime
) -> None:
    one = await propose()

    async def decide(user_id: int) -> Decision | AlreadyDecided:
        reviewer = Reviewer(user_id, GUILD, manages_guild=True)
        try:
            async with database.write() as session:
                if user_id % 2:
                    return await reject(session, one.id, reviewer, rules, now, Reason.OFF_TOPIC)
                return await approve(session, one.id, reviewer, rules, now)
        except AlreadyDecided as lost:
            return lost

    results = await asyncio.gather(*map(decide, range(1, 7)))
    (won,) = [result for result in results if isinstance(result, Decision)]
    lost = [result for result in results if isinstance(result, AlreadyDecided)]
    assert {(fact.decided_by, fact.decided_at, fact.state.value) for fact in lost} == {
        (won.actor_id, now, won.verdict.value)
    }
    async with database.read() as session:
        assert len((await load_history(session, one.id)).decisions) == 1
        assert len(await load_papers(session)) == (won.verdict.value == "approved")


async def test_the_role_is_looked_at_again_at_the_moment_of_deciding(
    propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    await write(set_review, GUILD, MODERATOR, now, channel_id=4, role_ids=[9])
    with pytest.raises(NotAReviewer) as refused:
        await write(approve, one.id, moderator, rules, now)
    assert refused.value.guild_id == GUILD
    with pytest.raises(NotAReviewer):
        await write(reject, one.id, Reviewer(3, GUILD + 1, frozenset({9})), rules, now, Reason.SPAM)
    assert await write(approve, one.id, Reviewer(3, GUILD, frozenset({9})), rules, now)


async def test_what_was_edited_meanwhile_is_not_decided_unseen(
    propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    await write(edit, one.id, moderator, rules, paper_facts(1, title="A better title"), now, seen=one.version)
    with pytest.raises(ChangedMeanwhile):
        await write(approve, one.id, moderator, rules, now, seen=one.version)
    assert await write(approve, one.id, moderator, rules, now, seen=one.version + 1)


async def test_declining_needs_a_reason_and_other_reasons_need_words(
    propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    for reason, comment in ((Reason.NONE, "because"), (Reason.OTHER, " ")):
        with pytest.raises(InvalidFacts):
            await write(reject, one.id, moderator, rules, now, reason, comment)
    decision = await write(reject, one.id, moderator, rules, now, Reason.OTHER, "x" * 5_000)
    assert (decision.reason, len(decision.comment)) == (Reason.OTHER, 1_000)


async def test_a_duplicate_names_what_it_repeats(
    database: Database, propose: "Submit", approved: "Submit", write: "Write", rules: Rules, moderator: Reviewer,
    now: datetime,
) -> None:  # fmt: skip
    shown, one, other = await approved(paper_facts(3)), await propose(paper_facts(1)), await propose(paper_facts(2))
    async with database.read() as session:
        paper_id = (await get_submission(session, shown.id)).paper_id
    for wrong in ({}, {"of_submission_id": one.id}, {"paper_id": paper_id, "of_submission_id": other.id}):
        with pytest.raises(InvalidFacts):
            await write(call_duplicate, one.id, moderator, rules, now, **wrong)
    with pytest.raises(SubmissionNotFound):
        await write(call_duplicate, one.id, moderator, rules, now, of_submission_id=99)
    with pytest.raises(PaperNotFound):
        await write(call_duplicate, one.id, moderator, rules, now, paper_id=99)
    await write(call_duplicate, one.id, moderator, rules, now, of_submission_id=other.id)
    await write(call_duplicate, other.id, moderator, rules, now, paper_id=paper_id)
    async with database.read() as session:
        done = [await get_submission(session, number) for number in (one.id, other.id)]
    assert [(each.duplicate_of_id, each.duplicate_paper_id) for each in done] == [(other.id, None), (None, paper_id)]


async def test_what_a_report_lacks_is_asked_for_before_it_is_approved(
    database: Database, propose: "Submit", write: "Write", import_rows: "Import", make_row: "MakeRow", rules: Rules,
    moderator: Reviewer, now: datetime,
) -> None:  # fmt: skip
    await import_rows(make_row("One", "https://arxiv.org/abs/2401.00001"))
    async with database.read() as session:
        (paper,) = await load_papers(session)
    missing = {Fault.MISSING_CODE: "code", Fault.WRONG_DATE: "published", Fault.WRONG_SECTION: "section"}
    for fault, field in missing.items():
        report = await propose(Facts(), kind=Kind.CORRECTION, fault=fault, paper_id=paper.id)
        with pytest.raises(InvalidFacts) as refused:
            await write(approve, report.id, moderator, rules, now)
        assert refused.value.field == field
    await import_rows(make_row("Two", "https://arxiv.org/abs/2401.00002"))
    mended = Facts(title=paper.title, section="Quantization")
    await write(edit, report.id, moderator, rules, mended, now, seen=1)
    with pytest.raises(PaperNotFound):
        await write(approve, report.id, moderator, rules, now)


async def test_a_section_is_told_as_a_move_and_a_duplicate_is_proposed(
    database: Database, approved: "Submit", import_rows: "Import", make_row: "MakeRow", now: datetime
) -> None:
    rows = make_row("One of them", "https://a.example.com/1"), make_row("The other", "https://b.example.com/2")
    await import_rows(*rows)
    async with database.read() as session:
        one, other = await load_papers(session)
    about = {"kind": Kind.CORRECTION, "paper_id": one.id}
    await approved(Facts(section="Quantization"), fault=Fault.WRONG_SECTION, **about)
    await approved(Facts(same_as=other.id), fault=Fault.DUPLICATE, **about)
    async with database.read() as session:
        (entry,) = await load_feed(session)
        (pair,) = await load_proposals(session)
        placed = await load_placed_of_papers(session, [one.id])
    assert (entry.kind, entry.after) == (ChangeKind.MOVED, {"sections": ["KV Cache", "Quantization"]})
    assert (pair.paper_id, pair.other_id) == (one.id, other.id)
    assert [row.list_name for row in placed] == ["mine", "@submissions"]
