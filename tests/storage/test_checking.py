from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from data.formats import parse_document
from storage.checking import Tally, check_links
from storage.database import Database
from storage.importing import import_document
from storage.linkrot import INTERVAL, load_dead_links


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    async def page(request: web.Request) -> web.Response:
        status = int(request.match_info["status"])
        if request.method == "HEAD" and status == 299:  # answers in full alone
            return web.Response(status=405)
        return web.Response(status=200 if status == 299 else status)

    app = web.Application()
    app.router.add_route("*", "/{status}", page)
    started = TestServer(app, host="127.0.0.1")
    await started.start_server()
    yield started
    await started.close()


@pytest.mark.parametrize(
    ("status", "tally"),
    [
        (200, Tally(alive=1)),
        (299, Tally(alive=1)),
        (403, Tally(unsure=1)),
        (429, Tally(unsure=1)),
        (503, Tally(unsure=1)),
        (404, Tally(gone=1)),
        (410, Tally(gone=1)),
    ],
)
async def test_only_what_is_gone_is_rot(
    database: Database, now: datetime, server: TestServer, status: int, tally: Tally
) -> None:
    async with database.write() as session:
        text = f"## S\n\n- [A thing of ours]({server.make_url(f'/{status}')})\n"
        await import_document(session, "mine", parse_document(text), now)
    assert await check_links(database, now) == Tally(), "a new link waits for its turn"
    assert await check_links(database, now + INTERVAL, pause=0, named="127.0.0.1") == tally
    assert await check_links(database, now + INTERVAL, pause=0, named="127.0.0.1") == Tally(), "and is left alone then"
    async with database.read() as session:
        assert await load_dead_links(session) == ()


async def test_no_private_host_is_asked_because_a_list_links_to_it(
    database: Database, now: datetime, server: TestServer
) -> None:
    async with database.write() as session:
        text = f"## S\n\n- [A thing of theirs]({server.make_url('/404')})\n"
        await import_document(session, "mine", parse_document(text), now)
    await check_links(database, now)
    assert await check_links(database, now + INTERVAL, pause=0) == Tally(unsure=1)
