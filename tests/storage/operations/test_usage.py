from datetime import datetime, timedelta

from storage.database import Database
from storage.operations.usage import Usage, add_usage, find_usage, forget_usage


async def test_uses_add_up_over_days_and_are_forgotten(database: Database, now: datetime) -> None:
    today, yesterday = now.date(), now.date() - timedelta(days=1)
    async with database.write() as session:
        await add_usage(session, yesterday, {("/search", "answered"): 2, ("/ask", "failed"): 1})
        await add_usage(session, today, {("/search", "answered"): 3})
        await add_usage(session, today, {("/search", "answered"): 1, ("x" * 99, "refused"): 1})
    async with database.read() as session:
        assert await find_usage(session, today) == (Usage("/search", "answered", 4), Usage("x" * 64, "refused", 1))
        assert (await find_usage(session, yesterday))[0] == Usage("/search", "answered", 6)
    async with database.write() as session:
        await forget_usage(session, today)
        assert await find_usage(session, yesterday) == await find_usage(session, today)
