import asyncio
import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from data.months import Month
from storage.metadata import Metadata, Sources, find_metadata
from storage.metadata.finding import LARGEST_ANSWER

if TYPE_CHECKING:
    from tests.storage.metadata.conftest import FakeSources

FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>https://arxiv.org/abs/2407.01234v1</id>'
    "<title>A</title></entry></feed>"
)


@pytest.mark.parametrize(
    ("url", "path", "answer"),
    [
        ("https://arxiv.org/pdf/2407.01234v2", "/arxiv/2407.01234", FEED),
        ("https://huggingface.co/papers/2407.01234", "/arxiv/2407.01234", FEED),
        ("https://openreview.net/forum?id=aBc", "/v2/aBc", json.dumps({"notes": [{"content": {"title": "A"}}]})),
        ("https://openreview.net/pdf?id=aBc", "/v1/aBc", json.dumps({"notes": [{"content": {"title": "A"}}]})),
        ("https://aclanthology.org/2023.acl-long.1/", "/acl/2023.acl-long.1.bib", "@x{a, title={A}}"),
        ("https://aclanthology.org/P19-1001.pdf", "/acl/P19-1001.bib", "@x{a, title={A}}"),
        ("https://github.com/Made/Up/", "/repos/made/up", json.dumps({"name": "A"})),
        ("https://doi.org/10.1145/1.2", "/doi/10.1145/1.2", json.dumps({"title": "A"})),
    ],
)
async def test_the_source_that_knows_a_link_is_asked(
    fake: "FakeSources", now: datetime, url: str, path: str, answer: str
) -> None:
    fake.answers[path] = answer
    assert (await find_metadata(url, now, fake.sources)).title == "A"
    assert fake.asked[-1] == path


async def test_any_other_page_is_asked_itself(fake: "FakeSources", now: datetime) -> None:
    fake.answers["/post"] = "<title>A post</title>"
    assert await find_metadata(f"{fake.base}/post", now, fake.sources) == Metadata("A post")


async def test_an_id_of_arxiv_states_its_month_though_nobody_answers(fake: "FakeSources", now: datetime) -> None:
    found = await find_metadata("https://arxiv.org/abs/2407.01234", now, fake.sources)
    assert found == Metadata(published=Month(2024, 7))
    assert found.is_empty


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.c", "no link", "", "http://"])
async def test_what_is_no_page_is_not_asked(fake: "FakeSources", now: datetime, url: str) -> None:
    assert await find_metadata(url, now, fake.sources) == Metadata()
    assert fake.asked == []


async def test_no_private_host_is_asked_not_even_by_a_redirect(fake: "FakeSources", now: datetime) -> None:
    fake.answers["/secret"] = "<title>secret</title>"
    fake.answers["/away"] = f"redirect {fake.base.replace('127.0.0.1', 'localhost')}/secret"
    for url, sources in (
        (f"{fake.base}/secret", Sources()),
        (f"{fake.base.replace('127.0.0.1', 'localhost')}/secret", Sources()),
        (f"{fake.base}/away", fake.sources),
    ):
        assert await find_metadata(url, now, sources) == Metadata()
    assert fake.asked == ["/away"]


async def test_a_slow_source_costs_its_time_and_no_more(now: datetime) -> None:
    async def sleep(_request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    app = web.Application()
    app.router.add_get("/{path:.*}", sleep)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    try:
        url = str(server.make_url("/slow"))
        async with asyncio.timeout(5):
            assert await find_metadata(url, now, Sources(named="127.0.0.1"), seconds=0.2) == Metadata()
    finally:
        await server.close()


async def test_an_endless_answer_is_given_up(now: datetime) -> None:
    sent = 0

    async def pour(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"Content-Type": "application/pdf"})
        await response.prepare(request)
        try:
            while sent < 50 * LARGEST_ANSWER:
                await response.write(b"\0" * 65_536)
                sent += 65_536
        except ConnectionError:
            pass  # what is asked of the other side
        return response

    app = web.Application()
    app.router.add_get("/{path:.*}", pour)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    try:
        assert await find_metadata(str(server.make_url("/big.pdf")), now, Sources(named="127.0.0.1")) == Metadata()
    finally:
        await server.close()
    assert sent < 10 * LARGEST_ANSWER


async def test_what_answers_nonsense_says_nothing(fake: "FakeSources", now: datetime) -> None:
    fake.answers["/repos/made/up"] = "<html>busy</html>"
    fake.answers["/v2/a"] = "[]"
    for url in ("https://github.com/made/up", "https://openreview.net/forum?id=a"):
        assert await find_metadata(url, now, replace(fake.sources)) == Metadata()
