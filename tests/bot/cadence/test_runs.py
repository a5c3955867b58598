"""Runs over changes of clocks, ends of months and leap days, held against one slow rule."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.cadence.cron import normalise_cron
from bot.cadence.plan import WEEKDAYS, Cadence, CadenceKind
from bot.cadence.reading import parse_cadence
from bot.cadence.runs import following, upcoming
from bot.cadence.zones import complete_zone, parse_zone

FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2032, 12, 31, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
BERLIN, NEW_YORK, LORD_HOWE = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")
NAMES = complete_zone("", 10_000)


def first_showing(wall: datetime, zone: ZoneInfo) -> datetime:
    """The rule itself, step by step: the first instant at which the local clock shows a time or a later one."""
    instant = wall.replace(tzinfo=UTC) - 15 * HOUR
    step = MINUTE if wall.minute % 15 else 15 * MINUTE  # clocks are changed at quarters, by quarters
    while (shown := instant.astimezone(zone).replace(tzinfo=None)) < wall:
        instant += HOUR if shown + 4 * HOUR < wall else step
    return instant


def day_length(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days


@lru_cache(maxsize=1)
def changes() -> list[tuple[str, datetime]]:
    """The zones and instants of different changes of the clock in the years of the tests."""
    found: dict[tuple[object, ...], tuple[str, datetime]] = {}
    for name in NAMES:
        zone, at = ZoneInfo(name), FIRST
        while at < LAST:
            offset = at.astimezone(zone).utcoffset()
            if (at + DAY).astimezone(zone).utcoffset() != offset:
                change = next(
                    t for t in (at + n * MINUTE for n in range(1441)) if t.astimezone(zone).utcoffset() != offset
                )
                found.setdefault((change.year, change, offset), (name, change))
            at += DAY
    one_year = {(name, change.month): (name, change) for name, change in found.values()}
    return sorted(one_year.values())


INSTANTS = st.timedeltas(timedelta(), LAST - FIRST).map(lambda since: FIRST + since)
ZONES = st.sampled_from(NAMES).map(parse_zone)
MINUTES, HOURS, DAYS = st.integers(0, 59), st.integers(0, 23), st.integers(1, 31)
DAILY = st.builds(Cadence, st.just(CadenceKind.DAILY), MINUTES, HOURS)
WEEKLY = st.builds(Cadence, st.just(CadenceKind.WEEKLY), MINUTES, HOURS, st.sampled_from(WEEKDAYS))
MONTHLY = st.builds(Cadence, st.just(CadenceKind.MONTHLY), MINUTES, HOURS, st.just("mon"), DAYS)
HOURLY = st.builds(Cadence, st.just(CadenceKind.HOURLY), MINUTES)
CRONS = st.sampled_from(
    ["30 * * * *", "15 1-3 * * *", "0 0 * * mon-fri", "30 2 last * *", "0 9 29 2 *", "30 */2 * * sun", "59 23 31 12 *"]
).map(lambda expression: Cadence(CadenceKind.CRON, expression=expression))
CADENCES = st.one_of(HOURLY, DAILY, WEEKLY, MONTHLY, CRONS)


@given(CADENCES, ZONES, INSTANTS)
def test_runs_come_strictly_later_one_after_the_other(cadence: Cadence, zone: ZoneInfo, after: datetime) -> None:
    runs = upcoming(cadence, zone, after, 6)
    assert all(earlier < later for earlier, later in pairwise((after, *runs)))
    assert all(run.tzinfo is UTC and not (run.second or run.microsecond) for run in runs)


@given(CADENCES, ZONES, INSTANTS, st.floats(0, 1, exclude_max=True))
def test_whoever_asks_between_two_runs_is_told_the_same_one(
    cadence: Cadence, zone: ZoneInfo, after: datetime, part: float
) -> None:
    earlier, later = upcoming(cadence, zone, after, 2)
    between = earlier + (later - earlier) * part
    assert following(cadence, zone, min(between, later - timedelta(microseconds=1))) == later
    assert following(cadence, zone, between.astimezone(zone)) == following(cadence, zone, between)


@given(DAILY, ZONES, INSTANTS)
def test_a_daily_run_is_one_for_each_local_day(cadence: Cadence, zone: ZoneInfo, after: datetime) -> None:
    runs = upcoming(cadence, zone, after, 40)
    start = after.replace(tzinfo=None, hour=cadence.hour, minute=cadence.minute, second=0, microsecond=0)
    days = [start + n * DAY for n in range(-2, 45)]
    assert list(runs) == [run for run in (first_showing(day, zone) for day in days) if run > after][:40]


@given(st.one_of(WEEKLY, MONTHLY), ZONES, INSTANTS)
@example(Cadence(CadenceKind.MONTHLY, day=29), BERLIN, datetime(2028, 1, 31, tzinfo=UTC))
@example(Cadence(CadenceKind.MONTHLY, day=30), BERLIN, datetime(2027, 1, 31, tzinfo=UTC))
def test_a_weekly_or_monthly_run_is_one_for_each_week_or_month(
    cadence: Cadence, zone: ZoneInfo, after: datetime
) -> None:
    runs = upcoming(cadence, zone, after, 13)
    start = after.replace(tzinfo=None, hour=cadence.hour, minute=cadence.minute, second=0, microsecond=0)
    days = (start + n * DAY for n in range(-2, 460))
    wanted = [
        day
        for day in days
        if (
            WEEKDAYS[day.weekday()] == cadence.weekday
            if cadence.kind is CadenceKind.WEEKLY
            else day.day == min(cadence.day, day_length(day.year, day.month))
        )
    ]
    assert list(runs) == [run for run in (first_showing(day, zone) for day in wanted[:20]) if run > after][:13]


@given(HOURLY, ZONES, INSTANTS)
def test_an_hourly_run_is_one_for_each_real_hour(cadence: Cadence, zone: ZoneInfo, after: datetime) -> None:
    runs = upcoming(cadence, zone, after, 30)
    assert all(later - earlier == HOUR for earlier, later in pairwise(runs))
    assert runs[0] - after <= HOUR
    if zone.key not in {"Australia/Lord_Howe", "Australia/LHI"}:  # whose summer time is half an hour
        assert {run.astimezone(zone).minute for run in runs} == {cadence.minute}


def test_every_change_of_the_clock_keeps_every_daily_run() -> None:
    assert len(changes()) > 20
    for name, change in changes():
        zone = ZoneInfo(name)
        local = change.astimezone(zone).replace(tzinfo=None)
        for minutes in range(-150, 151, 30):
            at = local + minutes * MINUTE
            cadence = Cadence(CadenceKind.DAILY, at.minute, at.hour)
            runs = upcoming(cadence, zone, change - 3 * DAY, 6)
            start = local.replace(hour=at.hour, minute=at.minute)
            days = [first_showing(start + n * DAY, zone) for n in range(-5, 6)]
            assert list(runs) == [run for run in days if run > change - 3 * DAY][:6], (name, change, cadence)


@pytest.mark.parametrize(
    ("text", "zone", "after", "runs"),
    [
        # The night of the gap: what it removes runs when it ends, once.
        ("daily 02:30", BERLIN, "2026-03-28T12:00", ["2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00"]),
        ("daily 02:00", BERLIN, "2026-03-28T12:00", ["2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00"]),
        ("daily 02:30", NEW_YORK, "2026-03-07T12:00", ["2026-03-08T03:00-04:00", "2026-03-09T02:30-04:00"]),
        ("weekly sun 02:30", BERLIN, "2026-03-28T12:00", ["2026-03-29T03:00+02:00", "2026-04-05T02:30+02:00"]),
        ("0 2,3 * * *", BERLIN, "2026-03-28T12:00", ["2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00"]),
        # The night with an hour twice: the first of the two.
        ("daily 02:30", BERLIN, "2026-10-24T12:00", ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"]),
        ("daily 02:30", BERLIN, "2026-10-25T00:45", ["2026-10-26T02:30+01:00"]),
        ("daily 01:30", NEW_YORK, "2026-10-31T12:00", ["2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00"]),
        ("hourly", BERLIN, "2026-10-25T00:00", ["2026-10-25T02:00+01:00", "2026-10-25T03:00+01:00"]),
        ("hourly :15", LORD_HOWE, "2026-04-04T14:00", ["2026-04-05T01:45+11:00", "2026-04-05T02:15+10:30"]),
        # A gap before midnight ends on the next day, which has a run of its own as well.
        (
            "daily 23:30",
            ZoneInfo("America/Nuuk"),
            "2026-03-28T12:00",
            ["2026-03-29T00:00-01:00", "2026-03-29T23:30-01:00"],
        ),
        # Ends of months.
        ("monthly 31 09:00", BERLIN, "2027-02-01T00:00", ["2027-02-28T09:00+01:00", "2027-03-31T09:00+02:00"]),
        ("monthly 30 09:00", BERLIN, "2028-02-01T00:00", ["2028-02-29T09:00+01:00", "2028-03-30T09:00+02:00"]),
        ("monthly 29 09:00", BERLIN, "2027-02-01T00:00", ["2027-02-28T09:00+01:00", "2027-03-29T09:00+02:00"]),
        ("0 9 31 * *", BERLIN, "2027-02-01T00:00", ["2027-03-31T09:00+02:00", "2027-05-31T09:00+02:00"]),
        ("0 9 29 2 *", BERLIN, "2026-01-01T00:00", ["2028-02-29T09:00+01:00", "2032-02-29T09:00+01:00"]),
        ("0 9 last 2 *", BERLIN, "2027-01-01T00:00", ["2027-02-28T09:00+01:00", "2028-02-29T09:00+01:00"]),
    ],
)
def test_runs_are_right_where_clocks_and_calendars_are_odd(
    text: str, zone: ZoneInfo, after: str, runs: list[str]
) -> None:
    found = upcoming(parse_cadence(text), zone, datetime.fromisoformat(f"{after}+00:00"), len(runs))
    assert [run.astimezone(zone).isoformat(timespec="minutes") for run in found] == runs


def test_weekdays_of_an_expression_that_was_never_normalised_are_still_those_of_cron() -> None:
    typed, kept = "0 9 * * 1", normalise_cron("0 9 * * 1", "")
    runs = [following(Cadence(CadenceKind.CRON, expression=one), BERLIN, FIRST) for one in (typed, kept)]
    assert runs[0] == runs[1]


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        following(Cadence(CadenceKind.DAILY), BERLIN, datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is tried
