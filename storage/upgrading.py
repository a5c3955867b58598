"""Bringing a database to this version: its tables, and the shipped catalog in a new one."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.seed import SeedList, load_seed
from storage.counters import hold_catalog
from storage.database import Database, Session
from storage.importing import import_document
from storage.lists import Pack, describe_list
from storage.operations.errors import CopyUnwritable
from storage.operations.files import copy_file
from storage.revisions import HEAD, migrate, read_revision
from storage.sources import follow_list


@dataclass(frozen=True, slots=True)
class UpgradeReport:
    """What an upgrade did. `revision_before` is None for a new database, which alone is seeded: `rows` and `papers`
    count what the shipped catalog brought. `copy` is where a SQLite file was copied to before it was changed."""

    url: str
    revision_before: str | None
    revision: str
    rows: int = 0
    papers: int = 0
    copy: Path | None = None

    @property
    def is_unchanged(self) -> bool:
        """Whether the database was at this version already."""
        return self.revision_before == self.revision


async def upgrade(url: str, *, empty: bool, now: datetime) -> UpgradeReport:
    """Creates or upgrades a database in one transaction: all of it, or nothing.

    A new one takes the shipped catalog unless `empty`. A SQLite file that is not new is copied into the folder
    `backups` beside it first. Raises `InvalidDatabaseUrl`, `DatabaseUnreachable`, `DatabaseTooNew`, `CopyUnwritable`.
    """
    database = await Database.open(url, must_be_current=False)
    try:
        copy = await _copy_older(database, now)
        async with database.write() as session:
            await database.lock_out_others(session)
            connection = await session.connection()
            before = await connection.run_sync(read_revision)
            await connection.run_sync(migrate)
            await hold_catalog(session)
            rows = papers = 0
            if before is None and not empty:
                for seed in load_seed():
                    added = await _plant(session, seed, now)
                    rows, papers = rows + len(seed.document.rows), papers + added
        return UpgradeReport(database.url, before, HEAD, rows, papers, copy)
    finally:
        await database.close()


async def _copy_older(database: Database, now: datetime) -> Path | None:
    """A copy of a SQLite file of an older version; None where there is nothing to be copied."""
    async with database.read() as session:
        revision = await (await session.connection()).run_sync(read_revision)
    if database.file is None or revision in (None, HEAD):
        return None
    copy = database.file.parent / "backups" / f"before-upgrade-from-{revision}-{now:%Y%m%dT%H%M%S}Z.db"
    try:
        await asyncio.to_thread(copy.parent.mkdir, exist_ok=True)
    except OSError as error:
        raise CopyUnwritable(copy, error.strerror or str(error)) from error
    await asyncio.to_thread(copy_file, database.file, copy)
    return copy


async def _plant(session: Session, seed: SeedList, now: datetime) -> int:
    """Imports a shipped list, follows it from now on and announces nothing. Returns how many papers were new."""
    added = 0
    for document in filter(lambda one: one.rows, (seed.earlier, seed.document)):
        added += (await import_document(session, seed.name, document, now, announce=False)).papers_added
    await follow_list(session, seed.name, seed.url, "auto", now)
    packs = tuple(Pack(pack.label, pack.url) for pack in seed.packs)
    await describe_list(
        session,
        seed.name,
        title=seed.title,
        url=seed.url,
        licence=seed.licence,
        citation=seed.citation,
        packs=packs,
    )
    return added
