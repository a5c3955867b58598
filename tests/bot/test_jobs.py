import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.jobs import DatabaseClock
from bot.settings import Settings
from storage.database import Database
from storage.digests.claiming import count_pending
from storage.digests.tables import DeliveryRow
from storage.errors import DatabaseUnreachable
from storage.operations.backups import find_backups
from storage.operations.usage import find_usage

if TYPE_CHECKING:
    from tests.bot.conftest import Chat


def set_up(chat: "Chat", **environment: str) -> Any:
    chat.bot.jobs._settings = Settings.from_environment(environment)
    return chat.bot.jobs


async def test_the_clock_is_that_of_this_machine_where_the_database_has_none(small: Database) -> None:
    clock = DatabaseClock(small)
    await clock.set_right()
    assert abs(clock() - datetime.now(UTC)) < timedelta(seconds=1)


async def test_a_backup_is_written_when_it_is_due_and_the_operator_is_told_once_when_it_cannot_be(
    loud_chat: "Chat", tmp_path: Path
) -> None:
    jobs = set_up(loud_chat, BACKUP_FOLDER=str(tmp_path / "b"))
    for _ in range(2):
        await jobs._back_up()
    assert len(find_backups(tmp_path / "b")) == 1
    (tmp_path / "file").touch()
    jobs = set_up(loud_chat, BACKUP_FOLDER=str(tmp_path / "file" / "b"), LOG_CHANNEL="77")
    for days in (1, 1, 2):
        jobs._clock._ahead = timedelta(days=days, hours=1)
        await jobs._back_up()
    async with loud_chat.bot.database.read() as session:
        told = (await session.execute(select(DeliveryRow.channel_id))).scalars().all()
    assert told == [77, 77], "once for each that failed"


async def test_the_operator_is_told_in_a_channel_or_directly_once_for_each_occasion(small_chat: "Chat") -> None:
    jobs = set_up(small_chat, LOG_CHANNEL="77")
    for _ in range(2):
        await jobs.tell_operator("o", "Something.")
    async with small_chat.bot.database.read() as session:
        (row,) = (await session.execute(select(DeliveryRow))).scalars()
        assert (row.channel_id, row.user_id) == (77, None)
        assert "Something." in str(row.payload)
        assert await count_pending(session) == 1


async def test_what_was_used_is_kept_and_not_lost_while_the_database_is_away(
    small_chat: "Chat", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    jobs, day = small_chat.bot.jobs, small_chat.bot.now().date()
    small_chat.bot.interactions.put_back({("/help", "answered"): 2})

    async def away(*_: object) -> None:
        raise DatabaseUnreachable("sqlite:///x", "gone")

    with monkeypatch.context() as patched:
        patched.setattr("bot.jobs.add_usage", away)
        caplog.set_level(logging.WARNING)
        await jobs.guard("usage", jobs.keep_usage)()
    assert "Not now, and again soon: usage" in caplog.text
    await jobs.keep_usage()
    async with small_chat.bot.database.read() as session:
        (usage,) = await find_usage(session, day)
    assert (usage.name, usage.times) == ("/help", 2)
