from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.doctor.finding import Condition
from bot.doctor.machine import examine_disk, judge_clock, judge_room
from bot.settings import Settings

MEGABYTE = 1_000_000
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("free", "size", "condition"),
    [
        (10 * MEGABYTE, 0, Condition.FAULT),
        (400 * MEGABYTE, 0, Condition.WARNING),
        (2_000 * MEGABYTE, 1_000 * MEGABYTE, Condition.WARNING),
        (2_000 * MEGABYTE, 1 * MEGABYTE, Condition.OK),
    ],
)
def test_there_must_be_room_for_a_copy(tmp_path: Path, free: int, size: int, condition: Condition) -> None:
    found = judge_room(tmp_path, free, size)
    assert found.condition is condition
    assert bool(found.advice) is (condition is not Condition.OK)


def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert judge_room(tmp_path, 10**12, 0).condition is Condition.FAULT


@pytest.mark.parametrize(
    ("off", "condition", "said"),
    [
        (timedelta(seconds=1), Condition.OK, "agrees"),
        (timedelta(seconds=30), Condition.WARNING, "30 s ahead of"),
        (timedelta(hours=-1), Condition.FAULT, "3,600 s behind"),
    ],
)
def test_a_clock_that_is_off_is_told_by_how_much(off: timedelta, condition: Condition, said: str) -> None:
    found = judge_clock(format_datetime(NOW, usegmt=True), NOW + off)
    assert found.condition is condition
    assert said in found.seen


@pytest.mark.parametrize("date", [None, "", "yesterday"])
def test_without_a_time_from_discord_nothing_is_claimed(date: str | None) -> None:
    assert judge_clock(date, NOW).condition is Condition.WARNING


def test_the_folders_of_the_database_and_its_backups_are_looked_at(tmp_path: Path) -> None:
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path}/p.db", "BACKUP_FOLDER": str(tmp_path / "not" / "yet")}
    (found,) = examine_disk(Settings.from_environment(environment))
    assert str(tmp_path) in found.seen
