"""Looking at everything, one after the other; what one look cannot do keeps no other from being done."""

import asyncio
import logging
from collections.abc import Awaitable
from datetime import datetime

from bot.doctor.channels import examine_channels
from bot.doctor.database import examine_database
from bot.doctor.finding import Finding, fault
from bot.doctor.lists import examine_lists
from bot.doctor.machine import examine_disk
from bot.doctor.platform import examine_commands, examine_token, new_connection
from bot.settings import Settings
from storage.database import Database

_LONGEST = 120.0

_log = logging.getLogger(__name__)


async def examine(settings: Settings, now: datetime) -> list[Finding]:
    """Everything that can be found out about an installation, without changing anything."""
    connection = new_connection(settings)
    async with connection.client as client:
        found = await _try("token", examine_token(connection, settings))

        async def look(database: Database) -> list[Finding]:
            seen = await _try("lists", examine_lists(database, now))
            if connection.is_in:
                seen += await _try("commands", examine_commands(client, settings, database))
                seen += await _try("channels", examine_channels(client, database, settings.log_channel))
            return seen

        found += examine_disk(settings)
        found += await _try("database", examine_database(settings, now, look))
    return found


async def _try(name: str, looking: Awaitable[list[Finding]]) -> list[Finding]:
    try:
        async with asyncio.timeout(_LONGEST):
            return await looking
    except TimeoutError:
        return [fault(name, "Looking at it takes too long.", "Try again; if it stays so, look at the network.")]
    except Exception:
        _log.exception("The doctor could not look at %s", name)
        return [fault(name, "It could not be looked at; the log above tells why.", "Report this as a defect.")]
