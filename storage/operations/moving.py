"""Moving a SQLite database to a server, and knowing that everything has arrived."""

from datetime import datetime

from storage.database import Database, parse_url
from storage.operations.copying import Copied, Tell, copy_everything, is_empty
from storage.operations.errors import SameDatabase, TargetNotEmpty
from storage.revisions import HEAD, read_revision
from storage.upgrading import upgrade


async def move(source_url: str, target_url: str, now: datetime, tell: Tell) -> tuple[Copied, ...]:
    """Copies all of a database into an empty one, compares both, and returns what each table holds. The source stays as
    it is; nobody may serve either of them meanwhile.

    Raises `TargetNotEmpty`, `SameDatabase`, `RowsNotTaken`, `RowsDiffer`, and what opening a database raises; then the
    target holds nothing.
    """
    source = await Database.open(source_url)
    try:
        if parse_url(source_url) == parse_url(target_url):
            raise SameDatabase(source.url)
        await _prepare(target_url, now)
        target = await Database.open(target_url)
        try:
            return await copy_everything(source, target, tell)
        finally:
            await target.close()
    finally:
        await source.close()


async def _prepare(url: str, now: datetime) -> None:
    """Gives a database without our tables ours, and touches no other."""
    target = await Database.open(url, must_be_current=False)
    try:
        async with target.read() as session:
            revision = await (await session.connection()).run_sync(read_revision)
            if revision is not None and (revision != HEAD or not await is_empty(session)):
                raise TargetNotEmpty(target.url)
    finally:
        await target.close()
    if revision is None:
        await upgrade(url, empty=True, now=now)
