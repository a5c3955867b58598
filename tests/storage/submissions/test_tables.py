from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.submissions.tables import DecisionRow
from tests.storage.submissions.conftest import paper_facts

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit


async def test_no_two_outcomes_of_a_submission_have_one_number(
    database: Database, approved: "Submit", now: datetime
) -> None:
    one = await approved()
    line = {
        "submission_id": one.id, "number": 1, "verdict": "rejected", "reason": "", "comment": "", "at": now,
        "first_seq": 0, "last_seq": 0, "notice": "due", "guild_notice": "none",
    }  # fmt: skip
    with pytest.raises(IntegrityError):
        async with database.write() as session:
            await session.execute(insert(DecisionRow), [line])


async def test_discords_numbers_fit(database: Database, propose: "Submit") -> None:
    large = 2**63 - 1
    one = await propose(paper_facts(), guild_id=large, channel_id=large, submitter_id=large)
    assert (one.guild_id, one.channel_id, one.submitter_id) == (large, large, large)
