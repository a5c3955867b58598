"""A web server on loopback that misbehaves on demand."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Site:
    """A server whose pages tests replace; `requests` holds what was asked."""

    pages: dict[str, Handler] = field(default_factory=dict)
    requests: list[web.Request] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/list.md") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def text(self, text: str, path: str = "/list.md", **headers: str) -> None:
        """Puts a text on a page."""

        async def page(request: web.Request) -> web.Response:
            etag = headers.get("ETag")
            if etag and request.headers.get("If-None-Match") == etag:
                return web.Response(status=304)
            return web.Response(text=text, headers=headers)

        self.pages[path] = page

    def status(self, status: int, path: str = "/list.md", **headers: str) -> None:
        """Answers with a status alone."""

        async def page(_request: web.Request) -> web.Response:
            return web.Response(
                status=status, headers={name.replace("_", "-"): value for name, value in headers.items()}
            )

        self.pages[path] = page


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()

    async def answer(request: web.Request) -> web.StreamResponse:
        site.requests.append(request)
        page = site.pages.get(request.path)
        return await page(request) if page else web.Response(status=404)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    server = web.TCPSite(runner, "127.0.0.1", 0)
    await server.start()
    site.port = runner.addresses[0][1]
    yield site
    await runner.cleanup()
