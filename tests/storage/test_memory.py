import asyncio

from storage.database import Database
from storage.memory import find_memory, remember, remember_first


async def test_a_text_is_remembered_in_the_place_of_the_one_before(database: Database) -> None:
    async with database.write() as session:
        assert await find_memory(session, "k") is None
        await remember(session, "k", "one")
        await remember(session, "k", "two")
        assert await find_memory(session, "k") == "two"
        assert await remember_first(session, "k", "three") == "two"


async def test_processes_that_begin_at_the_same_moment_agree_on_who_was_first(database: Database) -> None:
    async def begin(number: int) -> str:
        async with database.write() as session:
            return await remember_first(session, "name", str(number))

    assert len(set(await asyncio.gather(*(begin(number) for number in range(5))))) == 1


async def test_of_processes_that_remember_at_the_same_moment_none_fails(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.write() as session:
            await remember(session, "k", str(number))

    await asyncio.gather(*(write(number) for number in range(5)))
    async with database.read() as session:
        assert await find_memory(session, "k") in set("01234")
