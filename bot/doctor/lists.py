"""The followed lists: whether they are read, and what waits for a decision."""

from datetime import datetime, timedelta

from bot.doctor.finding import Finding, ok, warning
from storage.cli.health import describe_health
from storage.database import Database
from storage.sources import Health, load_health

_LONG = timedelta(days=3)


async def examine_lists(database: Database, now: datetime) -> list[Finding]:
    """A finding for each followed list."""
    async with database.read() as session:
        health = await load_health(session)
    if not health:
        return [warning("lists", "No list is followed.", "python -m storage lists add URL follows one.")]
    return [judge_list(name, each, now) for name, each in sorted(health.items())]


def judge_list(name: str, health: Health, now: datetime) -> Finding:
    """How following one list goes."""
    seen, label = f"{name}: {describe_health(health, now)}.", "lists"
    if health.failing_since:
        return warning(label, seen, f"python -m storage sync {name} tries again and tells what happens.")
    if health.held_at:
        return warning(label, seen, f"Decide: python -m storage sync --review {name}")
    if health.succeeded_at and now - health.succeeded_at > _LONG:
        return warning(label, seen, "Start the bot, or set SYNC_HOURS to more than 0.")
    return ok(label, seen)
