"""The instants at which a cadence runs.

APScheduler's CronTrigger, given a time zone, runs some times twice and puts others off where clocks are changed. So it
steps here through the times that a clock on the wall would show if nobody ever touched it, and each of them is turned
into an instant by one rule: the first at which the local clock shows that time or a later one. A time that a gap
removes therefore runs when the gap ends, and one that comes twice runs the first time. Two times that a gap brings to
one instant are one run; beside a gap, runs may be nearer to each other than they are on the wall.
"""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from bot.cadence.cron import normalise_cron
from bot.cadence.plan import LAST_DAY, Cadence, CadenceKind

_TICK = timedelta(microseconds=1)
_ALWAYS_THERE = 28  # the last day that every month has


def following(cadence: Cadence, zone: ZoneInfo, after: datetime) -> datetime:
    """The first run strictly after an instant; both are aware, and the run is in UTC.

    Raises ValueError for an instant without a time zone.
    """
    if after.tzinfo is None:
        raise ValueError("an instant without a time zone")
    clock = _steady(zone, after) if cadence.kind is CadenceKind.HOURLY else zone
    wall = after.astimezone(clock).replace(tzinfo=None, fold=0)
    while True:  # no more than once in an hour that comes twice
        wall = _following_on_the_wall(cadence, wall)
        run = _first_showing(wall, clock)
        if run > after:
            return run


def upcoming(cadence: Cadence, zone: ZoneInfo, after: datetime, count: int) -> tuple[datetime, ...]:
    """The next so many runs after an instant, in UTC."""
    runs: list[datetime] = []
    for _ in range(count):
        runs.append(following(cadence, zone, runs[-1] if runs else after))
    return tuple(runs)


def _steady(zone: ZoneInfo, at: datetime) -> tzinfo:
    """The zone's standard time, which summer does not move: hours are counted on it, so that each is a real one.

    It differs from the clock on the wall by whole hours, but for half a year on Lord Howe Island.
    """
    local = at.astimezone(zone)
    return timezone((local.utcoffset() or timedelta()) - (local.dst() or timedelta()))


def _following_on_the_wall(cadence: Cadence, wall: datetime) -> datetime:
    """The next time of the cadence after one, both naive. The triggers take them for UTC, which has no gaps."""
    after = wall.replace(tzinfo=UTC) + _TICK
    times: list[datetime] = [trigger.get_next_fire_time(None, after) for trigger in _triggers(cadence)]
    return min(times).replace(tzinfo=None)


@lru_cache(maxsize=1024)
def _triggers(cadence: Cadence) -> tuple[Any, ...]:
    """The triggers, the earliest of which is next."""
    time = {"minute": cadence.minute, "hour": cadence.hour, "timezone": UTC}
    match cadence.kind:
        case CadenceKind.HOURLY:
            return (CronTrigger(minute=cadence.minute, timezone=UTC),)
        case CadenceKind.DAILY:
            return (CronTrigger(**time),)
        case CadenceKind.WEEKLY:
            return (CronTrigger(day_of_week=cadence.weekday, **time),)
        case CadenceKind.MONTHLY if cadence.day <= _ALWAYS_THERE:
            return (CronTrigger(day=cadence.day, **time),)
        case CadenceKind.MONTHLY if cadence.day >= LAST_DAY:
            return (CronTrigger(day="last", **time),)
        case CadenceKind.MONTHLY:  # the 29th and the 30th, which only February can lack
            rest = CronTrigger(day=cadence.day, month="1,3-12", **time)
            return (rest, CronTrigger(day="last", month=2, **time))
        case CadenceKind.CRON:
            minute, hour, day, month, weekday = normalise_cron(cadence.expression, cadence.expression).split()
            return (CronTrigger(minute=minute, hour=hour, day=day, month=month, day_of_week=weekday, timezone=UTC),)


def _first_showing(wall: datetime, clock: tzinfo) -> datetime:
    """The first instant at which a clock shows this time or a later one, in UTC."""
    run = wall.replace(tzinfo=clock).astimezone(UTC)
    if run.astimezone(clock).replace(tzinfo=None, fold=0) == wall:
        return run
    # In a gap, `run` counts from before it and lies past its end; fold=1 counts from its far side and lies before it.
    before = wall.replace(tzinfo=clock, fold=1).astimezone(UTC)

    def is_past(second: int) -> bool:
        return (before + timedelta(seconds=second)).astimezone(clock).replace(tzinfo=None) > wall

    within = range(int((run - before).total_seconds()))
    return before + timedelta(seconds=bisect_left(within, True, key=is_past))
