from datetime import datetime, timedelta

from data.formats import parse_document
from storage.database import Database
from storage.importing import import_document
from storage.linkrot import (
    DEAD_AFTER,
    INTERVAL,
    claim_links,
    load_dead_links,
    mark_alive,
    mark_gone,
    mark_unsure,
    note_links,
)
from storage.sync.fetching import Validators

LIST = "## S\n\n- [One thing](https://a.org/1)\n- [Two things](https://a.org/2)\n- [Three things](https://b.org/3)\n"


async def fill(database: Database, text: str, now: datetime) -> int:
    async with database.write() as session:
        await import_document(session, "mine", parse_document(text), now)
        return await note_links(session, now)


async def test_links_come_due_over_the_interval_one_of_a_host_at_a_time(database: Database, now: datetime) -> None:
    assert await fill(database, LIST, now) == 3
    late = now + INTERVAL
    async with database.write() as session:
        first = await claim_links(session, late, 10)
        assert {link.host for link in first} == {"a.org", "b.org"}
        again = await claim_links(session, late, 10)
        assert {link.host for link in again} == {"a.org"}
        assert await claim_links(session, late, 10) == []


async def test_a_link_is_dead_after_three_checks_in_a_row_and_no_sooner(database: Database, now: datetime) -> None:
    await fill(database, LIST, now)
    late = now + INTERVAL
    async with database.write() as session:
        links = {link.url: link for link in await claim_links(session, late, 10)}
        link = links["https://b.org/3"]
        for number in range(DEAD_AFTER):
            assert await load_dead_links(session) == ()
            await mark_gone(session, link, "status 404", late + timedelta(days=number))
        (dead,) = await load_dead_links(session)
        assert (dead.url, dead.failure, dead.since) == (link.url, "status 404", late)
        await mark_unsure(session, link, late)
        assert await load_dead_links(session, [link.url]) == (dead,)
        assert await load_dead_links(session, ["https://a.org/1"]) == ()
        await mark_alive(session, link, Validators(), late)
        assert await load_dead_links(session) == ()


async def test_links_that_no_list_has_are_forgotten(database: Database, now: datetime) -> None:
    await fill(database, LIST, now)
    assert await fill(database, LIST.rsplit("- ", 1)[0], now) == 2
