"""A model behind an interface of OpenAI's form, on this machine."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.rephrasing.rephraser import Model
from tests.bot.screens.conftest import make_paper, read

__all__ = ["make_paper", "read"]


@dataclass
class FakeModel:
    """What it says, or how it fails, and what it was asked."""

    says: str = ""
    status: int = 200
    body: bytes | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    waits: asyncio.Event | None = None
    url: str = ""

    @property
    def named(self) -> Model:
        """It, as an operator names it."""
        return Model(self.url, "tiny", "secret-key")

    async def answer(self, request: web.Request) -> web.Response:
        """One completion."""
        self.asked.append(await request.json())
        self.keys.append(request.headers.get("Authorization", ""))
        if self.waits is not None:
            await self.waits.wait()
        if self.body is not None:
            return web.Response(body=self.body)
        return web.json_response({"choices": [{"message": {"content": self.says}}]}, status=self.status)


@pytest.fixture
async def model() -> AsyncIterator[FakeModel]:
    """A model that answers."""
    fake = FakeModel()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", fake.answer)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    fake.url = str(server.make_url("/v1/"))
    yield fake
    await server.close()
