"""The sources, on a server of loopback."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from storage.metadata import Sources


@dataclass
class FakeSources:
    """Answers by path; what has no answer is not found. `asked` are the paths that were asked for, with the query."""

    sources: Sources = field(default_factory=Sources)
    base: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
async def fake() -> AsyncIterator[FakeSources]:
    fake = FakeSources()

    async def answer(request: web.Request) -> web.StreamResponse:
        fake.asked.append(request.path_qs)
        if request.path_qs not in fake.answers:
            return web.Response(status=404)
        text = fake.answers[request.path_qs]
        if text.startswith("redirect "):
            raise web.HTTPFound(text.removeprefix("redirect "))
        return web.Response(text=text)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    fake.base = base = str(server.make_url("")).rstrip("/")
    fake.sources = Sources(
        arxiv=base + "/arxiv/{}",
        openreview=base + "/v2/{}",
        openreview_before=base + "/v1/{}",
        acl=base + "/acl/{}.bib",
        github=base + "/repos/{}",
        doi=base + "/doi/{}",
        named="127.0.0.1",
    )
    yield fake
    await server.close()
