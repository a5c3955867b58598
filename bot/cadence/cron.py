"""The five fields of cron, read as people write them and written in one way.

APScheduler numbers the days of the week from Monday and cron from Sunday, so its reading of a person's expression would
be a day late. Here each field is read into the set of its values, checked, and written again with weekdays by name.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from bot.cadence.plan import LEAST_MINUTES, WEEKDAYS
from bot.refusals import CadenceFault, CadenceTooFrequent, UnreadableCadence

_ITEM = re.compile(r"(?P<first>\*|\w+)(?:-(?P<last>\w+))?(?:/(?P<step>\d+))?")
_LAST = 32  # the value that stands for the last day of the month
_DAY_MINUTES = 24 * 60
_WEEKDAY_NAMES = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_MONTH_NAMES = tuple(name.casefold() for name in (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
))  # fmt: skip


class _Field(NamedTuple):
    """The values that a field may have, and their names, the first for the lowest. Cron's Sunday is 7 as well as 0."""

    lowest: int
    highest: int
    names: tuple[str, ...] = ()
    also: int | None = None

    @property
    def size(self) -> int:
        return self.highest - self.lowest + 1

    @property
    def every(self) -> frozenset[int]:
        return frozenset(range(self.lowest, self.highest + 1))


_MINUTE, _HOUR, _DAY = _Field(0, 59), _Field(0, 23), _Field(1, 31)
_MONTH = _Field(1, 12, _MONTH_NAMES)
_WEEKDAY = _Field(0, 6, _WEEKDAY_NAMES, also=7)
_FIELDS = (_MINUTE, _HOUR, _DAY, _MONTH, _WEEKDAY)


class _Wrong(Exception):
    """What is wrong with one field; the refusal of the whole expression carries it on."""

    def __init__(self, fault: CadenceFault) -> None:
        self.fault = fault


@dataclass(frozen=True, slots=True)
class _Cron:
    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]  # from Sunday, 0

    def runs_on(self, day: date) -> bool:
        """Whether there is a run on that day."""
        last = calendar.monthrange(day.year, day.month)[1]
        return (
            day.month in self.months
            and day.isoweekday() % 7 in self.weekdays
            and (day.day in self.days or (day.day == last and _LAST in self.days))
        )


def normalise_cron(expression: str, text: str) -> str:
    """The expression as it is kept: "0 9 * * 1-5" becomes "0 9 * * mon-fri". The result is its own canonical form.

    `expression` is in lower case; `text` is what a person typed, for the refusal to show.
    Raises `UnreadableCadence`, and `CadenceTooFrequent` where two runs are less than `LEAST_MINUTES` apart.
    """
    fields = expression.replace("?", "*").split()
    if len(fields) != len(_FIELDS):
        raise UnreadableCadence(text, CadenceFault.FIELDS)
    try:
        cron = _Cron(*(_read_field(said, field) for said, field in zip(fields, _FIELDS, strict=True)))
    except _Wrong as wrong:
        raise UnreadableCadence(text, wrong.fault) from None
    if cron.days != _DAY.every and cron.weekdays != _WEEKDAY.every:
        raise UnreadableCadence(text, CadenceFault.DAY_AND_WEEKDAY)
    distance = _find_least_distance(cron)
    if distance is None:
        raise UnreadableCadence(text, CadenceFault.NEVER)
    if distance < LEAST_MINUTES:
        raise CadenceTooFrequent(text, distance)
    return _render(cron)


def _read_field(said: str, field: _Field) -> frozenset[int]:
    return frozenset(value for item in said.split(",") for value in _read_item(item, field))


def _read_item(item: str, field: _Field) -> Iterator[int]:
    """The values of "9", "1-5", "*/6", "8-18/2", "fri", "last". A range that goes backwards goes over the end."""
    if field is _DAY and item in {"l", "last"}:
        return iter((_LAST,))
    found = _ITEM.fullmatch(item)
    if found is None:
        raise _Wrong(CadenceFault.FIELDS)
    step = int(found["step"] or 1)
    if not 1 <= step <= field.size:
        raise _Wrong(CadenceFault.OUT_OF_RANGE)
    if found["first"] == "*":
        if found["last"]:
            raise _Wrong(CadenceFault.FIELDS)
        first, last = field.lowest, field.highest
    else:
        first = _read_value(found["first"], field)
        alone = field.highest if found["step"] else first  # "8/4" is from 8 on
        last = _read_value(found["last"], field) if found["last"] else alone
    if first > last:
        last += field.size
    return ((value - field.lowest) % field.size + field.lowest for value in range(first, last + 1, step))


def _read_value(said: str, field: _Field) -> int:
    if said.isdecimal():
        value = int(said)
        if not field.lowest <= value <= field.highest and value != field.also:
            raise _Wrong(CadenceFault.OUT_OF_RANGE)
        return value
    for value, name in enumerate(field.names, field.lowest):
        if len(said) >= 3 and name.startswith(said):
            return value
    raise _Wrong(CadenceFault.FIELDS)


def _find_least_distance(cron: _Cron) -> int | None:
    """The fewest minutes between two runs of any two days, or None where there is no run at all.

    Day of month and day of week are never both limited, so a leap year and the one after it hold whatever can happen.
    """
    times = sorted(hour * 60 + minute for hour in cron.hours for minute in cron.minutes)
    days = [cron.runs_on(date(2028, 1, 1) + timedelta(days)) for days in range(366 + 365)]
    if not any(days):
        return None
    over_midnight = [times[0] + _DAY_MINUTES - times[-1]] if any(a and b for a, b in pairwise(days)) else []
    return min([later - earlier for earlier, later in pairwise(times)] + over_midnight, default=_DAY_MINUTES)


def _render(cron: _Cron) -> str:
    monday_first = frozenset((weekday - 1) % 7 for weekday in cron.weekdays)
    days = ["last"] if _LAST in cron.days else []
    plain = cron.days - {_LAST}
    return " ".join(
        (
            _render_field(cron.minutes, _MINUTE),
            _render_field(cron.hours, _HOUR),
            ",".join([_render_field(plain, _DAY), *days] if plain else days),
            _render_field(cron.months, _MONTH),
            _render_field(monday_first, _WEEKDAY, lambda weekday: WEEKDAYS[weekday]),
        )
    )


def _render_field(values: frozenset[int], field: _Field, name: Callable[[int], str] = str) -> str:
    if values == field.every:
        return "*"
    steps = (step for step in range(2, field.size // 2) if values == frozenset(sorted(field.every)[::step]))
    step = next(steps, None)
    if step is not None and not field.names:
        return f"*/{step}"
    runs = (
        [value for _, value in run] for _, run in groupby(enumerate(sorted(values)), lambda pair: pair[1] - pair[0])
    )
    return ",".join(f"{name(run[0])}-{name(run[-1])}" if len(run) > 2 else ",".join(map(name, run)) for run in runs)
