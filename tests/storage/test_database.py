import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import event, text

from storage.catalog import load_papers
from storage.database import Database, find_file, parse_url
from storage.errors import DatabaseNotReady, DatabaseTooNew, DatabaseUnreachable, InvalidDatabaseUrl
from storage.memory import find_memory, remember
from storage.tables import MemoryRow
from storage.upgrading import upgrade


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("sqlite:///paperboy.db", "sqlite+aiosqlite:///paperboy.db"),
        ("sqlite+aiosqlite:////var/lib/paperboy.db", "sqlite+aiosqlite:////var/lib/paperboy.db"),
        ("postgres://bot:secret@db/papers", "postgresql+asyncpg://bot:secret@db/papers"),
        ("postgresql://db/papers?sslmode=require", "postgresql+asyncpg://db/papers?ssl=require"),
        ("postgresql+psycopg://db:5433/papers", "postgresql+asyncpg://db:5433/papers"),
        ("postgresql://db/papers?channel_binding=require&application_name=x", "postgresql+asyncpg://db/papers"),
        (" postgresql+asyncpg://db/papers\n", "postgresql+asyncpg://db/papers"),
    ],
)
def test_plain_and_driver_forms_of_an_address_are_understood(given: str, understood: str) -> None:
    assert parse_url(given).render_as_string(hide_password=False) == understood


@pytest.mark.parametrize(
    "url", ["", "paperboy.db", "mysql://db/papers", "sqlite://", "postgresql://db", "://", "a:b:c"]
)
def test_an_address_of_nothing_we_know_is_refused(url: str) -> None:
    with pytest.raises(InvalidDatabaseUrl):
        parse_url(url)


def test_a_refused_address_never_shows_its_password() -> None:
    with pytest.raises(InvalidDatabaseUrl) as caught:
        parse_url("mysql://bot:secret@db/papers")
    assert "secret" not in caught.value.url


async def test_what_is_written_is_there_and_what_failed_is_not(database: Database) -> None:
    async with database.write() as session:
        await remember(session, "kept", "yes")
    with pytest.raises(RuntimeError, match="in the middle"):
        async with database.write() as session:
            await remember(session, "lost", "yes")
            raise RuntimeError("in the middle")
    async with database.read() as session:
        assert await find_memory(session, "kept") == "yes"
        assert await find_memory(session, "lost") is None


async def test_a_fault_of_the_caller_s_own_system_is_not_the_database_s(database: Database) -> None:
    with pytest.raises(BrokenPipeError):
        async with database.read():
            raise BrokenPipeError


async def test_writers_wait_for_one_another(database: Database) -> None:
    async with database.write() as session:
        await remember(session, "count", "0")

    async def increase() -> None:
        async with database.write() as session:
            row = await session.get_one(MemoryRow, "count", with_for_update=True)
            row.value = str(int(row.value) + 1)

    await asyncio.gather(*(increase() for _ in range(20)))
    async with database.read() as session:
        assert await find_memory(session, "count") == "20"


async def test_a_reader_sees_one_state_throughout(database: Database) -> None:
    async with database.write() as session:
        await remember(session, "key", "before")
    async with database.read() as reader:
        assert await find_memory(reader, "key") == "before"
        async with database.write() as writer:
            await remember(writer, "key", "after")
        reader.expire_all()
        assert await find_memory(reader, "key") == "before"


async def test_a_missing_file_is_not_ready_and_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(DatabaseNotReady):
        await Database.open(f"sqlite:///{path}")
    assert not path.exists()


async def test_a_database_without_our_tables_is_not_ready(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(DatabaseNotReady):
        await Database.open(f"sqlite:///{tmp_path / 'empty.db'}")


@pytest.mark.parametrize("must_be_current", [True, False])
async def test_a_database_of_a_newer_version_is_refused(database: Database, must_be_current: bool) -> None:
    async with database.write() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    url = database._engine.url.render_as_string(hide_password=False)
    with pytest.raises(DatabaseTooNew):
        await Database.open(url, must_be_current=must_be_current)


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: f"sqlite:///{folder}",
        lambda folder: f"sqlite:///{folder}/no/such/folder/paperboy.db",
        lambda folder: f"sqlite:///{folder}/text.db",
        lambda folder: "postgresql://bot:secret@127.0.0.1:1/papers",
        lambda folder: "postgresql://bot:secret@name.invalid/papers",
    ],
)  # fmt: skip
async def test_a_database_that_cannot_be_opened_says_so_without_its_password(
    tmp_path: Path, make: object, now: datetime
) -> None:
    (tmp_path / "text.db").write_text("this is no database, and long enough to be looked at" * 100)
    with pytest.raises(DatabaseUnreachable) as caught:
        await upgrade(make(tmp_path), empty=True, now=now)  # type: ignore[operator]
    assert caught.value.reason
    assert "secret" not in f"{caught.value.url} {caught.value.reason}"
    assert (tmp_path / "text.db").read_text().startswith("this is no database")


