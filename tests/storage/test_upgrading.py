import asyncio
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from storage import revisions
from storage.catalog import load_papers
from storage.counters import CHANGES, read_counter
from storage.database import Database
from storage.lists import load_lists
from storage.revisions import HEAD
from storage.sources import load_sources
from storage.tables import Base
from storage.upgrading import upgrade


async def test_a_new_database_holds_the_shipped_catalog_and_announces_nothing(catalog: Database) -> None:
    async with catalog.read() as session:
        assert len(await load_papers(session)) == 354
        assert await read_counter(session, CHANGES) == 0
        assert all(info.url.startswith("https://github.com/") for info in await load_lists(session))
        assert len(await load_sources(session)) == 3, "each is followed"


async def test_an_operator_with_other_lists_starts_empty(database: Database) -> None:
    async with database.read() as session:
        assert await load_papers(session) == ()
        assert await load_lists(session) == ()


async def test_a_second_upgrade_changes_nothing(tmp_path: Path, now: datetime) -> None:
    url = f"sqlite:///{tmp_path / 'paperboy.db'}"
    first = await upgrade(url, empty=False, now=now)
    assert (first.revision_before, first.revision, first.papers) == (None, HEAD, 354)
    second = await upgrade(url, empty=False, now=now)
    assert second.is_unchanged
    assert second.papers == 0


async def test_two_upgrades_at_once_seed_once(tmp_path: Path, now: datetime) -> None:
    url = f"sqlite:///{tmp_path / 'paperboy.db'}"
    reports = await asyncio.gather(*(upgrade(url, empty=False, now=now) for _ in range(2)))
    assert sorted(report.papers for report in reports) == [0, 354]


async def test_the_tables_are_those_of_the_migrations(database: Database) -> None:
    def compare(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    async with database.read() as session:
        assert await (await session.connection()).run_sync(compare) == []


async def test_an_upgrade_copies_the_older_file_first_and_is_all_or_nothing(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "paperboy.db"
    old(path)
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO memory VALUES ('kept', 'yes')")
    connection.commit()
    connection.close()

    async def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("storage.upgrading.hold_catalog", interrupted)
        await upgrade(f"sqlite:///{path}", empty=False, now=now)
    assert revision_of(path) == "0001", "the interruption left it as it was"
    report = await upgrade(f"sqlite:///{path}", empty=False, now=now + timedelta(seconds=1))
    assert (report.revision_before, report.papers) == ("0001", 0)
    assert revision_of(path) == HEAD
    assert report.copy is not None
    assert revision_of(report.copy) == "0001"


def old(path: Path) -> None:
    """A database as the first version left it."""
    from alembic import command
    from sqlalchemy import create_engine

    with create_engine(f"sqlite:///{path}").begin() as connection:
        config = revisions._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.engine.dispose()


def revision_of(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    finally:
        connection.close()
