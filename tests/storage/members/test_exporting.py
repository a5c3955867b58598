"""An export holds everything of the one who asks, and nobody else."""

import json
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from data.schema import Link, LinkKind
from storage.database import Database
from storage.members.erasing import erase_member
from storage.members.exporting import export_guild, export_member
from storage.submissions.drafts import keep_draft
from storage.submissions.loading import load_submissions
from storage.submissions.reviewing import block_member, load_blocked, load_review_settings, set_review
from storage.submissions.rules import Rules
from storage.submissions.submission import Draft, Facts
from storage.submissions.submitting import submit
from tests.storage.members.conftest import ANN, BOB, CLUB, LAB

if TYPE_CHECKING:
    from storage.members.exporting import Rows

pytestmark = pytest.mark.usefixtures("filled")


async def export(database: Database, user_id: int) -> "dict[str, Rows]":
    async with database.read() as session:
        return await export_member(session, user_id)


OF_SUBMISSIONS = frozenset(
    {"submissions", "submission_drafts", "submission_questions", "submission_blocks", "submission_audit"}
    | {"submission_keys", "decisions", "review_settings", "review_cards", "reviewers"}
)


async def test_what_a_member_submitted_is_theirs_and_is_nobodys_once_it_is_erased(
    database: Database, now: datetime
) -> None:
    facts = Facts("A teapot that warms itself", (Link(LinkKind.PAPER, "", "https://example.org/a"),))
    async with database.write() as session:
        await keep_draft(session, Draft(facts, ANN), now)
        await submit(session, Draft(facts, ANN, guild_id=LAB, credit="ann"), Rules(), now)
        await block_member(session, LAB, ANN, BOB, now, "too many teapots")
        await set_review(session, LAB, BOB, now, channel_id=5, member_ids=[ANN, BOB])
    kept = await export(database, ANN)
    assert [len(kept[name]) for name in ("submissions", "submission_drafts", "submission_blocks")] == [1, 1, 1]
    async with database.write() as session:
        await erase_member(session, ANN)
        (mine,) = await load_submissions(session)
        assert (mine.submitter_id, mine.credit, mine.facts.title) == (0, "", facts.title)
        assert (await load_review_settings(session, LAB)).member_ids == {BOB}
        assert await load_blocked(session, LAB) == (ANN,), "who is blocked does not unblock themselves"
    left = {name: len(rows) for name, rows in (await export(database, ANN)).items() if rows}
    assert left == {"submission_blocks": 1}


async def test_a_member_gets_everything_with_their_number_and_what_hangs_on_it(database: Database) -> None:
    kept = await export(database, ANN)
    assert {table: len(rows) for table, rows in kept.items() if table not in OF_SUBMISSIONS} == {
        "saved_papers": 1,
        "deliveries": 2,  # a digest and a notice
        "subscriptions": 2,  # one's own, and one made for a guild
        "ledger": 1,
        "recovered": 0,
    }
    (saved,) = kept["saved_papers"]
    assert (saved["note"], saved["titles"], saved["read_at"]) == (f"note of {ANN}", ["A paper"], None)
    assert json.loads(json.dumps(kept)) == kept


async def test_nobody_else_is_in_it(database: Database) -> None:
    for user_id, other in ((ANN, BOB), (BOB, ANN)):
        assert str(other) not in json.dumps(await export(database, user_id))


async def test_who_has_nothing_gets_nothing(database: Database) -> None:
    assert not any((await export(database, 5)).values())


async def test_a_guild_gets_what_it_chose_its_digests_and_their_messages(database: Database) -> None:
    async with database.read() as session:
        kept = await export_guild(session, LAB)
    assert {table: len(rows) for table, rows in kept.items() if table not in OF_SUBMISSIONS} == {
        "subscriptions": 1,
        "ledger": 1,
        "recovered": 0,
        "deliveries": 1,
        "guild_channels": 1,
        "guild_lists": 1,
        "guilds": 1,
    }
    assert kept["guilds"][0]["language"] == "zh-CN"
    assert str(CLUB) not in json.dumps(kept)
