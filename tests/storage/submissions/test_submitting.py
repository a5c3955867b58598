import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from data.schema import Link, LinkKind
from storage.catalog import load_papers
from storage.database import Database
from storage.errors import PaperNotFound
from storage.submissions.deciding import reject
from storage.submissions.errors import (
    AlreadyDecided,
    DuplicateFound,
    NothingToChange,
    NotTheSubmitter,
    QuotaReached,
    SubmissionNotFound,
)
from storage.submissions.loading import load_submissions
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Draft, Facts, Fault, Kind, Reason, State, Submission
from storage.submissions.submitting import submit, withdraw
from tests.storage.submissions.conftest import GUILD, MEMBER, paper_facts

if TYPE_CHECKING:
    from tests.storage.conftest import Import, MakeRow
    from tests.storage.submissions.conftest import Submit, Write


async def test_a_submission_waits_as_it_was_handed_in(propose: "Submit", now: datetime) -> None:
    facts = paper_facts(organisations="@MIT", note="see *this*")
    one = await propose(facts, credit="  Ada \n Lovelace ", mentions=True, language="zh-CN")
    assert (one.facts, one.submitted, one.state, one.version) == (facts, facts, State.PENDING, 1)
    assert (one.credit, one.mentions, one.language, one.created_at) == ("Ada Lovelace", True, "zh-CN", now)


async def test_of_two_who_hand_in_the_same_at_once_one_is_told_of_the_other(
    database: Database, rules: Rules, now: datetime
) -> None:
    async def hand_in(member: int) -> Submission | DuplicateFound:
        try:
            async with database.write() as session:
                return await submit(session, Draft(paper_facts(), member, guild_id=GUILD), rules, now, insists=True)
        except DuplicateFound as found:
            return found

    both = await asyncio.gather(hand_in(1), hand_in(2))
    (taken,) = [one for one in both if isinstance(one, Submission)]
    (refused,) = [one for one in both if isinstance(one, DuplicateFound)]
    assert [near.submission_id for near in refused.duplicates.waiting] == [taken.id]


@pytest.mark.parametrize(
    ("changed", "which"),
    [
        ({"most_open": 3}, "open"),
        ({"most_daily": 3}, "daily"),
        ({"pause": timedelta(minutes=1)}, "pause"),
        ({"guild_hourly": 3}, "guild"),
    ],
)
async def test_quotas_hold_and_say_when_to_try_again(
    database: Database, rules: Rules, now: datetime, changed: dict[str, Any], which: str
) -> None:
    rules, taken = replace(rules, **changed), 0
    with pytest.raises(QuotaReached) as refused:
        for number in range(1, 6):
            member = number if which == "guild" else MEMBER
            async with database.write() as session:
                await submit(session, Draft(paper_facts(number), member, guild_id=GUILD), rules, now)
            taken += 1
    assert (refused.value.which, taken) == (which, 1 if which == "pause" else 3)
    if refused.value.until is None:
        assert which == "open"
        return
    async with database.write() as session:
        draft = Draft(paper_facts(9), MEMBER, guild_id=GUILD)
        assert await submit(session, draft, rules, refused.value.until)


async def test_a_hundred_submissions_in_a_minute_are_cut_off_and_none_is_lost(
    database: Database, rules: Rules, now: datetime
) -> None:
    rules, refused = replace(rules, guild_hourly=5), 0
    for number in range(1, 31):
        try:
            async with database.write() as session:
                at = now + timedelta(seconds=number / 2)
                await submit(session, Draft(paper_facts(number), number, guild_id=GUILD), rules, at)
        except QuotaReached:
            refused += 1
    async with database.read() as session:
        assert len(await load_submissions(session, limit=100)) == 5
    assert refused == 25


async def test_only_its_submitter_withdraws_and_only_while_it_waits(
    propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one, other = await propose(paper_facts(1)), await propose(paper_facts(2))
    with pytest.raises(NotTheSubmitter):
        await write(withdraw, one.id, MEMBER + 1, now)
    await write(withdraw, one.id, MEMBER, now)
    await write(reject, other.id, moderator, rules, now, Reason.SPAM)
    for number, state in ((one.id, State.WITHDRAWN), (other.id, State.REJECTED)):
        with pytest.raises(AlreadyDecided) as refused:
            await write(withdraw, number, MEMBER, now)
        assert refused.value.state is state
    with pytest.raises(SubmissionNotFound):
        await write(withdraw, 99, MEMBER, now)
    assert await propose(paper_facts(1)), "what was withdrawn may be handed in again"


async def test_corrections_are_about_papers_that_stand_and_what_they_do_not_say(
    database: Database, propose: "Submit", import_rows: "Import", make_row: "MakeRow"
) -> None:
    code = "https://github.com/owner/code"
    await import_rows(make_row("A paper with code", "https://arxiv.org/abs/2401.00001", code))
    async with database.read() as session:
        (paper,) = await load_papers(session)
    about: dict[str, Any] = {"kind": Kind.CORRECTION, "paper_id": paper.id}
    missing = Facts(links=(Link(LinkKind.CODE, "code", code + "/"),))
    with pytest.raises(NothingToChange):
        await propose(missing, fault=Fault.MISSING_CODE, **about)
    with pytest.raises(PaperNotFound):
        await propose(missing, fault=Fault.MISSING_CODE, kind=Kind.CORRECTION, paper_id=99)
    report = await propose(Facts(dead_url=code), fault=Fault.DEAD_LINK, **about)
    assert report.facts.title == paper.title
    with pytest.raises(DuplicateFound) as again:
        await propose(Facts(dead_url=code), fault=Fault.DEAD_LINK, submitter_id=3, **about)
    assert [near.submission_id for near in again.value.duplicates.waiting] == [report.id]
