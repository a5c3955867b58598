"""Whether a database is sound: what SQLite says of its file, and what must be so of our rows."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from storage.counters import CHANGES, PAPERS, PLACEMENTS, read_counter
from storage.database import Database, Session
from storage.digests.tables import SubscriptionRow
from storage.errors import DatabaseUnreachable
from storage.tables import ChangeRow, PaperRow, PlacementRow

_MOST = 20


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is not as it must be: `kind` is "file" (`detail` is SQLite's word), "reference" (a row of this
    table refers to one that is gone), "counter" (this counter is behind its table) or "cursor" (how many digests are
    ahead of the feed)."""

    kind: str
    detail: str


async def find_damage(database: Database) -> tuple[Damage, ...]:
    """Everything that is wrong with a database, at most some of each kind; nothing is changed. Reads all of it.

    Raises `DatabaseUnreachable`.
    """
    found: list[Damage] = []
    if database.file is not None:
        try:
            found += await asyncio.to_thread(_check_file, database.file)
        except sqlite3.OperationalError as error:
            raise DatabaseUnreachable(database.url, str(error)) from error
        except sqlite3.DatabaseError as error:  # so damaged that it cannot even be looked through
            found.append(Damage("file", str(error)))
    if any(damage.kind == "file" for damage in found):
        return tuple(found)  # what the rows say is not to be trusted then
    async with database.read() as session:
        return tuple(found + await _check_rows(session))


def _check_file(path: Path) -> list[Damage]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        said = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
        damages = [Damage("file", line) for line in said if line != "ok"]
        if not damages:
            lost = {str(row[0]) for row in connection.execute("PRAGMA foreign_key_check")}
            damages += [Damage("reference", table) for table in sorted(lost)]
        return damages


async def _check_rows(session: Session) -> list[Damage]:
    found = []
    for name, column in ((CHANGES, ChangeRow.seq), (PAPERS, PaperRow.id), (PLACEMENTS, PlacementRow.id)):
        highest = (await session.execute(select(func.max(column)))).scalar_one() or 0
        if highest > await read_counter(session, name):
            found.append(Damage("counter", name))
    last = await read_counter(session, CHANGES)
    ahead = select(func.count()).select_from(SubscriptionRow).where(SubscriptionRow.cursor > last)
    number = (await session.execute(ahead)).scalar_one()
    if number:
        found.append(Damage("cursor", str(number)))
    return found
