"""Expressions are read as cron's own readers do, which a slow and literal reading of the values confirms."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cadence.cron import normalise_cron
from bot.cadence.plan import LEAST_MINUTES, WEEKDAYS, Cadence, CadenceKind
from bot.cadence.runs import upcoming
from bot.cadence.zones import parse_zone
from bot.refusals import CadenceFault, CadenceTooFrequent, UnreadableCadence

SOME = datetime(2027, 12, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0 9 * * 0", "0 9 * * sun"),
        ("0 9 * * 7", "0 9 * * sun"),
        ("0 9 * * 1", "0 9 * * mon"),
        ("0 9 * * 6", "0 9 * * sat"),
        ("0 9 * * 1-5", "0 9 * * mon-fri"),
        ("0 9 * * 5-7", "0 9 * * fri-sun"),
        ("0 9 * * 0-7", "0 9 * * *"),
        ("0 9 * * 7-2", "0 9 * * mon,tue,sun"),
        ("0 9 * * fri-mon", "0 9 * * mon,fri-sun"),
        ("0 9 * * monday,thurs", "0 9 * * mon,thu"),
        ("0 9 * * 1,3,5", "0 9 * * mon,wed,fri"),
        ("0 9 * * */2", "0 9 * * tue,thu,sat,sun"),
        ("0 9 * * 1-5/2", "0 9 * * mon,wed,fri"),
        ("0 */6 * * *", "0 */6 * * *"),
        ("0 8-18/2 * * *", "0 8,10,12,14,16,18 * * *"),
        ("0 8/4 * * *", "0 8,12,16,20 * * *"),
        ("0 22-2 * * *", "0 0-2,22,23 * * *"),
        ("0 9 l * *", "0 9 last * *"),
        ("0 9 15,last * *", "0 9 15,last * *"),
        ("0 9 1-31 * mon", "0 9 * * mon"),
        ("0 9 ? * mon", "0 9 * * mon"),
        ("0 9 1 jan,july *", "0 9 1 1,7 *"),
        ("0 9 1 nov-feb *", "0 9 1 1,2,11,12 *"),
        ("00 09 01 * *", "0 9 1 * *"),
        ("0 9 29 2 *", "0 9 29 2 *"),
    ],
)
def test_an_expression_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert normalise_cron(typed, typed) == kept
    assert normalise_cron(kept, kept) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("0 9 * *", CadenceFault.FIELDS),
        ("0 9 * * * *", CadenceFault.FIELDS),
        ("0 9 * * funday", CadenceFault.FIELDS),
        ("0 9 * * mon#2", CadenceFault.FIELDS),
        ("0 9 15w * *", CadenceFault.FIELDS),
        ("0 9 l-3 * *", CadenceFault.FIELDS),
        ("0 9,, * * *", CadenceFault.FIELDS),
        ("0 *-5 * * *", CadenceFault.FIELDS),
        ("0 mon * * *", CadenceFault.FIELDS),
        ("60 9 * * *", CadenceFault.OUT_OF_RANGE),
        ("0 24 * * *", CadenceFault.OUT_OF_RANGE),
        ("0 9 0 * *", CadenceFault.OUT_OF_RANGE),
        ("0 9 32 * *", CadenceFault.OUT_OF_RANGE),
        ("0 9 1 13 *", CadenceFault.OUT_OF_RANGE),
        ("0 9 * * 8", CadenceFault.OUT_OF_RANGE),
        ("0 */0 * * *", CadenceFault.OUT_OF_RANGE),
        ("*/90 * * * *", CadenceFault.OUT_OF_RANGE),
        ("0 9 1 * mon", CadenceFault.DAY_AND_WEEKDAY),
        ("0 9 last * 5", CadenceFault.DAY_AND_WEEKDAY),
        ("0 9 30 2 *", CadenceFault.NEVER),
        ("0 9 31 4,6,9,11 *", CadenceFault.NEVER),
    ],
)
def test_an_expression_that_cannot_be_is_refused_with_its_reason(typed: str, reason: CadenceFault) -> None:
    with pytest.raises(UnreadableCadence) as refused:
        normalise_cron(typed, "as typed")
    assert refused.value.reason is reason
    assert refused.value.text == "as typed"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("* * * * *", 1),
        ("*/15 * * * *", 15),
        ("0,59 9 * * *", 59),
        ("0,30 9 1 1 *", 30),
        ("0,50 * * * *", 10),
        ("5,58 0,23 * * *", 7),  # over midnight
        ("5,58 0,23 1 * *", 53),  # no midnight lies between two runs
        ("5,58 0,23 1,last * *", 7),  # one does, at the end of each month
        ("5,58 0,23 28 2 *", 53),
        ("5,58 0,23 29 2,3 *", 53),
        ("5,58 0,23 1,29 2,3 *", 7),  # in leap years
        ("5,58 0,23 * * mon,wed", 53),
        ("5,58 0,23 * * sun,mon", 7),
    ],
)
def test_two_runs_that_are_too_near_are_found_wherever_they_are(typed: str, minutes: int) -> None:
    with pytest.raises(CadenceTooFrequent) as refused:
        normalise_cron(typed, typed)
    assert refused.value.minutes == minutes


def some(lowest: int, highest: int, most: int = 4) -> st.SearchStrategy[str]:
    values = st.lists(st.integers(lowest, highest), min_size=1, max_size=most, unique=True)
    return st.one_of(st.just("*"), values.map(lambda numbers: ",".join(map(str, numbers))))


EXPRESSIONS = st.one_of(
    st.builds("{} {} {} {} *".format, st.integers(0, 59), some(0, 23), some(1, 31), some(1, 12)),
    st.builds("{} {} * {} {}".format, st.integers(0, 59), some(0, 23), some(1, 12), some(0, 7)),
)


def allows(field: str, value: int) -> bool:
    return field == "*" or value in map(int, field.split(","))


@given(EXPRESSIONS)
def test_runs_are_where_a_literal_reading_puts_them(typed: str) -> None:
    try:
        kept = normalise_cron(typed, typed)
    except UnreadableCadence as refusal:
        if refusal.reason is not CadenceFault.NEVER:
            raise
        return
    minute, hour, day, month, weekday = typed.split()
    runs = upcoming(Cadence(CadenceKind.CRON, expression=kept), parse_zone("UTC"), SOME, 20)
    days = (SOME + timedelta(days) for days in range(366))
    wanted = [
        at
        for one in days
        if allows(day, one.day)
        and allows(month, one.month)
        and (allows(weekday, one.isoweekday() % 7) or allows(weekday, one.isoweekday()))
        for at in (one.replace(hour=h, minute=int(minute)) for h in range(24) if allows(hour, h))
        if at > SOME
    ]
    assert list(runs[: len(wanted)]) == wanted[: len(runs)]
    assert all(later - earlier >= timedelta(minutes=LEAST_MINUTES) for earlier, later in pairwise(runs))


@pytest.mark.parametrize("number", range(8))
def test_a_number_is_the_same_weekday_as_in_cron(number: int) -> None:
    name = normalise_cron(f"0 9 * * {number}", "").split()[-1]
    (run,) = upcoming(Cadence(CadenceKind.CRON, expression=f"0 9 * * {number}"), parse_zone("UTC"), SOME, 1)
    assert run.isoweekday() % 7 == number % 7
    assert WEEKDAYS[run.weekday()] == name
