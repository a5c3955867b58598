from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from storage.database import Database
from storage.submissions.concluding import conclude, get_pending
from storage.submissions.errors import AlreadyDecided, ChangedMeanwhile, SubmissionNotFound
from storage.submissions.submission import State, Verdict

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit


async def test_what_was_read_before_somebody_decided_is_not_decided_again(
    database: Database, propose: "Submit", now: datetime
) -> None:
    one = await propose()
    async with database.write() as session:
        row = await get_pending(session, one.id, seen=1)
        with pytest.raises(ChangedMeanwhile):
            await get_pending(session, one.id, seen=2)
        session.expunge(row)
        first = await conclude(session, row, Verdict.REJECTED, 7, now)
        with pytest.raises(AlreadyDecided) as refused:
            await conclude(session, row, Verdict.APPROVED, 8, now)
        assert (refused.value.state, refused.value.decided_by) == (State.REJECTED, 7)
        assert first.number == 1
        with pytest.raises(SubmissionNotFound):
            await get_pending(session, 99)
