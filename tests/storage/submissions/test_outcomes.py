import asyncio
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from storage.database import Database
from storage.digests import claiming
from storage.digests.subscription import Place, Target
from storage.submissions.deciding import approve, reject
from storage.submissions.editing import ask
from storage.submissions.outcomes import find_outcomes, load_due_outcomes, post_outcome, post_question, skip_outcome
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Decision, Reason, Verdict
from tests.storage.submissions.conftest import GUILD, MEMBER, MODERATOR, paper_facts

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit, Write

PERSON = Place(Target.PERSON, user_id=MEMBER)


async def test_the_submitter_is_told_once_however_many_processes_want_to(
    database: Database, propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    await write(reject, one.id, moderator, rules, now, Reason.OFF_TOPIC, "tea")

    async def tell(mark: str) -> int:
        async with database.write() as session:
            due = await load_due_outcomes(session, rules)
            return sum([await post_outcome(session, outcome, PERSON, mark, {}, now) for outcome in due])

    assert sum(await asyncio.gather(*(tell(f"m{number}") for number in range(4)))) == 1
    async with database.read() as session:
        assert await load_due_outcomes(session, rules) == ()
        assert await claiming.count_pending(session) == 1


async def test_who_decides_about_their_own_submission_is_not_told(
    database: Database, propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose(submitter_id=MODERATOR)
    await write(approve, one.id, moderator, rules, now)
    async with database.read() as session:
        assert await load_due_outcomes(session, rules) == ()


async def test_a_guild_that_does_not_decide_itself_sees_the_outcome(
    database: Database, propose: "Submit", write: "Write", rules: Rules, now: datetime
) -> None:
    rules = replace(rules, curating=frozenset(), operator_guild=GUILD + 1)
    one, other = await propose(paper_facts(1)), await propose(paper_facts(2), guild_id=None)
    operator = Reviewer(MODERATOR, GUILD + 1, manages_guild=True)
    first: Decision = await write(approve, one.id, operator, rules, now)
    await write(approve, other.id, operator, rules, now)
    async with database.write() as session:
        found = await find_outcomes(session, first, rules)
        assert [(outcome.to_guild, outcome.decision.verdict) for outcome in found] == [
            (False, Verdict.APPROVED), (True, Verdict.APPROVED),
        ]  # fmt: skip
        await post_outcome(session, found[0], PERSON, "m", {}, now)
        await skip_outcome(session, found[1])
        (left,) = await load_due_outcomes(session, rules)
    assert (left.submission.id, left.to_guild) == (other.id, False)


async def test_a_question_leaves_once(
    propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    question = await write(ask, one.id, moderator, rules, "Why?", now)
    assert await write(post_question, question, PERSON, "q1", {}, now)
    assert not await write(post_question, question, PERSON, "q2", {}, now)
