"""`python -m bot run`: connects to Discord and answers until it is told to stop."""

import argparse
import asyncio
import contextlib
import gc
import logging
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from datetime import UTC, datetime

from bot.app import Paperboy
from bot.cli.logs import start_logging
from bot.cli.sentences import NO_TOKEN, ODD_TOKEN, Status
from bot.cli.stopping import until_stopped
from bot.health.service import serve_health
from bot.invitation import guild_invitation, user_invitation
from bot.setting_checks import looks_like_token
from bot.settings import Settings
from bot.texts import Texts
from storage.database import Database
from storage.errors import DatabaseNotReady
from storage.operations.locking import serving
from storage.search.live import LiveIndex
from storage.upgrading import upgrade

LOGIN_SECONDS = 60.0
"""How long beginning may take, with what Discord lets us wait for."""

_log = logging.getLogger(__name__)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("--shards", metavar="WHICH", help="instead of SHARDS: auto, auto/16 or 0-3/16")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Runs the bot until SIGTERM or Ctrl-C. Raises what keeps it from starting."""
    shards = getattr(options, "shards", None)
    return serve({**environment, "SHARDS": shards} if shards else environment, _serve)


def serve(environment: Mapping[str, str], work: Callable[[Settings, str], Coroutine[None, None, None]]) -> Status:
    """Reads the settings, begins to log, and works with the token until that ends. Keeps those out that
    would replace its SQLite file. Raises what keeps it from starting."""
    settings = Settings.from_environment(environment)
    if settings.discord_token is None:
        print(NO_TOKEN, file=sys.stderr)
        return Status.REFUSED
    if not looks_like_token(settings.discord_token):
        print(ODD_TOKEN, file=sys.stderr)
    start_logging(settings.log_level, settings.log_format, settings.secrets)
    with serving(settings.database_url.get_secret_value()):
        asyncio.run(work(settings, settings.discord_token.get_secret_value()))
    return Status.DONE


async def _serve(settings: Settings, token: str) -> None:
    with until_stopped():
        async with (
            open_database(settings.database_url.get_secret_value(), datetime.now(UTC)) as database,
            Paperboy(settings, database, LiveIndex(database), Texts.load()) as bot,
            serve_health(bot.health, bot.metrics, settings.health_host, settings.health_port),
        ):
            async with asyncio.timeout(LOGIN_SECONDS):
                await bot.login(token)
            gc.freeze()  # what was loaded stays; looking through it again would hold all answers up for 0.1 s
            _print_invitations(bot)
            await bot.connect()
    _log.info("Stopped.")


@contextlib.asynccontextmanager
async def open_database(url: str, now: datetime) -> AsyncIterator[Database]:
    """The database at an address, brought to this version first: a new one gets the shipped catalog."""
    try:
        database = await Database.open(url)
    except DatabaseNotReady:
        report = await upgrade(url, empty=False, now=now)
        if report.revision_before is None:
            _log.info("Created the database %s with %d papers.", report.url, report.papers)
        else:
            _log.info("Upgraded the database %s to revision %s.", report.url, report.revision)
            if report.copy:
                _log.info("What it was before is kept in %s.", report.copy)
        database = await Database.open(url)
    try:
        yield database
    finally:
        await database.close()


def _print_invitations(bot: Paperboy) -> None:
    if bot.application_id:
        print(f"Add the bot to a guild: {guild_invitation(bot.application_id)}")
        print(f"Add it to your own account: {user_invitation(bot.application_id)}", flush=True)
