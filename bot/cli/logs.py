"""What the operator reads while the bot runs: plain lines on standard error."""

import logging

import aiohttp
import discord

EXPECTED = (OSError, TimeoutError, aiohttp.ClientError, discord.ConnectionClosed, discord.HTTPException)
"""What the network and Discord do now and then: it deserves a line and no traceback."""


class PlainFormatter(logging.Formatter):
    """One line a record, and a traceback only under what is a defect."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line; an expected exception is named at its end."""
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, EXPECTED):
            return super().format(record)
        plain = logging.makeLogRecord({**vars(record), "exc_info": None, "exc_text": None})
        return f"{super().format(plain)} ({type(error).__name__})"


def start_logging(level: str) -> None:
    """Logs everything of this process from `level` on ("DEBUG", "INFO", ...).

    The libraries say nothing below INFO: at DEBUG discord.py logs what people write and the tokens of interactions.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(PlainFormatter())
    logging.basicConfig(level=max(logging.getLevelNamesMapping()[level], logging.INFO), handlers=[handler], force=True)
    for quiet in ("alembic", "apscheduler"):  # the doors say what was created or upgraded; jobs run each second
        logging.getLogger(quiet).setLevel(max(logging.getLevelNamesMapping()[level], logging.WARNING))
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # it misses packages for talking
    for package in ("bot", "storage", "data"):
        logging.getLogger(package).setLevel(level)
