import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.doctor.database import examine_database
from bot.doctor.finding import Condition, Finding, ok
from bot.settings import Settings
from storage.database import Database
from storage.memory import remember
from storage.operations.backups import LAST_BACKUP
from tests.bot.doctor.conftest import by_name


async def look(_: Database) -> list[Finding]:
    return [ok("seen", "It was opened.")]


def settings(path: Path) -> Settings:
    return Settings.from_environment({"DATABASE_URL": f"sqlite:///{path}"})


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


async def test_a_sound_database_is_looked_into(catalog_file: Path, now: datetime) -> None:
    seen = by_name(await examine_database(settings(catalog_file), now, look))
    assert set(seen) == {"database", "integrity", "outbox", "backup", "seen"}
    assert seen["integrity"].condition is Condition.OK
    assert seen["backup"].condition is Condition.WARNING


@pytest.mark.parametrize(
    ("days", "condition"), [(1, Condition.OK), (3, Condition.WARNING)], ids=["in time", "too long ago"]
)
async def test_a_backup_that_is_too_old_is_told(
    catalog_file: Path, now: datetime, days: int, condition: Condition
) -> None:
    database = await Database.open(f"sqlite:///{catalog_file}")
    async with database.write() as session:
        await remember(session, LAST_BACKUP, (now - timedelta(days=days)).isoformat())
    await database.close()
    seen = by_name(await examine_database(settings(catalog_file), now, look))
    assert seen["backup"].condition is condition


async def test_what_keeps_it_from_being_opened_is_told_with_what_to_do(
    catalog_file: Path, tmp_path: Path, now: datetime
) -> None:
    (tmp_path / "text.db").write_text("no database" * 100)
    change(catalog_file, "UPDATE alembic_version SET version_num = '9999'")
    cases = {
        tmp_path / "none.db": (Condition.WARNING, "It is created"),
        tmp_path / "no" / "folder.db": (Condition.FAULT, "Start the database"),
        tmp_path / "text.db": (Condition.FAULT, "Start the database"),
        catalog_file: (Condition.FAULT, "Update Paperboy"),
    }
    for path, (condition, advice) in cases.items():
        (found,) = await examine_database(settings(path), now, look)
        assert found.condition is condition
        assert found.advice.startswith(advice)


async def test_damage_is_told_with_the_way_back(catalog_file: Path, now: datetime) -> None:
    change(catalog_file, "UPDATE counters SET last = 1 WHERE name = 'papers'")
    seen = by_name(await examine_database(settings(catalog_file), now, look))
    assert seen["integrity"].condition is Condition.FAULT
    assert "python -m storage restore" in seen["integrity"].advice
