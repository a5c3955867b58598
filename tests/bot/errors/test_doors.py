"""An error becomes a sentence at every door, and a defect a number that the log has too."""

import logging
import re
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from storage.errors import DatabaseUnreachable


class Broken(Exception):
    """A defect that tells a secret."""


def break_catalog(monkeypatch: pytest.MonkeyPatch, error: Exception | None = None) -> None:
    """From now on the catalog fails, in a way that nobody expected if nothing else is said."""

    async def broken(*_: object, **__: object) -> None:
        raise error or Broken("postgresql://me:secret@host")

    monkeypatch.setattr("bot.library.Library.open", broken)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_a_defect_of_a_command_is_told_by_a_number_that_the_log_has(
    loud_chat: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    break_catalog(monkeypatch)
    assert_told_and_logged(await loud_chat.ask("latest"), caplog, "/latest")


async def test_a_defect_behind_a_button_is_told_too(
    loud_chat: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page = await loud_chat.ask("latest")
    break_catalog(monkeypatch)
    assert_told_and_logged(await loud_chat.press(page, "Next"), caplog, "turn")


async def test_a_defect_behind_a_form_is_told_too(
    loud_chat: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page = await loud_chat.ask("latest")
    shown = await loud_chat.show_form(page, "Page 1 of 3")
    break_catalog(monkeypatch)
    assert_told_and_logged(await loud_chat.send_form(shown, page, "2"), caplog, "")


def assert_told_and_logged(reply: Any, caplog: pytest.LogCaptureFixture, asked: str) -> None:
    assert reply.ephemeral
    number = re.search(r"`([0-9a-f]{8})`", reply.text)
    assert number is not None, reply.text
    assert "secret" not in reply.text
    assert "Broken" not in reply.text
    (record,) = (record for record in caplog.records if record.levelno >= logging.ERROR)
    assert record.getMessage().startswith(f"Defect {number[1]} in {asked}")
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], Broken)


async def test_a_database_that_is_gone_is_told_without_its_address(
    loud_chat: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    break_catalog(monkeypatch, DatabaseUnreachable("postgresql://host/db", "connection refused"))
    reply = await loud_chat.ask("about")
    assert reply.text.startswith("I cannot reach my catalog at the moment.")
    assert "host" not in reply.text
    assert reply.ephemeral
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def refused_with(code: int) -> discord.NotFound:
    response = cast("aiohttp.ClientResponse", SimpleNamespace(status=404, reason="Not Found"))
    return discord.NotFound(response, {"code": code, "message": "no"})


@pytest.mark.parametrize("code", [10062, 40060])
async def test_an_answer_that_came_too_late_is_noted_and_is_no_defect(
    code: int, loud_chat: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def late(*_: object) -> None:
        raise refused_with(code)

    monkeypatch.setattr("bot.commands.browsing.answer", late)
    result = await loud_chat.person.slash(loud_chat.channel, "latest")
    assert result.response is None
    assert [record.levelname for record in caplog.records if record.name == "bot.errors.doors"] == ["WARNING"]


async def test_an_error_that_cannot_be_told_ends_in_the_log(
    loud_chat: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def refuse(*_: object) -> None:
        raise aiohttp.ClientConnectionResetError

    monkeypatch.setattr("bot.errors.doors.answer", refuse)
    result = await loud_chat.person.slash(loud_chat.channel, "published", since="soon")
    assert result.response is None
    assert "could not be answered" in caplog.text
