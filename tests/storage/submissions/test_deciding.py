from datetime import datetime
from typing import TYPE_CHECKING

from storage.catalog import load_papers
from storage.database import Database
from storage.feed import ChangeKind, load_feed
from storage.submissions.deciding import approve
from storage.submissions.loading import get_submission
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import State

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit


async def test_an_approved_paper_is_in_the_catalog_and_the_feed_at_once(
    database: Database, propose: "Submit", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    async with database.write() as session:
        await approve(session, one.id, moderator, rules, now)
    async with database.read() as session:
        (paper,) = await load_papers(session)
        (entry,) = await load_feed(session)
        done = await get_submission(session, one.id)
    assert (paper.title, paper.categories) == (one.facts.title, ("kv-cache",))
    assert (entry.kind, entry.paper_id) == (ChangeKind.ADDED, paper.id)
    assert (done.state, done.paper_id) == (State.APPROVED, paper.id)
