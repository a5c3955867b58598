import json
from datetime import datetime
from typing import TYPE_CHECKING

from storage.database import Database
from storage.submissions.audit import load_audit
from storage.submissions.deciding import reject
from storage.submissions.editing import edit
from storage.submissions.reviewing import block_member
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Reason
from storage.submissions.undoing import undo
from tests.storage.submissions.conftest import GUILD, MEMBER, MODERATOR, paper_facts

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit, Write


async def test_the_log_says_who_did_what_in_order_and_can_be_read_in_pages(
    database: Database, propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    one = await propose()
    await write(edit, one.id, moderator, rules, paper_facts(1, title="Better"), now, seen=1)
    await write(reject, one.id, moderator, rules, now, Reason.SPAM, "no")
    await write(undo, one.id, moderator, rules, now)
    await write(block_member, GUILD + 1, MEMBER, MODERATOR, now)
    async with database.read() as session:
        lines = await load_audit(session)
        assert [line.action for line in lines] == ["submitted", "edited", "rejected", "undone", "blocked"]
        assert [line.actor_id for line in lines] == [MEMBER, *[MODERATOR] * 4]
        assert await load_audit(session, after=lines[1].id, limit=1) == lines[2:3]
        assert await load_audit(session, guild_id=GUILD) == lines[:4]
        assert await load_audit(session, submission_id=one.id) == lines[:4]
    assert lines[1].facts == {"facts": {"title": [one.facts.title, "Better"]}}
    assert [line.member_id for line in lines] == [None] * 4 + [MEMBER]
    assert lines[2].facts == {"reason": "spam", "comment": "no"}
    assert json.dumps([dict(line.facts) for line in lines])
