"""Searches that found nothing wait in memory and are kept together."""

from datetime import datetime

import pytest

from bot.unanswered import Unanswered
from storage.database import Database
from storage.errors import DatabaseUnreachable
from storage.refused import load_refused


async def test_searches_are_kept_together_and_counted(small: Database, now: datetime) -> None:
    unanswered = Unanswered(small, lambda: now)
    for query in ("kettles", "Kettles", "teapots"):
        unanswered.note(query)
    before = small.read_stamp()
    await unanswered.keep()
    assert small.read_stamp() != before
    await unanswered.keep()
    async with small.read() as session:
        assert {(each.text, each.times) for each in await load_refused(session, 9)} == {("kettles", 2), ("teapots", 1)}


async def test_nothing_to_keep_writes_nothing(small: Database, now: datetime) -> None:
    before = small.read_stamp()
    await Unanswered(small, lambda: now).keep()
    assert small.read_stamp() == before


async def test_what_could_not_be_kept_waits_and_never_grows_without_bound(
    small: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    unanswered = Unanswered(small, lambda: now)
    for number in range(2_000):
        unanswered.note(f"query {number}")

    async def broken(*_: object) -> None:
        raise DatabaseUnreachable("sqlite:///x", "gone")

    with monkeypatch.context() as patched:
        patched.setattr("bot.unanswered.note_refused", broken)
        with pytest.raises(DatabaseUnreachable):
            await unanswered.keep()
    unanswered.note("one more")
    await unanswered.keep()
    async with small.read() as session:
        kept = await load_refused(session, 10_000)
    assert len(kept) == 500
    assert "query 0" in {each.text for each in kept}
