"""What the operator reads while the bot runs: lines on standard error, plain ones or JSON."""

import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord

from bot.tracing import find_interaction

EXPECTED = (OSError, TimeoutError, aiohttp.ClientError, discord.ConnectionClosed, discord.HTTPException)
"""What the network and Discord do now and then: it deserves a line and no traceback."""

_HIDDEN = "***"


class PlainFormatter(logging.Formatter):
    """One line a record, and a traceback only under what is a defect. Secrets are hidden, wherever they come from."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The line; an expected exception is named at its end, and so is the interaction that it is about."""
        error = _expected(record)
        if error is None:
            text = super().format(record)
        else:
            plain = logging.makeLogRecord({**vars(record), "exc_info": None, "exc_text": None})
            text = f"{super().format(plain)} ({type(error).__name__})"
        return hide(text, self._secrets)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's name
        """The first line."""
        interaction = find_interaction()
        about = f" [interaction {interaction}]" if interaction else ""
        return super().formatMessage(record) + about


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message; interaction, error and traceback where there are any."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The object."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        interaction = find_interaction()
        if interaction:
            told["interaction"] = str(interaction)  # as a number many readers would round it
        if record.exc_info and record.exc_info[1] is not None:
            told["error"] = type(record.exc_info[1]).__name__
            if _expected(record) is None:
                told["traceback"] = self.formatException(record.exc_info)
        hidden = {key: hide(text, self._secrets) for key, text in told.items()}
        return json.dumps(hidden, ensure_ascii=False)


def hide(text: str, secrets: Iterable[str]) -> str:
    """The text without the secrets."""
    for secret in secrets:
        text = text.replace(secret, _HIDDEN)
    return text


def start_logging(level: str, form: str = "text", secrets: Iterable[str] = ()) -> None:
    """Logs everything of this process from `level` on ("DEBUG", "INFO", ...), as "text" or "json".

    The libraries say nothing below INFO: at DEBUG discord.py logs what people write and the tokens of interactions.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter(secrets) if form == "json" else PlainFormatter(secrets))
    logging.basicConfig(level=max(logging.getLevelNamesMapping()[level], logging.INFO), handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # the doors say what was created or upgraded
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # two lines for each tick of each job
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # it misses packages for talking
    for package in ("bot", "storage", "data"):
        logging.getLogger(package).setLevel(level)


def _expected(record: logging.LogRecord) -> BaseException | None:
    error = record.exc_info[1] if record.exc_info else None
    return error if isinstance(error, EXPECTED) else None
