from storage.database import Database
from storage.revisions import HEAD, KNOWN, read_revision


def test_the_newest_revision_is_a_known_one() -> None:
    assert HEAD in KNOWN


async def test_an_upgraded_database_is_at_the_newest_revision(database: Database) -> None:
    async with database.read() as session:
        assert await (await session.connection()).run_sync(read_revision) == HEAD
