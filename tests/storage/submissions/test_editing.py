from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from storage.database import Database
from storage.submissions.deciding import reject
from storage.submissions.editing import answer, ask, edit, find_open_question, take
from storage.submissions.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    InvalidFacts,
    NotAReviewer,
    NotTheSubmitter,
    QuestionNotFound,
    TakenByAnother,
)
from storage.submissions.loading import get_submission, load_history
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Reason
from tests.storage.submissions.conftest import GUILD, MEMBER, MODERATOR, paper_facts

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit, Write

OTHER = Reviewer(8, GUILD, manages_guild=True)


async def test_of_two_who_edit_the_same_the_later_is_told(
    database: Database, propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    mended = await write(edit, one.id, moderator, rules, paper_facts(1, title="A"), now, seen=one.version)
    assert (mended.facts.title, mended.submitted, mended.version) == ("A", one.facts, 2)
    with pytest.raises(ChangedMeanwhile):
        await write(edit, one.id, OTHER, rules, paper_facts(1, title="B"), now, seen=one.version)
    with pytest.raises(InvalidFacts):
        await write(edit, one.id, OTHER, rules, paper_facts(1, title="", links=()), now, seen=2)
    with pytest.raises(NotAReviewer):
        await write(edit, one.id, Reviewer(MEMBER, GUILD), rules, paper_facts(1), now, seen=2)


async def test_a_form_that_comes_after_the_decision_reads_it(
    propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    question = await write(ask, one.id, moderator, rules, "Where is the code?", now)
    await write(reject, one.id, moderator, rules, now, Reason.NO_PAPER)
    for late in (
        write(edit, one.id, OTHER, rules, paper_facts(1), now, seen=1),
        write(ask, one.id, OTHER, rules, "And?", now),
        write(take, one.id, OTHER, rules, now),
        write(answer, question.id, MEMBER, "There", now),
    ):
        with pytest.raises(AlreadyDecided) as refused:
            await late
        assert (refused.value.decided_by, refused.value.decided_at) == (MODERATOR, now)


async def test_a_question_is_answered_once_by_the_submitter_and_kept(
    database: Database, propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    question = await write(ask, one.id, moderator, rules, " Where is the code? ", now)
    with pytest.raises(NotTheSubmitter):
        await write(answer, question.id, MODERATOR, "Here", now)
    for text in ("  ", "x" * 1_001):
        with pytest.raises(InvalidFacts):
            await write(answer, question.id, MEMBER, text, now)
    assert (await write(answer, question.id, MEMBER, "Not yet", now)).answer == "Not yet"
    for number in (question.id, 99):
        with pytest.raises(QuestionNotFound):
            await write(answer, number, MEMBER, "Again", now)
    async with database.read() as session:
        (kept,) = (await load_history(session, one.id)).questions
        assert await find_open_question(session, one.id) is None
    assert (kept.question, kept.answer, kept.asked_by) == ("Where is the code?", "Not yet", MODERATOR)


async def test_one_is_on_it_until_they_give_it_back_or_forget_it(
    database: Database, propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    assert (await write(take, one.id, moderator, rules, now)).taken_by == MODERATOR
    with pytest.raises(TakenByAnother) as refused:
        await write(take, one.id, OTHER, rules, now + timedelta(hours=1))
    assert (refused.value.by, refused.value.since) == (MODERATOR, now)
    assert (await write(take, one.id, moderator, rules, now)).taken_by is None
    await write(take, one.id, moderator, rules, now)
    assert (await write(take, one.id, OTHER, rules, now + rules.take_lasts)).taken_by == OTHER.user_id
    assert await write(reject, one.id, moderator, rules, now, Reason.SPAM), "whoever may decide still may"
    async with database.read() as session:
        assert (await get_submission(session, one.id)).version == 6
