import asyncio
import gzip
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from storage.sync import fetching
from storage.sync.errors import ListUnreachable
from storage.sync.fetching import Validators, fetch

NONE = Validators()


async def reason(url: str, now: datetime, **options: Any) -> str:
    with pytest.raises(ListUnreachable) as caught:
        await fetch(url, NONE, now, **options)
    return caught.value.reason


async def test_a_page_is_fetched_and_asked_for_conditionally_the_next_time(site: Any, now: datetime) -> None:
    site.text("# A list", ETag='"v1"')
    first = await fetch(site.url(), NONE, now)
    assert first.body == b"# A list"
    assert (await fetch(site.url(), first.validators, now)).body is None
    site.text("# Another list", ETag='"v2"')
    assert (await fetch(site.url(), first.validators, now)).body == b"# Another list"


async def test_a_packed_page_is_unpacked(site: Any, now: datetime) -> None:
    async def page(_request: web.Request) -> web.Response:
        return web.Response(body=gzip.compress(b"# A list"), headers={"Content-Encoding": "gzip"})

    site.pages["/list.md"] = page
    assert (await fetch(site.url(), NONE, now)).body == b"# A list"


async def test_a_few_redirects_are_followed_and_a_loop_is_not(site: Any, now: datetime) -> None:
    site.text("# A list", "/there")
    site.status(302, "/list.md", Location="/there")
    assert (await fetch(site.url(), NONE, now)).body == b"# A list"
    site.status(301, "/loop", Location="/loop")
    assert await reason(site.url("/loop"), now) == "redirects"
    assert sum(request.path == "/loop" for request in site.requests) == fetching.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "location",
    [
        "http://localhost:{port}/list.md",
        "http://127.0.0.2:{port}/",
        "http://[::1]:{port}/",
        "http://0/",
        "http://2130706433/",
    ],
)
async def test_a_redirect_to_a_private_address_that_nobody_named_is_refused(
    site: Any, now: datetime, location: str
) -> None:
    site.status(302, "/go", Location=location.format(port=site.port))
    assert await reason(site.url("/go"), now) == "private_address"


@pytest.mark.parametrize("location", ["file:///etc/passwd", "javascript:x", "http://[bad"])
async def test_a_redirect_out_of_the_web_is_refused(site: Any, now: datetime, location: str) -> None:
    site.status(302, "/go", Location=location)
    assert await reason(site.url("/go"), now) == "redirects"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120.0), ("", 0.0), ("soon", 0.0), ("-5", 0.0), ("Sat, 21 Nov 2026 09:31:00 GMT", 60.0)],
)
async def test_a_busy_server_says_for_how_long(site: Any, now: datetime, header: str, seconds: float) -> None:
    site.status(429, Retry_After=header)
    with pytest.raises(ListUnreachable) as caught:
        await fetch(site.url(), NONE, now)
    assert (caught.value.reason, caught.value.status, caught.value.after) == ("status", 429, seconds)


async def test_a_server_that_hangs_or_drips_runs_out_of_time(site: Any, now: datetime) -> None:
    async def hang(_request: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.Response()

    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"x")
            await asyncio.sleep(0.05)
        return response

    site.pages |= {"/hang": hang, "/drip": drip}
    for path in site.pages:
        started = asyncio.get_running_loop().time()
        assert await reason(site.url(path), now, seconds=0.3) == "timeout"
        assert asyncio.get_running_loop().time() - started < 2


async def test_a_page_that_ends_early_or_lies_about_its_encoding_is_broken(site: Any, now: datetime) -> None:
    async def early(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"# A list")
        assert request.transport is not None
        request.transport.close()
        return response

    async def lie(_request: web.Request) -> web.Response:
        return web.Response(body=b"# A list", headers={"Content-Encoding": "gzip"})

    site.pages |= {"/early": early, "/lie": lie}
    assert [await reason(site.url(path), now) for path in site.pages] == ["broken", "broken"]


async def test_a_page_that_unpacks_to_more_than_a_list_ever_was_is_left(
    site: Any, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST_TEXT", 100_000)

    async def bomb(_request: web.Request) -> web.Response:
        return web.Response(body=gzip.compress(b"x" * 10_000_000), headers={"Content-Encoding": "gzip"})

    site.pages["/list.md"] = bomb
    assert await reason(site.url(), now) == "too_large"


async def test_nobody_there_is_unreachable(now: datetime, site: Any) -> None:
    assert await reason("http://127.0.0.1:1/list.md", now) == "unreachable"
    assert await reason("http://name.invalid/list.md", now) == "unreachable"
    assert (await reason(site.url("/none"), now)) == "status"


async def test_a_proxy_is_used_where_one_is_set(site: Any, now: datetime) -> None:
    async def through(request: web.Request) -> web.Response:
        return web.Response(text=f"asked for {request.raw_path}")

    site.pages["/list.md"] = through
    fetched = await fetch("http://lists.invalid/list.md", NONE, now, proxy=site.url("/"))
    assert fetched.body == b"asked for http://lists.invalid/list.md"


async def test_a_file_of_this_machine_is_read(tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "a list.md"
    path.write_text("# A list")
    assert (await fetch(path.as_uri(), NONE, now)).body == b"# A list"
    assert await reason((tmp_path / "none.md").as_uri(), now) == "missing"
    assert await reason(tmp_path.as_uri(), now) == "missing"


async def test_the_next_fetch_after_a_bad_one_works(site: Any, now: datetime) -> None:
    site.status(503)
    assert await reason(site.url(), now + timedelta(0)) == "status"
    site.text("# A list")
    assert (await fetch(site.url(), NONE, now)).body == b"# A list"
