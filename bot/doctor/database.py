"""The database: whether it opens, is of this version and sound, and what was backed up."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.doctor.finding import Finding, fault, ok, warning
from bot.settings import Settings
from storage.cli.check import describe_damage
from storage.database import Database
from storage.errors import DatabaseNotReady, DatabaseTooNew, DatabaseUnreachable, InvalidDatabaseUrl
from storage.operations.integrity import find_damage
from storage.operations.shards import count_processes
from storage.operations.state import WorkState, read_state
from storage.revisions import HEAD

_NAME = "database"
_LONGEST_CHECK = 60.0

Look = Callable[[Database], Awaitable[list[Finding]]]


async def examine_database(settings: Settings, now: datetime, look: Look) -> list[Finding]:
    """Opens the database and lets `look` see it; what keeps it from being opened is what is found."""
    try:
        database = await Database.open(settings.database_url.get_secret_value())
    except InvalidDatabaseUrl as error:
        return [fault(_NAME, f"{error.url} is no database.", "Correct DATABASE_URL.")]
    except DatabaseTooNew as error:
        seen = f"{error.url} is of a newer version of Paperboy ({error.revision})."
        return [fault(_NAME, seen, "Update Paperboy, or restore a backup from before.")]
    except DatabaseNotReady as error:
        if error.revision is None:
            return [warning(_NAME, f"{error.url} is not there yet.", "It is created when the bot starts.")]
        seen = f"{error.url} is of an older version of Paperboy ({error.revision})."
        return [warning(_NAME, seen, "It is upgraded, after a copy was made, when the bot starts.")]
    except DatabaseUnreachable as error:
        advice = "Start the database, or correct DATABASE_URL; the folder must be writable."
        return [fault(_NAME, f"{error.url} cannot be opened: {error.reason}", advice)]
    try:
        found = [ok(_NAME, f"{database.url} is at revision {HEAD}."), *await _check(database)]
        found += [*await _read(database, settings, now), *await look(database)]
    except DatabaseUnreachable as error:
        found = [fault(_NAME, f"{error.url} cannot be read: {error.reason}", "Look at the database's own log.")]
    finally:
        await database.close()
    return found


async def _check(database: Database) -> list[Finding]:
    try:
        async with asyncio.timeout(_LONGEST_CHECK):
            damages = await find_damage(database)
    except TimeoutError:
        return [warning("integrity", "Reading all of it takes long.", "Let python -m storage check do it.")]
    advice = "Restore a backup: python -m storage restore FILE"
    return [fault("integrity", describe_damage(each), advice) for each in damages] or [ok("integrity", "It is sound.")]


async def _read(database: Database, settings: Settings, now: datetime) -> list[Finding]:
    async with database.read() as session:
        state = await read_state(session, now)
        processes = await count_processes(session, now)
    found = [_judge_work(state, now), _judge_backup(state, settings, now)]
    if not database.is_sqlite:
        alive = ", ".join(f"{count} {kind}" for kind, count in sorted(processes.items())) or "none"
        found.append(ok("processes", f"Alive: {alive}."))
    return found


def _judge_work(state: WorkState, now: datetime) -> Finding:
    since = state.oldest_due_at or state.digest_due_at
    if since is not None and now - since > timedelta(minutes=10):
        seen = f"{state.outbox} messages wait, the oldest since {since:%Y-%m-%d %H:%M} UTC."
        return warning("outbox", seen, "Start the bot if it does not run; else its log tells why it sends nothing.")
    return ok("outbox", f"{state.outbox} messages wait to leave.")


def _judge_backup(state: WorkState, settings: Settings, now: datetime) -> Finding:
    if settings.backups_to is None:
        return ok("backup", "No backups are written by the bot itself.")
    every = timedelta(hours=settings.backup_hours)
    if state.backup_at is None:
        return warning("backup", "No backup was written yet.", "One is written soon after the bot starts.")
    if now - state.backup_at > 2 * every:
        seen = f"The last backup is of {state.backup_at:%Y-%m-%d %H:%M} UTC."
        return warning("backup", seen, f"Look whether {settings.backups_to} can be written, and has room.")
    return ok("backup", f"The last one is of {state.backup_at:%Y-%m-%d %H:%M} UTC, in {settings.backups_to}.")
