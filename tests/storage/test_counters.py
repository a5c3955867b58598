import asyncio

from storage.counters import CATALOG, CHANGES, advance, read_counter
from storage.database import Database


async def test_numbers_are_taken_once_and_only_grow(database: Database) -> None:
    async def take(by: int) -> int:
        async with database.write() as session:
            return await advance(session, CHANGES, by)

    assert await take(1) == 1
    lasts = await asyncio.gather(*(take(3) for _ in range(5)))
    assert sorted(lasts) == [4, 7, 10, 13, 16]
    async with database.read() as session:
        assert await read_counter(session, CHANGES) == 16
        assert await read_counter(session, CATALOG) == 0


async def test_a_number_that_was_rolled_back_is_taken_again(database: Database) -> None:
    async with database.write() as session:
        await advance(session, CHANGES, 5)
        await session.rollback()
    async with database.write() as session:
        assert await advance(session, CHANGES) == 1


async def test_processes_that_begin_to_count_at_the_same_moment_get_different_numbers(database: Database) -> None:
    async def take() -> int:
        async with database.write() as session:
            return await advance(session, "new")

    assert sorted(await asyncio.gather(*(take() for _ in range(5)))) == [1, 2, 3, 4, 5]
