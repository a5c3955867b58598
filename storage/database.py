"""The one place that knows the dialect: addresses, opening, transactions, what SQLite and PostgreSQL do differently."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Executable, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.util import await_only

from storage.errors import DatabaseNotReady, DatabaseTooNew, DatabaseUnreachable, InvalidDatabaseUrl
from storage.revisions import HEAD, KNOWN, read_revision

Session = AsyncSession
"""One transaction. It is passed on and never committed below the edge that opened it."""

DEFAULT_URL = "sqlite:///paperboy.db"
_BUSY_MILLISECONDS = 5_000
_CONNECT_SECONDS = 10.0
_LIBPQ_ALONE = {"application_name", "channel_binding", "connect_timeout", "keepalives", "target_session_attrs"}
"""What addresses made for libpq say and asyncpg does not know; none of it changes which database is meant."""
_UPGRADE_LOCK = 0x7061_7065_7262_6F79  # "paperboy"


class Database:
    """An open database. `read()` and `write()` are the only ways to a session, and each is one transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self.watch: Callable[[str, float], None] = _nobody
        """Hears of each transaction: "read" or "write", and how many seconds it took."""
        self._reading, self._writing = _engines(engine)
        self._watch = _Watch(engine.url.database) if self.is_sqlite and engine.url.database else None

    @classmethod
    async def open(cls, url: str = DEFAULT_URL, *, must_be_current: bool = True) -> "Database":
        """Opens a database by a plain or a driver address (sqlite:///f, postgres://…, postgresql+asyncpg://…).

        Raises `InvalidDatabaseUrl`, `DatabaseUnreachable`; with `must_be_current` also `DatabaseNotReady` for a missing
        file, missing or old tables, and always `DatabaseTooNew` for a database of a newer version. Never creates a file
        when it must be current.
        """
        parsed = parse_url(url)
        _check_file(parsed, must_exist=must_be_current)
        database = cls(_create_engine(parsed))
        try:
            await database._check_revision(must_be_current=must_be_current)
        except BaseException:
            await database.close()
            raise
        return database

    @property
    def url(self) -> str:
        """The address without its password."""
        return _shown(self._engine.url)

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; None for PostgreSQL."""
        return Path(self._engine.url.database or "") if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        """Whether this is one file on this machine."""
        return self._engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        """A transaction that sees one state of the database throughout and writes nothing."""
        async with self._transaction(self._reading, "read") as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Session]:
        """A transaction that commits at its end and rolls back on any exception. Writers wait for one another."""
        async with self._transaction(self._writing, "write") as session:
            yield session

    async def lock_out_others(self, session: Session) -> None:
        """Makes other processes that call this wait until the transaction ends, as for an upgrade of the tables."""
        if not self.is_sqlite:  # there every writer is alone anyway
            await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})

    async def continue_numbering(self, session: Session, tables: Iterable[str]) -> None:
        """Lets tables go on with the numbers after the highest that they hold, as after rows that came with theirs.
        SQLite does so by itself."""
        if self.is_sqlite:
            return
        for table in tables:
            sequence = f"pg_get_serial_sequence('{table}', 'id')"
            last = f"(SELECT coalesce(max(id), 0) + 1 FROM {table})"  # noqa: S608  # names of our own tables
            await session.execute(text(f"SELECT setval({sequence}, {last}, false)"))

    async def measure_clock(self, clock: Callable[[], datetime]) -> timedelta:
        """How far the clock of the database's server is ahead of a clock; where several processes share a database it
        is the one that they have in common. Nothing for a file, which has no clock of its own."""
        if self.is_sqlite:
            return timedelta(0)
        async with self.read() as session:
            before = clock()
            there: datetime = (await session.execute(text("SELECT clock_timestamp()"))).scalar_one()
            return there - (before + (clock() - before) / 2)

    def read_stamp(self) -> int | None:
        """A number that is another one as soon as anybody, in any process, has committed anything. It costs a few
        microseconds and never waits; None where only a transaction can tell, as on a server."""
        return self._watch.read() if self._watch else None

    async def close(self) -> None:
        """Gives all connections back."""
        if self._watch:
            self._watch.close()
        await self._engine.dispose()

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine, kind: str) -> AsyncIterator[Session]:
        began = time.perf_counter()
        async with AsyncSession(engine, expire_on_commit=False) as session:
            try:
                await session.connection()
            except (DBAPIError, OSError) as error:
                raise DatabaseUnreachable(self.url, _reason(error)) from error
            try:
                yield session
                await session.commit()
            except DBAPIError as error:
                if not _is_lost(error):
                    raise
                raise DatabaseUnreachable(self.url, _reason(error)) from error
            finally:
                self.watch(kind, time.perf_counter() - began)

    async def _check_revision(self, *, must_be_current: bool) -> None:
        try:
            async with asyncio.timeout(_CONNECT_SECONDS), self._reading.connect() as connection:
                revision = await connection.run_sync(read_revision)
        except (DBAPIError, OSError, TimeoutError) as error:
            raise DatabaseUnreachable(self.url, _reason(error)) from error
        except TypeError as error:  # an option in the address that the driver does not know
            raise InvalidDatabaseUrl(self.url) from error
        if revision is not None and revision not in KNOWN:
            raise DatabaseTooNew(self.url, revision)
        if must_be_current and revision != HEAD:
            raise DatabaseNotReady(self.url, revision)


class _Watch:
    """A connection of its own to a SQLite file, which only asks whether others have committed: that stands in shared
    memory, so it is asked on the event loop."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._opened = 0

    def read(self) -> int | None:
        """The version of the data as this connection sees it; None where the file cannot be asked now."""
        try:
            if self._connection is None:
                address = f"{Path(self._path).absolute().as_uri()}?mode=rw"  # never makes a file
                self._connection = sqlite3.connect(
                    address, timeout=0, isolation_level=None, check_same_thread=False, uri=True
                )
                self._opened += 1
            version = int(self._connection.execute("PRAGMA data_version").fetchall()[0][0])
            return self._opened << 64 | version  # each connection counts from the beginning
        except sqlite3.Error:
            self.close()
            return None

    def close(self) -> None:
        """Gives the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


async def insert_first(session: Session, statement: Executable) -> bool:
    """Inserts a row; false where another process has just done so, at the same moment."""
    try:
        if (
            session.get_bind().dialect.name == "sqlite"
        ):  # where one statement fails alone, and a full disk ends savepoints
            await session.execute(statement)
        else:
            async with session.begin_nested():
                await session.execute(statement)
    except IntegrityError:
        return False
    return True


def _nobody(_kind: str, _seconds: float) -> None:
    """Nobody watches."""


def parse_url(url: str) -> URL:
    """The address as SQLAlchemy wants it, with the asynchronous driver. Raises `InvalidDatabaseUrl`."""
    try:
        parsed = make_url(url.strip())
    except (ArgumentError, ValueError) as error:
        raise InvalidDatabaseUrl(url.partition("@")[2] or url) from error
    backend = parsed.get_backend_name()
    if backend == "sqlite" and parsed.database:
        return parsed.set(drivername="sqlite+aiosqlite")
    if backend in {"postgres", "postgresql"} and parsed.database:
        query = {name: value for name, value in parsed.query.items() if name not in _LIBPQ_ALONE}
        if "sslmode" in query:  # libpq's word for what asyncpg calls ssl
            query["ssl"] = query.pop("sslmode")
        return parsed.set(drivername="postgresql+asyncpg", query=query)
    raise InvalidDatabaseUrl(_shown(parsed))


def find_file(url: str) -> Path | None:
    """The file that an address of a SQLite database names; None for PostgreSQL. Raises `InvalidDatabaseUrl`."""
    parsed = parse_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def _shown(url: URL) -> str:
    plain = url.set(drivername=url.get_backend_name())
    return plain.render_as_string(hide_password=True)


def _check_file(url: URL, *, must_exist: bool) -> None:
    """Tells a path that can be no database from one, before the driver says so in words of its own."""
    if url.get_backend_name() != "sqlite" or url.database is None:
        return
    path = Path(url.database)
    if path.is_dir():
        raise DatabaseUnreachable(_shown(url), "is a directory")
    if not path.parent.is_dir():
        raise DatabaseUnreachable(_shown(url), "no such directory")
    if must_exist and not path.exists():
        raise DatabaseNotReady(_shown(url), None)


def _is_lost(error: DBAPIError) -> bool:
    """Whether the database went away or had no time for us, and nothing is wrong with what was asked."""
    of_no_class = type(error) is DBAPIError  # as asyncpg tells of a connection that was ended, or of a deadlock
    return of_no_class or error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)


def _reason(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).splitlines()[0] if str(cause) else type(cause).__name__


def _create_engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, pool_pre_ping=True)
    engine = create_async_engine(url, connect_args={"timeout": _BUSY_MILLISECONDS / 1000})
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _engines(engine: AsyncEngine) -> tuple[AsyncEngine, AsyncEngine]:
    """The same pool twice: for reading and for writing."""
    if engine.dialect.name == "sqlite":
        return engine, engine.execution_options(paperboy_writes=True)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True), engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin transactions of its own, and late
    cursor = connection.cursor()
    try:
        for pragma in (f"busy_timeout={_BUSY_MILLISECONDS}", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        _keep_write_ahead_log(cursor)
    except BaseException:
        connection.close()  # the pool never learns of this connection, and its thread would stay
        raise
    cursor.close()


def _keep_write_ahead_log(cursor: Any) -> None:
    """Turns the write-ahead log on; waits while another process opens the same new file, as SQLite itself does not."""
    deadline = time.monotonic() + _BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            await_only(asyncio.sleep(0.05))
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("paperboy_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
