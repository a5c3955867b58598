from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
from yarl import URL

from bot.cli.sentences import Status, find_ending
from bot.demo.errors import DemoNotInstalled, PortUnavailable
from bot.setting_checks import InvalidSetting, SettingFault
from storage.errors import DatabaseNotReady, DatabaseTooNew, DatabaseUnreachable, InvalidDatabaseUrl

PLACE: Any = SimpleNamespace(host="discord.com", port=443, ssl=True, proxy=None, is_ssl=True)
REQUEST: Any = SimpleNamespace(real_url=URL("http://user:hunter2@proxy.example:3128"))


def answer(status: int) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="")
    return discord.HTTPException(response, "")


def closed(code: int) -> discord.ConnectionClosed:
    socket: Any = SimpleNamespace(close_code=code)
    return discord.ConnectionClosed(socket, shard_id=0)


FAILURES = [
    (InvalidDatabaseUrl("mysql://h/x"), Status.REFUSED, "mysql://h/x"),
    (DatabaseUnreachable("sqlite:////x", "no such directory"), Status.FAILED, "no such directory"),
    (DatabaseNotReady("sqlite:////x", None), Status.REFUSED, "python -m storage upgrade"),
    (DatabaseTooNew("sqlite:////x", "0042"), Status.REFUSED, "0042"),
    (DemoNotInstalled("simcord"), Status.REFUSED, '-m pip install ".[demo]"'),
    (PortUnavailable(8000, "Address already in use"), Status.REFUSED, "8000 (Address already in use)"),
    (discord.LoginFailure(), Status.REFUSED, "refuses the token"),
    (closed(4004), Status.REFUSED, "refuses the token"),
    (closed(4014), Status.FAILED, "4014"),
    (answer(503), Status.FAILED, "503"),
    (discord.GatewayNotFound(), Status.FAILED, "cannot be reached"),  # type: ignore[no-untyped-call]
    (aiohttp.ClientConnectorError(PLACE, OSError(111, "refused")), Status.FAILED, "cannot be reached"),
    (aiohttp.ClientProxyConnectionError(PLACE, OSError(111, "refused")), Status.FAILED, "HTTPS_PROXY"),
    (aiohttp.ClientHttpProxyError(REQUEST, (), status=407), Status.FAILED, "HTTPS_PROXY"),
    (aiohttp.ServerDisconnectedError(), Status.FAILED, "cannot be reached"),
    (TimeoutError(), Status.FAILED, "cannot be reached"),
]


@pytest.mark.parametrize(("error", "status", "part"), FAILURES, ids=lambda value: type(value).__name__)
def test_a_failure_has_a_sentence_and_a_status(error: Exception, status: Status, part: str) -> None:
    ending = find_ending(error)
    assert ending is not None
    assert ending.status is status
    assert part in ending.sentence
    assert type(error).__name__ not in ending.sentence or "cannot be reached" in ending.sentence
    assert "hunter2" not in ending.sentence


@pytest.mark.parametrize("reason", SettingFault)
def test_every_fault_of_a_setting_has_a_sentence_with_its_name(reason: SettingFault) -> None:
    ending = find_ending(InvalidSetting("DISCORD_TOKEN", reason))
    assert ending is not None
    assert ending.status is Status.REFUSED
    assert ending.sentence.startswith("DISCORD_TOKEN ")


def test_a_defect_has_none() -> None:
    assert find_ending(KeyError("x")) is None
