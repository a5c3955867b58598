import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from storage.database import Database
from storage.digests.absences import erase_absent, find_subscribed_guilds, mark_left, mark_present
from storage.digests.subscriptions import load_subscriptions
from storage.guilds import choose_lists, find_visible_lists

if TYPE_CHECKING:
    from tests.storage.conftest import Import, MakeRow
    from tests.storage.digests.conftest import Subscribe

KEPT = timedelta(days=30)


async def test_who_comes_back_in_time_finds_everything(
    subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await subscribe(guild=1)
    async with database.write() as session:
        await mark_left(session, 1, now)
        await mark_left(session, 1, now + timedelta(days=20))  # said again, which does not begin the days anew
        assert await find_subscribed_guilds(session) == frozenset()
        assert await erase_absent(session, now + timedelta(days=29), KEPT) == 0
        assert await mark_present(session, [1, 2]) == (1,)
        assert await mark_present(session, [1, 2]) == ()
        assert await erase_absent(session, now + timedelta(days=90), KEPT) == 0
        assert await find_subscribed_guilds(session) == {1}
        assert len(await load_subscriptions(session, 1)) == 1


async def test_who_stays_away_is_forgotten_and_nobody_else(
    subscribe: "Subscribe", import_rows: "Import", make_row: "MakeRow", database: Database, now: datetime
) -> None:
    await import_rows(make_row("A paper on caches"))
    await import_rows(make_row("A paper on pages"), name="other")
    await subscribe(guild=1)
    await subscribe(guild=2)
    async with database.write() as session:
        await choose_lists(session, 1, ["mine"])
        await mark_left(session, 1, now)
        assert await erase_absent(session, now + KEPT + timedelta(seconds=1), KEPT) == 1
    async with database.read() as session:
        assert await load_subscriptions(session, 1) == ()
        assert len(await load_subscriptions(session, 2)) == 1
        assert await find_visible_lists(session, 1) == {"mine", "other"}, "as on the first day"


async def test_two_processes_that_are_told_of_a_kick_at_once_both_note_it(
    subscribe: "Subscribe", database: Database, now: datetime
) -> None:
    await subscribe(guild=1)

    async def leave() -> None:
        async with database.write() as session:
            await mark_left(session, 1, now)
            await asyncio.sleep(0.05)

    await asyncio.gather(leave(), leave())
    async with database.read() as session:
        assert await find_subscribed_guilds(session) == frozenset()
