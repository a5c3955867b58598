import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from storage.database import Database
from storage.submissions.deciding import reject
from storage.submissions.reminding import claim_stale, find_review_guilds
from storage.submissions.rules import Reviewer, Rules
from storage.submissions.submission import Reason
from tests.storage.submissions.conftest import GUILD, paper_facts

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit, Write


async def test_what_has_been_waiting_long_is_reminded_of_once(
    database: Database, propose: "Submit", write: "Write", rules: Rules, moderator: Reviewer, now: datetime
) -> None:
    first, second, decided = [
        await propose(paper_facts(number), at=now + timedelta(minutes=number)) for number in (1, 2, 3)
    ]
    await propose(paper_facts(4), guild_id=GUILD + 1, at=now + timedelta(minutes=4))
    await propose(paper_facts(5), at=now + timedelta(days=6))
    await write(reject, decided.id, moderator, rules, now, Reason.SPAM)
    later = now + rules.stale_after + timedelta(hours=1)
    both = await asyncio.gather(*(write(claim_stale, GUILD, rules, later) for _ in range(2)))
    assert sorted([one.id for one in claimed] for claimed in both) == [[], [first.id, second.id]]
    assert await write(claim_stale, GUILD, rules, later + timedelta(days=30)) != ()
    async with database.read() as session:
        assert await find_review_guilds(session, rules) == (GUILD,)