@pytest.fixture
async def limited(catalog_file: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    """A file that cannot grow any more, as on a full disk, and that waits for nobody long."""
    monkeypatch.setattr("storage.database._BUSY_MILLISECONDS", 50)
    database = await Database.open(f"sqlite:///{catalog_file}")
    await database.close()  # its first connection was before the limit

    def limit(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA max_page_count=1")  # which is never less than there are

    event.listen(database._engine.sync_engine, "connect", limit)
    yield database
    await database.close()


async def test_a_full_disk_loses_nothing_and_is_survived(limited: Database) -> None:
    for _ in range(3):
        with pytest.raises(DatabaseUnreachable) as caught:
            async with limited.write() as session:
                await remember(session, "large", "x" * 500_000)
        assert "full" in caught.value.reason
        async with limited.read() as session:
            assert len(await load_papers(session)) == 354
            assert await find_memory(session, "large") is None


async def test_a_file_that_another_program_locks_is_waited_for_and_then_told(
    limited: Database, catalog_file: Path
) -> None:
    other = sqlite3.connect(catalog_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnreachable) as caught:
        async with limited.write():
            raise AssertionError
    assert "locked" in caught.value.reason
    async with limited.read() as session:
        assert len(await load_papers(session)) == 354
    other.close()
    async with limited.write() as session:
        await remember(session, "k", "now")


async def test_who_watches_hears_how_long_each_transaction_took(database: Database) -> None:
    heard: list[tuple[str, float]] = []
    database.watch = lambda kind, seconds: heard.append((kind, seconds))
    async with database.read():
        await asyncio.sleep(0.01)
    with pytest.raises(RuntimeError):
        async with database.write():
            raise RuntimeError
    assert [kind for kind, _ in heard] == ["read", "write"]
    assert heard[0][1] >= 0.01


def test_the_file_of_an_address_is_known_without_opening_it() -> None:
    assert find_file("sqlite:///paperboy.db") == Path("paperboy.db")
    assert find_file("postgresql://db/papers") is None


async def test_a_stamp_changes_when_anybody_commits_and_only_then(database: Database) -> None:
    before = database.read_stamp()
    assert database.read_stamp() == before
    async with database.read() as session:
        assert await find_memory(session, "x") is None
    assert database.read_stamp() == before
    async with database.write() as session:
        await remember(session, "x", "y")
    after = database.read_stamp()
    if database.is_sqlite:
        assert after != before
        assert before is not None
    else:
        assert (before, after) == (None, None), "a server is asked"


async def test_a_stamp_tells_of_another_process_and_never_comes_back(catalog_file: Path) -> None:
    database = await Database.open(f"sqlite:///{catalog_file}")
    before = database.read_stamp()
    other = await Database.open(f"sqlite:///{catalog_file}")
    async with other.write() as session:
        await remember(session, "x", "y")
    await other.close()
    after = database.read_stamp()
    assert after != before
    await database.close()
    assert database.read_stamp() not in (before, after), "a connection that is opened anew counts from the beginning"
    await database.close()


async def test_a_file_that_cannot_be_asked_has_no_stamp_and_none_is_made(catalog_file: Path) -> None:
    database = await Database.open(f"sqlite:///{catalog_file}")
    move_away(catalog_file)
    assert database.read_stamp() is None
    assert sorted(path.name for path in files_of(catalog_file)) == []
    await database.close()


def files_of(database: Path) -> list[Path]:
    return list(database.parent.glob(f"{database.name}*"))


def move_away(database: Path) -> None:
    for path in files_of(database):
        path.rename(path.parent / f"moved-{path.name}")


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
@pytest.mark.parametrize("is_asking", [True, False])
async def test_a_server_that_vanishes_is_told_and_used_again_when_it_is_back(
    database: Database, is_asking: bool
) -> None:
    address = database._engine.url.set(drivername="postgresql").render_as_string(hide_password=False)

    async def end_connections() -> None:
        other = await asyncpg.connect(address)
        mine = "pid <> pg_backend_pid() AND datname = current_database()"
        await other.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {mine}")  # noqa: S608
        await other.close()

    with pytest.raises(DatabaseUnreachable):
        async with database.write() as session:
            await remember(session, "k", "lost")
            ending = asyncio.create_task(end_connections())
            if is_asking:
                await session.execute(text("SELECT pg_sleep(20)"))
            await ending
            await asyncio.sleep(0.1)
            await find_memory(session, "k")
    await ending
    async with database.write() as session:
        assert await find_memory(session, "k") is None
