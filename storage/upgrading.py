"""Bringing a database to this version: its tables, and the shipped catalog in a new one."""

from dataclasses import dataclass
from datetime import datetime

from data.seed import SeedList, load_seed
from storage.counters import hold_catalog, hold_submissions
from storage.database import Database, Session
from storage.importing import import_document
from storage.lists import Pack, describe_list
from storage.revisions import HEAD, migrate, read_revision
from storage.sources import follow_list


@dataclass(frozen=True, slots=True)
class UpgradeReport:
    """What an upgrade did. `revision_before` is None for a new database, which alone is seeded: `rows` and `papers`
    count what the shipped catalog brought."""

    url: str
    revision_before: str | None
    revision: str
    rows: int = 0
    papers: int = 0

    @property
    def is_unchanged(self) -> bool:
        """Whether the database was at this version already."""
        return self.revision_before == self.revision


async def upgrade(url: str, *, empty: bool, now: datetime) -> UpgradeReport:
    """Creates or upgrades a database in one transaction: all of it, or nothing.

    A new one takes the shipped catalog unless `empty`. Raises `InvalidDatabaseUrl`, `DatabaseUnreachable`,
    `DatabaseTooNew`.
    """
    database = await Database.open(url, must_be_current=False)
    try:
        async with database.write() as session:
            await database.lock_out_others(session)
            connection = await session.connection()
            before = await connection.run_sync(read_revision)
            await connection.run_sync(migrate)
            await hold_catalog(session)
            await hold_submissions(session)
            rows = papers = 0
            if before is None and not empty:
                for seed in load_seed():
                    added = await _plant(session, seed, now)
                    rows, papers = rows + len(seed.document.rows), papers + added
        return UpgradeReport(database.url, before, HEAD, rows, papers)
    finally:
        await database.close()


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
