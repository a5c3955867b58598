"""`python -m bot worker`: runs digests and delivers them, without a gateway; beside processes that have one."""

import argparse
import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.cli.run import LOGIN_SECONDS, open_database, serve
from bot.cli.sentences import Status
from bot.cli.stopping import until_stopped
from bot.health.service import serve_health
from bot.settings import Settings
from bot.texts import Texts
from bot.worker import Worker

_log = logging.getLogger(__name__)


def work(_options: argparse.Namespace, environment: Mapping[str, str]) -> Status:
    """Works until SIGTERM or Ctrl-C. Raises what keeps it from starting."""
    return serve(environment, _work)


async def _work(settings: Settings, token: str) -> None:
    with until_stopped():
        async with (
            open_database(settings.database_url.get_secret_value(), datetime.now(UTC)) as database,
            Worker(settings, database, Texts.load()) as worker,
            serve_health(worker.health, worker.metrics, settings.health_host, settings.health_port),
        ):
            async with asyncio.timeout(LOGIN_SECONDS):
                await worker.login(token)
            await worker.work()
    _log.info("Stopped.")
