"""Asking arXiv in the background, and what of it may go wrong unnoticed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from data.schema import Row
from storage.abstracts import AGAIN, find_abstract
from storage.catalog import load_papers
from storage.database import Database
from storage.enriching import Round, fetch_abstracts

ENTRY = "<entry><id>http://arxiv.org/abs/{}v1</id><title>SmoothQuant</title><summary>It is\n smooth.</summary></entry>"
FEED = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'


@dataclass
class Archive:
    """Answers as it is told to; `asked` are the queries."""

    url: str = ""
    status: int = 200
    text: str = FEED.format(ENTRY.format("2211.10438"))
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
async def archive() -> AsyncIterator[Archive]:
    archive = Archive()

    async def answer(request: web.Request) -> web.Response:
        archive.asked.append(request.query_string)
        await asyncio.sleep(0.05)
        return web.Response(status=archive.status, text=archive.text, headers=archive.headers)

    app = web.Application()
    app.router.add_get("/api/query", answer)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    archive.url = str(server.make_url("/api/query"))
    yield archive
    await server.close()


@pytest.fixture
async def listed(
    database: Database, make_row: Callable[..., Row], import_rows: Callable[..., Awaitable[object]]
) -> Database:
    await import_rows(
        make_row("SmoothQuant", "https://arxiv.org/abs/2211.10438"), make_row("AWQ", "https://arxiv.org/abs/2306.00978")
    )
    return database


async def abstracts(database: Database) -> list[str]:
    async with database.read() as session:
        return [await find_abstract(session, paper) for paper in await load_papers(session)]


async def test_all_that_is_due_is_asked_for_with_one_question_and_then_left_alone(
    listed: Database, archive: Archive, now: datetime
) -> None:
    assert await fetch_abstracts(listed, now, api=archive.url) == Round(2, 1)
    assert archive.asked == ["id_list=2211.10438,2306.00978&max_results=2"]
    assert await abstracts(listed) == ["It is smooth.", ""]
    assert await fetch_abstracts(listed, now + AGAIN, api=archive.url) == Round()
    assert len(archive.asked) == 1


async def test_several_processes_ask_once(listed: Database, archive: Archive, now: datetime) -> None:
    rounds = await asyncio.gather(*(fetch_abstracts(listed, now, api=archive.url) for _ in range(3)))
    assert sum(each.asked for each in rounds) == 2
    assert len(archive.asked) == 1


@pytest.mark.parametrize(
    ("status", "text"), [(500, ""), (429, "Rate exceeded."), (400, FEED.format("")), (200, "busy"), (200, "<html/>")]
)
async def test_a_fault_changes_nothing_and_is_tried_again_an_hour_later(
    status: int, text: str, listed: Database, archive: Archive, now: datetime
) -> None:
    good, archive.status, archive.text = archive.text, status, text
    assert await fetch_abstracts(listed, now, api=archive.url) == Round(2, 0)
    assert await abstracts(listed) == ["", ""]
    archive.status, archive.text = 200, good
    assert await fetch_abstracts(listed, now + AGAIN - timedelta(seconds=1), api=archive.url) == Round()
    assert await fetch_abstracts(listed, now + AGAIN, api=archive.url) == Round(2, 1)


async def test_a_server_that_asks_for_more_time_gets_it(listed: Database, archive: Archive, now: datetime) -> None:
    archive.status, archive.headers = 503, {"Retry-After": "7200"}
    await fetch_abstracts(listed, now, api=archive.url)
    assert await fetch_abstracts(listed, now + timedelta(minutes=119), api=archive.url) == Round()
    assert (await fetch_abstracts(listed, now + timedelta(hours=2), api=archive.url)).asked == 2


@pytest.mark.parametrize("to", ["http://localhost:1/", "http://10.0.0.1/", "http://169.254.169.254/latest"])
async def test_an_answer_that_leads_to_a_private_host_is_not_followed(
    to: str, listed: Database, archive: Archive, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    archive.status, archive.headers = 302, {"Location": to}
    assert await fetch_abstracts(listed, now, api=archive.url) == Round(2, 0)
    assert "private_address" in caplog.text
