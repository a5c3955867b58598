"""A small Discord over real sockets: REST only, with faults, that keeps what it was sent."""

import json
import re
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import discord
import pytest
from aiohttp import web
from discord.http import Route

from bot.delivery.deliverer import Deadlines, Deliverer
from bot.delivery.pace import Pace
from bot.delivery.requests import Requests
from bot.digests.marks import menu_id
from bot.texts import Texts
from storage.database import Database
from storage.digests.delivery import Delivery, DeliveryKind
from storage.digests.subscription import Place, Target

ME = 900
GUILD = 500
Json = dict[str, Any]


@dataclass
class Fault:
    """What happens to a request instead of an answer. `accepts` does what was asked first."""

    method: str
    path: str
    times: int
    status: int = 0  # 0: the connection ends without an answer
    body: Json = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    accepts: bool = False


@dataclass
class FakeDiscord:
    """What exists, what was asked, and what goes wrong. Channels exist when they are first named."""

    address: str = ""
    messages: dict[int, list[Json]] = field(default_factory=lambda: defaultdict(list))
    channels: dict[int, Json] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    requests: list[tuple[str, str, float]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    nonces: dict[str, Json] = field(default_factory=dict)
    knows_nonces: bool = True
    permissions: int = discord.Permissions.text().value | discord.Permissions(view_channel=True).value
    on_accepted: Callable[[], None] = lambda: None
    _last: int = 0

    def fault(self, method: str, path: str, times: int = 1, **what: Any) -> None:
        """Lets the next requests of this kind go wrong."""
        self.faults.append(Fault(method, path, times, **what))

    def number(self) -> int:
        """A number as Discord gives them: by the time, and never twice."""
        self._last = max(self._last + 1, (int(time.time() * 1000) - 1_420_070_400_000) << 22)
        return self._last

    def asked(self, method: str, path: str) -> int:
        """How often something was asked."""
        return sum(one == method and re.fullmatch(path, where) is not None for one, where, _ in self.requests)

    def channel(self, number: int) -> Json:
        new = {"id": str(number), "type": 0, "guild_id": str(GUILD), "name": "papers", "position": 0}
        own = self.channels.setdefault(number, {**new, "permission_overwrites": []})
        return {**own, "last_message_id": self.messages[number][-1]["id"] if self.messages[number] else None}

    def say(self, channel: int, body: Json, *, author: int = ME, number: int | None = None) -> Json:
        """Puts a message into a channel."""
        components = body.get("components") or []
        message = {
            **body,
            "id": str(number or self.number()),
            "channel_id": str(channel),
            "author": {"id": str(author)},
            "components": components,
        }
        self.messages[channel].append(message)
        return message

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Every request comes here."""
        path = request.path.removeprefix("/api/v10")
        self.requests.append((request.method, path, time.monotonic()))
        fault = next(
            (one for one in self.faults if one.times and one.method == request.method and re.fullmatch(one.path, path)),
            None,
        )
        if fault is None:
            return await self._do(request, path)
        fault.times -= 1
        if fault.accepts:
            await self._do(request, path)
        if not fault.status:
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        return _json(fault.body, status=fault.status, headers={"Via": "1.1 discord", **fault.headers})

    async def _do(self, request: web.Request, path: str) -> web.Response:
        body: Json = await request.json() if request.can_read_body else {}
        routes: tuple[tuple[str, str, Callable[..., Any]], ...] = (
            ("GET", r"/users/@me", self._me),
            ("GET", r"/oauth2/applications/@me", self._application),
            ("GET", rf"/guilds/{GUILD}", self._guild),
            ("GET", rf"/guilds/{GUILD}/members/{ME}", self._member),
            ("POST", r"/users/@me/channels", self._direct),
            ("GET", r"/channels/(\d+)", self._describe),
            ("POST", r"/channels/(\d+)/messages", self._send),
            ("GET", r"/channels/(\d+)/messages", self._history),
            ("GET", r"/channels/(\d+)/messages/(\d+)", self._one),
            ("POST", r"/channels/(\d+)/messages/(\d+)/crosspost", self._me),
            ("POST", r"/channels/(\d+)/threads", self._post),
            ("GET", r"/guilds/\d+/threads/active", self._threads),
            ("GET", r"/channels/\d+/threads/archived/public", self._archived),
        )
        for method, pattern, handle in routes:
            found = re.fullmatch(pattern, path)
            if method == request.method and found:
                numbers = [int(each) for each in found.groups()]
                if self.gone.intersection(numbers):
                    return _json({"code": 10003, "message": "Unknown Channel"}, status=404)
                return _json(handle(*numbers, body=body, query=dict(request.query)))
        return _json({"code": 0, "message": "404"}, status=404)

    def _me(self, *_: int, **__: Any) -> Json:
        return {"id": str(ME), "username": "paperboy", "discriminator": "0000", "avatar": None}

    def _guild(self, **_: Any) -> Json:
        everyone = {"id": str(GUILD), "name": "@everyone", "permissions": str(self.permissions), "position": 0}
        return {"id": str(GUILD), "name": "Lab", "owner_id": "1", "roles": [everyone], "emojis": [], "features": []}

    def _member(self, **_: Any) -> Json:
        return {"user": self._me(), "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "flags": 0}

    def _application(self, **_: Any) -> Json:
        return {"id": str(ME), "name": "Paperboy", "description": "", "icon": None, "bot_public": True,
                "bot_require_code_grant": False, "verify_key": "", "flags": 0, "owner": self._me()}  # fmt: skip

    def _direct(self, body: Json, **_: Any) -> Json:
        return {**self.channel(int(body["recipient_id"]) + 1), "type": 1}

    def _describe(self, number: int, **_: Any) -> Json:
        return self.channel(number)

    def _send(self, number: int, body: Json, **_: Any) -> Json:
        nonce = body.get("nonce")
        if nonce and body.get("enforce_nonce") and self.knows_nonces and nonce in self.nonces:
            return self.nonces[nonce]
        self.nonces[str(nonce)] = message = self.say(number, body)
        self.on_accepted()
        return message

    def _history(self, number: int, query: Any, **_: Any) -> list[Json]:
        later = [one for one in self.messages[number] if int(one["id"]) > int(query.get("after", 0))]
        return list(reversed(later[: int(query.get("limit", 50))]))

    def _one(self, channel: int, number: int, **_: Any) -> Json:
        return next(one for one in self.messages[channel] if one["id"] == str(number))

    def _post(self, forum: int, body: Json, **_: Any) -> Json:
        number = self.number()
        self.channels[number] = {
            "id": str(number), "parent_id": str(forum), "owner_id": str(ME), "type": 11,
            "name": body["name"], "applied_tags": body["applied_tags"],
        }  # fmt: skip
        self.say(number, body["message"], number=number)
        self.on_accepted()
        return self.channels[number]

    def _threads(self, **_: Any) -> Json:
        return {"threads": [one for one in self.channels.values() if "parent_id" in one and not one.get("is_archived")]}

    def _archived(self, **_: Any) -> Json:
        return {"threads": [one for one in self.channels.values() if one.get("is_archived")]}


def _json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """discord.py reads as JSON what bears this type and no other."""
    return web.Response(
        body=json.dumps(value).encode(), status=status, headers={"Content-Type": "application/json", **(headers or {})}
    )


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    """A Discord on this machine, to which discord.py now turns."""
    world = FakeDiscord()
    app = web.Application()

    async def answer(request: web.Request) -> web.StreamResponse:
        return await world.answer(request)

    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    world.address = f"http://127.0.0.1:{port}/api/v10"
    monkeypatch.setattr(Route, "BASE", world.address)
    yield world
    await runner.cleanup()


@pytest.fixture
async def client(fake: FakeDiscord) -> AsyncIterator[discord.Client]:
    """A client that is logged in and has no gateway."""
    logged_in = discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30.0)
    await logged_in.login("token")
    yield logged_in
    await logged_in.close()


@dataclass
class Clock:
    """A clock that stands until it is set."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(now: datetime) -> Clock:
    """A clock that stands."""
    return Clock(now)


@pytest.fixture
def asking(client: discord.Client) -> Requests:
    """What a deliverer asks of Discord, at no pace worth the name."""
    return Requests(client.http, Pace(1000))


def make_delivery(mark: str = "1_abc", **different: Any) -> Delivery:
    """A delivery to a text channel, as it is claimed for the first time."""
    given: Json = {
        "id": 1, "kind": DeliveryKind.DIGEST, "mark": mark, "subscription_id": 1, "first_seq": 1, "part": 1, "parts": 1,
        "place": Place(Target.TEXT, GUILD, 700), "publishes": False, "payload": payload(mark), "attempts": 1,
        "in_doubt": False, "after_message_id": None, "created_at": datetime(2026, 11, 21, 9, tzinfo=UTC),
    }  # fmt: skip
    return Delivery(**{**given, **different})


def payload(mark: str, text: str = "new papers", topics: tuple[str, ...] = ()) -> Json:
    """What a delivery holds: a message that bears its mark, and what a post of a forum is called."""
    menu = {"type": 3, "custom_id": menu_id("abc", mark), "options": []}
    return {"message": {"content": text, "components": [{"type": 1, "components": [menu]}]},
            "thread": "New papers", "topics": list(topics)}  # fmt: skip


MakeDeliverer = Callable[..., Deliverer]


@pytest.fixture
def make_deliverer(client: discord.Client, clock: Clock) -> MakeDeliverer:
    """Deliverers as of several processes."""

    def make(database: Database, **deadlines: float) -> Deliverer:
        requests = Requests(client.http, Pace(1000))
        wanted = Deadlines(**{"send": 5.0, **deadlines})
        return Deliverer(client, database, requests, Texts.load(), clock, wanted)

    return make
