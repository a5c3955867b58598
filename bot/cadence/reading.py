"""Reading how often a digest runs, as people write it: in English, in Chinese, as cron.

A text is read from left to right, one phrase at a time. A phrase that is not known refuses the whole: a rhythm that was
half understood would be the wrong one for weeks.
"""

import re
import unicodedata

from bot.cadence.cron import normalise_cron
from bot.cadence.phrases import Said, listen
from bot.cadence.plan import LAST_DAY, LEAST_MINUTES, WEEKDAYS, Cadence, CadenceKind
from bot.refusals import CadenceFault, CadenceTooFrequent, UnreadableCadence

_LONGEST = 200  # characters; nobody needs more for this
_CRON = re.compile(r"(?:cron[ :]\s*)?(?P<fields>[\d*?/,\-]+\s+[\d*?/,\-]+(?:\s.*)?)")
_SAME = str.maketrans({"–": "-", "—": "-", "週": "周", "點": "点", "號": "号", "時": "时", "鐘": "钟", "個": "个"})
_HOUR = 9  # where none is said
_DAY_HOURS = 24
_MACROS = {
    "@hourly": Cadence(CadenceKind.HOURLY),
    "@daily": Cadence(CadenceKind.DAILY, hour=0),
    "@midnight": Cadence(CadenceKind.DAILY, hour=0),
    "@weekly": Cadence(CadenceKind.WEEKLY, weekday="sun", hour=0),
    "@monthly": Cadence(CadenceKind.MONTHLY, hour=0),
    "@yearly": Cadence(CadenceKind.CRON, expression="0 0 1 1 *"),
    "@annually": Cadence(CadenceKind.CRON, expression="0 0 1 1 *"),
}


def parse_cadence(text: str) -> Cadence:
    """Reads "hourly", "every day at 9", "mondays 8am", "monthly on the 15th", "每周五下午6点", "0 9 * * mon", "@daily".

    What is not said is as in `Cadence`. Raises `UnreadableCadence`, and `CadenceTooFrequent` where two runs would be
    less than `LEAST_MINUTES` apart. No text raises anything else, and none takes long.
    """
    said = " ".join(unicodedata.normalize("NFKC", text[: _LONGEST + 1]).casefold().translate(_SAME).split())
    if max(len(text), len(said)) > _LONGEST:
        raise UnreadableCadence(text)
    if said in _MACROS:
        return _MACROS[said]
    cron = _CRON.fullmatch(said)
    if cron or said.startswith("cron"):
        fields = cron["fields"] if cron else said.removeprefix("cron").lstrip(": ")
        return _cron(fields, text)
    heard = listen(said)
    if heard is None:
        raise UnreadableCadence(text)
    return _understand(heard, text)


def _understand(said: Said, text: str) -> Cadence:
    """The cadence of phrases that are all known, if they go together."""
    if said.intervals:
        return _understand_interval(said, text)
    if said.weekdays and said.days:
        raise UnreadableCadence(text, CadenceFault.DAY_AND_WEEKDAY)
    kind = _find_kind(said)
    if kind is None:
        raise UnreadableCadence(text)
    _hand_out_numbers(said, kind)
    hourly = kind is CadenceKind.HOURLY
    if len(said.times) > (not hourly) or len(said.minutes) > hourly:
        raise UnreadableCadence(text)
    hour, minute = said.times[0] if said.times else (_HOUR, *said.minutes, 0)[:2]
    if hour > 23 or minute > 59 or not all(1 <= day <= LAST_DAY for day in said.days):
        raise UnreadableCadence(text, CadenceFault.OUT_OF_RANGE)
    return _compose(said, kind, hour, minute, text)


def _find_kind(said: Said) -> CadenceKind | None:
    """How often, said or to be gathered from the days; None where that is contradictory."""
    if len(said.units) > 1:
        return None
    unit = next(iter(said.units), None)
    if said.weekdays:
        return CadenceKind.WEEKLY if unit in {None, CadenceKind.DAILY, CadenceKind.WEEKLY} else None
    if said.days:
        return CadenceKind.MONTHLY if unit in {None, CadenceKind.MONTHLY} else None
    return unit or (CadenceKind.DAILY if said.times else None)


def _hand_out_numbers(said: Said, kind: CadenceKind) -> None:
    """Makes the bare numbers what they stand for: first the day of a month, then hours; minutes of what is hourly."""
    if kind is CadenceKind.HOURLY:
        said.minutes += said.numbers
        return
    if kind is CadenceKind.MONTHLY and not said.days:
        said.days.update(said.numbers[:1])
        del said.numbers[:1]
    said.times += [(hour, 0) for hour in said.numbers]


def _compose(said: Said, kind: CadenceKind, hour: int, minute: int, text: str) -> Cadence:
    """A cadence of its own kind where one day was said, and a cron where several were."""
    match kind:
        case CadenceKind.HOURLY:
            return Cadence(kind, minute=minute)
        case CadenceKind.WEEKLY if len(said.weekdays) > 1:
            return _cron(f"{minute} {hour} * * {','.join(said.weekdays)}", text)
        case CadenceKind.WEEKLY:
            return Cadence(kind, minute, hour, weekday=next(iter(said.weekdays), WEEKDAYS[0]))
        case CadenceKind.MONTHLY if len(said.days) > 1:
            return _cron(f"{minute} {hour} {_list_days(said.days, text)} * *", text)
        case CadenceKind.MONTHLY:
            return Cadence(kind, minute, hour, day=next(iter(said.days), 1))
        case _:
            return Cadence(kind, minute, hour)


def _list_days(days: set[int], text: str) -> str:
    """Several days of a month, for cron, which has a last day and skips a 30th that a month lacks."""
    if days & {29, 30}:
        raise UnreadableCadence(text)
    return ",".join("last" if day == LAST_DAY else str(day) for day in days)


def _understand_interval(said: Said, text: str) -> Cadence:
    """The cadence of "every 6 hours": such that it is the same every day."""
    interval, *others = said.intervals
    if others or said.is_begun or said.times or said.numbers or len(said.minutes) > 1:
        raise UnreadableCadence(text)
    minute = said.minutes[0] if said.minutes else 0
    if interval == 0 or minute > 59:
        raise UnreadableCadence(text, CadenceFault.OUT_OF_RANGE)
    if interval < LEAST_MINUTES:
        raise CadenceTooFrequent(text, interval)
    hours, rest = divmod(interval, 60)
    if rest or _DAY_HOURS % hours:
        raise UnreadableCadence(text)
    if hours in {1, _DAY_HOURS}:
        return Cadence(CadenceKind.HOURLY if hours == 1 else CadenceKind.DAILY, minute)
    return _cron(f"{minute} {','.join(map(str, range(0, _DAY_HOURS, hours)))} * * *", text)


def _cron(expression: str, text: str) -> Cadence:
    return Cadence(CadenceKind.CRON, expression=normalise_cron(expression, text))
