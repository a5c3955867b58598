import logging
import sys

import aiohttp
import pytest

from bot.cli.logs import PlainFormatter, start_logging


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


def test_jobs_that_run_each_second_are_no_news() -> None:
    start_logging("INFO")
    assert not logging.getLogger("apscheduler.executors.default").isEnabledFor(logging.INFO)
    assert logging.getLogger("apscheduler.executors.default").isEnabledFor(logging.WARNING)


def test_a_higher_level_silences_everything_below_it() -> None:
    start_logging("ERROR")
    for name in ("bot.app", "storage", "discord.client", "apscheduler", "alembic"):
        assert not logging.getLogger(name).isEnabledFor(logging.WARNING)
        assert logging.getLogger(name).isEnabledFor(logging.ERROR)
