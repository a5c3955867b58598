import asyncio
from datetime import datetime, timedelta

import pytest

from storage import refused
from storage.database import Database
from storage.refused import Kind, Reason, forget_refused, load_refused, note_refused


async def note(database: Database, text: str, now: datetime, reason: Reason = Reason.NONE) -> None:
    async with database.write() as session:
        await note_refused(session, Kind.QUESTION, reason, text, now)


async def test_the_same_words_are_counted_together_and_the_most_frequent_come_first(
    database: Database, now: datetime
) -> None:
    await note(database, "Who made  EAGLE?", now)
    await note(database, "kettles", now, Reason.WRONG)
    await note(database, "who made eagle?", now + timedelta(days=1))
    async with database.read() as session:
        first, second = await load_refused(session, 10)
    assert (first.text, first.times, first.first_at, first.last_at) == (
        "Who made EAGLE?", 2, now, now + timedelta(days=1),
    )  # fmt: skip
    assert (second.text, second.reason) == ("kettles", Reason.WRONG)


async def test_two_processes_count_what_both_saw(database: Database, now: datetime) -> None:
    await asyncio.gather(*(note(database, "kettles", now) for _ in range(5)))
    async with database.read() as session:
        (only,) = await load_refused(session, 10)
    assert only.times == 5


async def test_the_log_stays_bounded(database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refused, "MOST_KEPT", 3)
    for number in range(5):
        await note(database, f"kettle {number}", now + timedelta(minutes=number))
    async with database.read() as session:
        assert {one.text for one in await load_refused(session, 10)} == {"kettle 2", "kettle 3", "kettle 4"}


async def test_it_takes_whatever_people_type_and_can_be_emptied(database: Database, now: datetime) -> None:
    for text in ("", " \n", "a\0b", "\ud800", "x" * 5000, "😀"):
        await note(database, text, now)
    async with database.write() as session:
        assert await forget_refused(session) == 4
        assert await forget_refused(session) == 0
