from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from storage.database import Database
from storage.submissions.errors import Blocked, SubmissionsClosed
from storage.submissions.reviewing import (
    block_member,
    close_submissions,
    load_blocked,
    load_review_settings,
    open_submissions,
    set_review,
    unblock_member,
)
from storage.submissions.rules import ReviewSettings
from tests.storage.submissions.conftest import GUILD, MEMBER, MODERATOR, paper_facts

if TYPE_CHECKING:
    from tests.storage.submissions.conftest import Submit, Write


async def test_review_settings_are_kept_and_choosing_a_channel_keeps_the_raid_mode(
    database: Database, write: "Write", now: datetime
) -> None:
    async with database.read() as session:
        assert await load_review_settings(session, GUILD) == ReviewSettings(GUILD)
    await write(close_submissions, GUILD, MODERATOR, now)
    big = 2**62
    await write(set_review, GUILD, MODERATOR, now, channel_id=big, role_ids=[big], member_ids=[MEMBER])
    async with database.read() as session:
        kept = await load_review_settings(session, GUILD)
    assert kept == ReviewSettings(GUILD, big, frozenset({big}), frozenset({MEMBER}), is_closed=True)


@pytest.mark.parametrize("where", [GUILD, None], ids=["here", "everywhere"])
async def test_in_raid_mode_nothing_is_taken_until_it_ends(
    propose: "Submit", write: "Write", now: datetime, where: int | None
) -> None:
    await write(close_submissions, where, MODERATOR, now)
    with pytest.raises(SubmissionsClosed) as refused:
        await propose()
    assert refused.value.guild_id == where
    if where:
        assert await propose(paper_facts(2), guild_id=GUILD + 1)
    await write(open_submissions, where, MODERATOR, now)
    assert await propose()


@pytest.mark.parametrize("where", [GUILD, None], ids=["here", "everywhere"])
async def test_who_is_blocked_hands_nothing_in_until_they_are_welcome_again(
    database: Database, propose: "Submit", write: "Write", now: datetime, where: int | None
) -> None:
    await write(block_member, where, MEMBER, MODERATOR, now, "spam")
    with pytest.raises(Blocked):
        await propose()
    assert await propose(submitter_id=MEMBER + 1)
    async with database.read() as session:
        assert await load_blocked(session, where) == (MEMBER,)
    assert await write(unblock_member, where, MEMBER, MODERATOR, now)
    assert not await write(unblock_member, where, MEMBER, MODERATOR, now)
    assert await propose(paper_facts(2))
