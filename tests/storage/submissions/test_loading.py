from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from storage.database import Database
from storage.submissions.errors import SubmissionNotFound
from storage.submissions.loading import (
    count_queue,
    find_submission,
    get_submission,
    load_approved,
    load_queue,
    load_submissions,
)
from storage.submissions.rules import Rules
from storage.submissions.submission import State
from tests.storage.submissions.conftest import GUILD, MEMBER, paper_facts

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit

ELSEWHERE, OPERATOR = GUILD + 1, GUILD + 2


async def test_each_guild_reviews_its_own_queue_and_the_operator_all_that_is_left(
    database: Database, propose: "Submit", rules: Rules, now: datetime
) -> None:
    here = await propose(paper_facts(1))
    there = await propose(paper_facts(2), guild_id=ELSEWHERE, at=now + timedelta(minutes=1))
    direct = await propose(paper_facts(3), guild_id=None, at=now + timedelta(minutes=2))
    rules = replace(rules, operator_guild=OPERATOR)
    async with database.read() as session:
        assert [one.id for one in await load_queue(session, GUILD, rules)] == [here.id]
        assert [one.id for one in await load_queue(session, OPERATOR, rules)] == [there.id, direct.id]
        assert [one.id for one in await load_queue(session, OPERATOR, rules, offset=1)] == [direct.id]
        assert await load_queue(session, ELSEWHERE, rules) == ()
        assert await count_queue(session, OPERATOR, rules) == 2
        assert len(await load_queue(session, OPERATOR, Rules(operator_guild=OPERATOR))) == 3


async def test_submissions_are_found_by_number_member_guild_and_state(
    database: Database, propose: "Submit", approved: "Submit"
) -> None:
    mine = await propose(paper_facts(1))
    theirs = await approved(paper_facts(2, list_name="awesome"), submitter_id=MEMBER + 1)
    async with database.read() as session:
        assert await load_submissions(session, submitter_id=MEMBER) == (mine,)
        assert [one.id for one in await load_submissions(session, guild_id=GUILD)] == [theirs.id, mine.id]
        assert [one.id for one in await load_submissions(session, state=State.APPROVED)] == [theirs.id]
        assert [one.id for one in await load_approved(session, "awesome")] == [theirs.id]
        assert await load_approved(session, "another") == ()
        assert await find_submission(session, 99) is None
        with pytest.raises(SubmissionNotFound):
            await get_submission(session, 99)
