from storage.database import Database
from storage.memory import find_memory, remember


async def test_the_last_thing_said_is_remembered(database: Database) -> None:
    for value in ("one", "two", "二"):
        async with database.write() as session:
            await remember(session, "fingerprint", value)
    async with database.read() as session:
        assert await find_memory(session, "fingerprint") == "二"
        assert await find_memory(session, "other") is None
