"""Copying everything that a database holds into another one, whichever of the two kinds each is."""

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy.exc import DBAPIError

import storage.digests.tables  # so that its tables are among those that are copied
from storage.database import Database, Session
from storage.operations.errors import RowsDiffer, RowsNotTaken, TargetNotEmpty
from storage.operations.tables import ProcessRow, ShardRow
from storage.tables import Base, CounterRow

Tell = Callable[[int, int], None]
"""Hears how many rows are done, and of how many."""

_BATCH = 1_000
_OF_THE_MOMENT = {ProcessRow.__tablename__, ShardRow.__tablename__}
_SUM = 1 << 128

__all__ = ["Copied", "copy_everything", "is_empty", "tables"]


@dataclass(frozen=True, slots=True)
class Copied:
    """What one table holds, in both databases: how many rows, and the sum of what each of them says."""

    table: str
    rows: int
    checksum: str


def tables() -> tuple[Table, ...]:
    """Every table that is worth copying, those that others refer to first. Who is running at the moment is not."""
    return tuple(table for table in Base.metadata.sorted_tables if table.name not in _OF_THE_MOMENT)


async def copy_everything(source: Database, target: Database, tell: Tell) -> tuple[Copied, ...]:
    """Copies every row into an empty database of the same version, in one transaction, and reads all of them again.

    Raises `TargetNotEmpty`, `RowsNotTaken`, `RowsDiffer` and `DatabaseUnreachable`; then nothing was changed.
    """
    async with source.read() as reading, target.write() as writing:
        if not await is_empty(writing):
            raise TargetNotEmpty(target.url)
        await writing.execute(delete(CounterRow))
        total = 2 * sum([await _count(reading, table) for table in tables()])
        done = 0

        def advance(by: int) -> None:
            nonlocal done
            done += by
            tell(done, max(total, done))

        copied = [await _copy_table(reading, writing, table, advance) for table in tables()]
        await target.continue_numbering(writing, [table.name for table in tables() if _is_numbered(table)])
        for each, table in zip(copied, tables(), strict=True):
            if await _sum_up(writing, table, advance) != each:
                raise RowsDiffer(table.name)
        return tuple(copied)


async def is_empty(session: Session) -> bool:
    """Whether a database holds nothing. The counters are made with it."""
    for table in tables():
        if table.name != CounterRow.__tablename__ and await _count(session, table):
            return False
    return True


async def _copy_table(reading: Session, writing: Session, table: Table, advance: Callable[[int], None]) -> Copied:
    sums = _Sums(table)
    async for rows in _read(reading, table):
        try:
            await writing.execute(insert(table), [dict(row) for row in rows])
        except (DBAPIError, ValueError) as error:
            cause = getattr(error, "orig", None) or error
            raise RowsNotTaken(table.name, (str(cause).splitlines() or [type(cause).__name__])[0]) from error
        sums.add(rows)
        advance(len(rows))
    return sums.copied


async def _sum_up(session: Session, table: Table, advance: Callable[[int], None]) -> Copied:
    sums = _Sums(table)
    async for rows in _read(session, table):
        sums.add(rows)
        advance(len(rows))
    return sums.copied


async def _read(session: Session, table: Table) -> AsyncIterator[Sequence[Mapping[str, Any]]]:
    connection = await session.connection()
    async with connection.stream(select(table)) as result:
        async for rows in result.mappings().partitions(_BATCH):
            yield rows  # type: ignore[misc]  # a mapping of its columns by their names, as the table has keys of its own


class _Sums:
    """Counts rows and adds up what they say, in whatever order they come: two databases sort texts in two ways."""

    def __init__(self, table: Table) -> None:
        self._names = sorted(column.name for column in table.columns)
        self._table = table.name
        self._rows = 0
        self._sum = 0

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        for row in rows:
            said = json.dumps([_plain(row[name]) for name in self._names], ensure_ascii=False, sort_keys=True)
            digest = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()
            self._sum = (self._sum + int.from_bytes(digest)) % _SUM
            self._rows += 1

    @property
    def copied(self) -> Copied:
        return Copied(self._table, self._rows, f"{self._sum:032x}")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _is_numbered(table: Table) -> bool:
    """Whether the database itself numbers the rows."""
    return table.autoincrement_column is not None


async def _count(session: Session, table: Table) -> int:
    return (await session.execute(select(func.count()).select_from(table))).scalar_one()


del storage  # the import above is for its effect
