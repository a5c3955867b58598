import logging
from datetime import datetime
from pathlib import Path

import pytest

from bot.cli.run import open_database
from storage.catalog import load_papers
from storage.database import Database
from storage.errors import DatabaseUnreachable
from storage.upgrading import upgrade


async def count_papers(database: Database) -> int:
    async with database.read() as session:
        return len(await load_papers(session))


async def test_a_new_database_gets_the_shipped_catalog_and_that_is_told(
    tmp_path: Path, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with open_database(f"sqlite:///{tmp_path / 'new.db'}", now) as database:
        papers = await count_papers(database)
    assert papers > 300
    assert f"Created the database sqlite:///{tmp_path / 'new.db'} with {papers} papers." in caplog.text


async def test_a_database_that_is_there_stays_as_it_is(
    tmp_path: Path, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    await upgrade(url, empty=True, now=now)
    caplog.set_level(logging.INFO, "bot")
    async with open_database(url, now) as database:
        assert await count_papers(database) == 0
    assert caplog.text == ""


async def test_a_database_that_cannot_be_opened_is_told(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(DatabaseUnreachable):
        async with open_database(f"sqlite:///{tmp_path / 'no' / 'folder' / 'x.db'}", now):
            pass
