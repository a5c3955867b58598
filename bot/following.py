"""Keeping the followed lists in sync while the bot runs, and telling the operator what only a person can decide."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from storage.database import Database
from storage.errors import DatabaseUnreachable
from storage.sources import find_due_sources
from storage.sync.syncing import Outcome, Policy, Status, sync_list

Tell = Callable[[Outcome], Awaitable[None]]

_log = logging.getLogger(__name__)


async def sync_due_lists(database: Database, now: Callable[[], datetime], policy: Policy, tell: Tell) -> None:
    """Syncs every list whose time has come, one after the other; other processes may do the same at the same time.

    `tell` hears of every version that is held, each time that it is met, so that a crash before it was told loses
    nothing. What goes wrong with one list stays with that list.
    Raises `DatabaseUnreachable`.
    """
    async with database.read() as session:
        due = await find_due_sources(session, now())
    for name in due:
        try:
            outcome = await sync_list(database, name, now(), policy, due=True)
        except DatabaseUnreachable:
            raise
        except Exception:
            _log.exception("The list %s could not be synced", name)
            continue
        _report(outcome)
        if outcome.status is Status.HELD:
            await tell(outcome)


def _report(outcome: Outcome) -> None:
    if outcome.status is Status.FAILED:
        _log.warning("The list %s could not be synced: %s", outcome.name, outcome.reason)
    elif outcome.status is Status.HELD:
        _log.warning("A version of the list %s is held (%s).", outcome.name, outcome.reason)
    elif outcome.status is Status.APPLIED:
        _log.info("The list %s was synced: %d changes.", outcome.name, len(outcome.changes))
