from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from data.schema import Link, LinkKind
from storage.database import Database
from storage.submissions.deciding import approve, reject
from storage.submissions.duplicates import find_duplicates, find_new_duplicates
from storage.submissions.editing import edit
from storage.submissions.errors import DuplicateFound
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Facts, Likeness, Reason
from tests.storage.submissions.conftest import paper_facts

if TYPE_CHECKING:
    from tests.storage.conftest import Import, MakeRow
    from tests.storage.submissions.conftest import Submit, Write

TITLE = "Fast attention with linear memory"


def linking(url: str) -> Facts:
    return paper_facts(title="Whatever it is called", links=(Link(LinkKind.PAPER, "", url),))


@pytest.fixture
async def listed(import_rows: "Import", make_row: "MakeRow") -> None:
    await import_rows(
        make_row(TITLE, "https://arxiv.org/abs/2401.00001", "https://github.com/o/fast", alias="FastAttn"),
        make_row("Something else entirely", "https://arxiv.org/abs/2402.00002"),
    )


@pytest.mark.parametrize(
    "facts",
    [
        linking("https://arxiv.org/pdf/2401.00001v3.pdf"),
        linking("https://huggingface.co/papers/2401.00001"),
        replace(paper_facts(5, title=TITLE), alias="FastAttn"),
    ],
    ids=["another form of its link", "another site", "its title and alias"],
)  # fmt: skip
async def test_a_paper_that_a_list_shows_is_known_beyond_doubt(
    listed: None, database: Database, propose: "Submit", facts: Facts
) -> None:
    with pytest.raises(DuplicateFound) as refused:
        await propose(facts, insists=True)
    assert [(near.title, near.likeness) for near in refused.value.duplicates.papers[:1]] == [(TITLE, Likeness.IDENTITY)]


async def test_a_close_title_is_shown_and_may_be_insisted_on(listed: None, propose: "Submit") -> None:
    facts = paper_facts(7, title="Faster attention with linear memory")
    with pytest.raises(DuplicateFound) as refused:
        await propose(facts)
    assert not refused.value.duplicates.is_certain
    assert [near.title for near in refused.value.duplicates.papers] == [TITLE]
    assert await propose(facts, insists=True)


async def test_what_was_declined_earlier_is_shown_with_its_reason(
    propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    await write(reject, one.id, moderator, rules, now, Reason.NO_PAPER, "a blog post")
    with pytest.raises(DuplicateFound) as refused:
        await propose(submitter_id=5)
    (near,) = refused.value.duplicates.declined
    assert (near.submission_id, near.reason, near.comment) == (one.id, Reason.NO_PAPER, "a blog post")
    assert await propose(submitter_id=5, insists=True)


async def test_duplicates_are_looked_for_again_when_approving(
    propose: "Submit", write: "Write", import_rows: "Import", make_row: "MakeRow", rules: Rules, moderator: Reviewer,
    now: datetime, database: Database,
) -> None:  # fmt: skip
    one = await propose(paper_facts(7, title="Faster attention with linear memory"), at=now - timedelta(days=1))
    await import_rows(make_row(TITLE, "https://arxiv.org/abs/2401.00001"))
    with pytest.raises(DuplicateFound) as refused:
        await write(approve, one.id, moderator, rules, now)
    assert [near.title for near in refused.value.duplicates.papers] == [TITLE]
    assert await write(approve, one.id, moderator, rules, now, insists=True)


async def test_of_two_submissions_of_one_paper_one_is_approved(
    propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one, other = await propose(paper_facts(1)), await propose(paper_facts(2))
    edited = replace(other.facts, links=one.facts.links)  # its link was wrong: it is the first one's
    await write(edit, other.id, moderator, rules, edited, now, seen=other.version)
    await write(approve, one.id, moderator, rules, now)
    with pytest.raises(DuplicateFound) as refused:
        await write(approve, other.id, moderator, rules, now, insists=True)
    assert [near.title for near in refused.value.duplicates.papers] == [one.facts.title]


async def test_a_title_that_shares_no_word_is_not_read(listed: None, database: Database, now: datetime) -> None:
    async with database.read() as session:
        assert not await find_duplicates(session, paper_facts(3))
        found, _ = await find_new_duplicates(session, paper_facts(3, title="100% _new_ \\ words"), now)
    assert found == ()
