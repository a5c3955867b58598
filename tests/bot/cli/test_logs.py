import asyncio
import json
import logging
import sys

import aiohttp
import pytest

from bot.cli.logs import JsonFormatter, PlainFormatter, hide, start_logging
from bot.tracing import note_interaction


def line_about(error: Exception) -> str:
    try:
        raise error
    except Exception:
        record = logging.LogRecord("discord.shard", logging.ERROR, "", 0, "Retrying...", None, sys.exc_info())
    return PlainFormatter().format(record)


@pytest.mark.parametrize("error", [ConnectionResetError(), aiohttp.ClientPayloadError(), TimeoutError()])
def test_what_the_network_does_now_and_then_is_one_line(error: Exception) -> None:
    text = line_about(error)
    assert "\n" not in text
    assert text.endswith(f"ERROR discord.shard: Retrying... ({type(error).__name__})")


def test_a_defect_keeps_its_traceback() -> None:
    assert "Traceback" in line_about(KeyError("x"))


def test_the_libraries_say_nothing_below_info_as_they_would_tell_what_people_write() -> None:
    start_logging("DEBUG")
    assert logging.getLogger("bot.app").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("discord.gateway").isEnabledFor(logging.DEBUG)
    assert logging.getLogger("discord.gateway").isEnabledFor(logging.INFO)


def test_a_higher_level_silences_everything_below_it() -> None:
    start_logging("ERROR")
    for name in ("bot.app", "storage", "discord.client"):
        assert not logging.getLogger(name).isEnabledFor(logging.WARNING)
        assert logging.getLogger(name).isEnabledFor(logging.ERROR)


def record_of(error: Exception | None = None, message: str = "hello %s", *arguments: object) -> logging.LogRecord:
    try:
        raise error or KeyError
    except Exception:
        about = sys.exc_info() if error else None
        return logging.LogRecord("bot.app", logging.WARNING, "", 0, message, arguments or ("you",), about)


def test_json_is_one_object_a_line_with_a_traceback_for_defects_alone() -> None:
    told = json.loads(JsonFormatter().format(record_of()))
    assert told["message"] == "hello you"
    assert (told["level"], told["logger"]) == ("WARNING", "bot.app")
    assert told["time"].endswith("+00:00")
    assert "traceback" not in json.loads(JsonFormatter().format(record_of(TimeoutError())))
    defect = JsonFormatter().format(record_of(ValueError("x\ny")))
    assert "\n" not in defect
    assert "ValueError" in json.loads(defect)["traceback"]


async def test_what_is_logged_while_somebody_is_answered_names_the_interaction() -> None:
    async def answer() -> tuple[str, str]:
        note_interaction(1234567890123456789)
        await asyncio.sleep(0)
        return JsonFormatter().format(record_of()), PlainFormatter().format(record_of(ValueError("x")))

    as_json, plain = await asyncio.create_task(answer())
    assert json.loads(as_json)["interaction"] == "1234567890123456789"
    assert "hello you [interaction 1234567890123456789]\n" in plain
    assert "interaction" not in json.loads(JsonFormatter().format(record_of()))


@pytest.mark.parametrize("kind", [PlainFormatter, JsonFormatter])
def test_a_secret_is_hidden_wherever_it_comes_from(kind: type[PlainFormatter] | type[JsonFormatter]) -> None:
    record = record_of(ValueError("http://me:hunter2@proxy"), "with %s", "hunter2")
    text = kind(["hunter2"]).format(record)
    assert "hunter2" not in text
    assert "***" in text
    assert hide("abc", ()) == "abc"
