"""Drafts wait for their submitter's answer, and for nobody else."""

from datetime import datetime, timedelta

import pytest

from data.months import Month
from data.schema import Link, LinkKind
from storage.database import Database
from storage.submissions.drafts import KEPT, drop_draft, get_draft, keep_draft
from storage.submissions.errors import DraftLost
from storage.submissions.submission import Draft, Facts, Fault, Kind

DRAFT = Draft(
    Facts("量化", (Link(LinkKind.PAPER, "", "no link yet"),), published=Month(2026, 9)),
    42,
    Kind.CORRECTION,
    Fault.WRONG_DATE,
    paper_id=7,
    guild_id=2**62,
    mentions=True,
)


async def test_a_draft_comes_back_as_it_was(database: Database, now: datetime) -> None:
    async with database.write() as session:
        number = await keep_draft(session, DRAFT, now)
    async with database.read() as session:
        assert await get_draft(session, number, 42) == DRAFT


async def test_a_draft_is_its_submitters_alone_and_gone_once_it_is_handed_in(database: Database, now: datetime) -> None:
    async with database.write() as session:
        number = await keep_draft(session, DRAFT, now)
        for lost, user in ((number, 43), (number + 1, 42), (2**63, 42)):
            with pytest.raises(DraftLost):
                await get_draft(session, lost, user)
        await drop_draft(session, number)
        with pytest.raises(DraftLost):
            await get_draft(session, number, 42)


async def test_old_drafts_go(database: Database, now: datetime) -> None:
    async with database.write() as session:
        old = await keep_draft(session, DRAFT, now)
        await keep_draft(session, DRAFT, now + KEPT + timedelta(seconds=1))
        with pytest.raises(DraftLost):
            await get_draft(session, old, 42)
