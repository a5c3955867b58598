from pathlib import Path

from sqlalchemy import text

from storage.database import Database
from storage.operations.integrity import Damage, find_damage


async def test_the_shipped_catalog_is_sound(catalog: Database) -> None:
    assert await find_damage(catalog) == ()


async def test_what_must_be_so_of_rows_is_looked_at(catalog: Database) -> None:
    async with catalog.write() as session:
        await session.execute(text("UPDATE counters SET last = 3 WHERE name = 'papers'"))
    assert await find_damage(catalog) == (Damage("counter", "papers"),)


async def test_a_digest_ahead_of_the_feed_is_told(full: Database) -> None:
    async with full.write() as session:
        await session.execute(text("UPDATE subscriptions SET cursor = 5"))
    assert await find_damage(full) == (Damage("cursor", "1"),)


async def test_rows_that_refer_to_nothing_are_told(catalog_file: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(catalog_file)
    connection.execute("DELETE FROM categories WHERE slug = 'quantization'")
    connection.commit()
    connection.close()
    database = await Database.open(f"sqlite:///{catalog_file}")
    try:
        assert await find_damage(database) == (Damage("reference", "sections"),)
    finally:
        await database.close()


async def test_a_damaged_page_is_told(catalog_file: Path) -> None:
    spoil(catalog_file)
    database = await Database.open(f"sqlite:///{catalog_file}")
    try:
        found = await find_damage(database)
    finally:
        await database.close()
    assert found
    assert {damage.kind for damage in found} == {"file"}


def spoil(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[200_704:204_800] = b"\xff" * 4096
    file.write_bytes(content)
