"""The phrases in which people say how often and when, in English and in Chinese, and what each of them says.

They are heard one after the other; what they come to together, `bot.cadence.reading` decides.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.cadence.plan import LAST_DAY, WEEKDAYS, CadenceKind

_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_PARTS = {
    "凌晨": (12, 12, 12), "清晨": (0, 0, 0), "早上": (0, 0, 0), "早晨": (0, 0, 0), "上午": (0, 0, 0), "早": (0, 0, 0),
    "中午": (1, 5, 12), "下午": (1, 11, 12), "午后": (1, 11, 12), "傍晚": (1, 11, 12),
    "晚上": (5, 12, 12), "夜里": (5, 12, 12), "晚": (5, 12, 12),
}  # fmt: skip
"""Parts of the day: the first and the last hour that mean another one there, and by how many hours later it is."""
_PART = "|".join(_PARTS)
_ENGLISH_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?(?![a-z])"
_WEEK = "(?:周|星期|礼拜)"
_SIGN = "[一二三四五六日天1-7]"
_CHINESE_DAY = r"(?:[一二三四五六日天](?![点时])|[1-7](?![\d点时:]))"  # 周一三点 is three o'clock on Monday
_CHINESE_DAYS = rf"{_CHINESE_DAY}(?:[、,和及]?{_WEEK}?{_CHINESE_DAY}(?!十))*"  # and 周一二十点 eight in the evening
_AFTER_HOUR = rf"(?::(?P<minute>\d{{2}})(?!\d)|[点时](?:(?P<named>半|一刻|三刻)|(?P<spoken>{_NUMBER})分?|整|钟)?)"
_DIGITS = "一二三四五六七八九"
_CHINESE_WEEK = "一二三四五六日"


@dataclass
class Said:
    """What the phrases of one text said, not yet checked: hours may be 99."""

    units: set[CadenceKind] = field(default_factory=set)
    weekdays: set[str] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    times: list[tuple[int, int]] = field(default_factory=list)
    minutes: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """Bare numbers; what they mean depends on all the rest."""
    intervals: list[int] = field(default_factory=list)
    """In minutes: of "every 6 hours"."""

    @property
    def is_begun(self) -> bool:
        """Whether it was said how often, so that a bare number may follow."""
        return bool(self.units or self.weekdays or self.days)


_Hear = Callable[[Said, re.Match[str]], None]


def listen(text: str) -> Said | None:
    """What a text says, in lower case and with single blanks; None where some of it is no phrase that is known."""
    said, position = Said(), 0
    while position < len(text):
        for pattern, hear in _PHRASES:
            found = pattern.match(text, position)
            if found and not (hear is _hear_number and not said.is_begun):
                hear(said, found)
                position = found.end()
                break
        else:
            return None
    return said


def _number(said: str) -> int:
    """Digits, or a Chinese number: 十五 is 15."""
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.replace("两", "二").rpartition("十")
    return (_digits(tens) if tens else 1) * 10 * bool(ten) + _digits(ones)


def _digits(said: str) -> int:
    """Digits one after the other; 99 for what is no number, which no clock has."""
    if not said:
        return 0
    return _DIGITS.index(said) + 1 if said in _DIGITS and len(said) == 1 else 99


def _hear_unit(unit: CadenceKind) -> _Hear:
    return lambda said, _: said.units.add(unit)


def _hear_weekdays(*weekdays: str) -> _Hear:
    return lambda said, _: said.weekdays.update(weekdays)


def _hear_time(hour: int) -> _Hear:
    return lambda said, _: said.times.append((hour, 0))


def _hear_nothing(_: Said, __: re.Match[str]) -> None:
    """Words that only join others."""


def _hear_interval(said: Said, found: re.Match[str]) -> None:
    number = _number(found["number"]) if found["number"] else 1
    said.intervals.append(number * (60 if found["hours"] else 1))


def _hear_half_hour(said: Said, _: re.Match[str]) -> None:
    said.intervals.append(30)


def _hear_weekday(said: Said, found: re.Match[str]) -> None:
    said.weekdays.add(found[0][:3])


def _hear_weekday_range(said: Said, found: re.Match[str]) -> None:
    said.weekdays.update(_between(WEEKDAYS.index(found["first"][:3]), WEEKDAYS.index(found["last"][:3])))


def _hear_chinese_weekdays(said: Said, found: re.Match[str]) -> None:
    said.weekdays.update(WEEKDAYS[_chinese_weekday(sign)] for sign in re.findall(_SIGN, found["days"]))


def _hear_chinese_range(said: Said, found: re.Match[str]) -> None:
    said.weekdays.update(_between(_chinese_weekday(found["first"]), _chinese_weekday(found["last"])))


def _chinese_weekday(sign: str) -> int:
    return int(sign) - 1 if sign.isdecimal() else _CHINESE_WEEK.index(sign.replace("天", "日"))


def _between(first: int, last: int) -> list[str]:
    """The weekdays from one to another, over the weekend if need be."""
    return [WEEKDAYS[day % 7] for day in range(first, (last if last >= first else last + 7) + 1)]


def _hear_day(said: Said, found: re.Match[str]) -> None:
    said.days.add(_number(found["day"]))


def _hear_last_day(said: Said, _: re.Match[str]) -> None:
    said.days.add(LAST_DAY)


def _hear_english_time(said: Said, found: re.Match[str]) -> None:
    hour, half = int(found["hour"]), found.groupdict().get("half")
    if half:
        hour = hour % 12 + 12 * (half == "p") if 1 <= hour <= 12 else 99
    said.times.append((hour, int(found.groupdict().get("minute") or 0)))


def _hear_chinese_time(said: Said, found: re.Match[str]) -> None:
    hour, part = _number(found["hour"]), found["part"] or ""
    first, last, shift = _PARTS.get(part, (0, 0, 0))
    if first <= hour <= last:
        hour = (hour + shift) % 24
    named = {"半": 30, "一刻": 15, "三刻": 45}.get(found["named"] or "", 0)
    said.times.append((hour, _number(found["minute"] or found["spoken"] or "0") or named))


def _hear_minute(said: Said, found: re.Match[str]) -> None:
    said.minutes.append(_number(found["minute"]))


def _hear_number(said: Said, found: re.Match[str]) -> None:
    said.numbers.append(int(found[0]))


_PHRASES: tuple[tuple[re.Pattern[str], _Hear], ...] = tuple(
    (re.compile(pattern), hear)
    for pattern, hear in (
        (r"[\s,、。.]+", _hear_nothing),
        (r"(?:every |each )half(?: an)? hour(?![a-z])|每半个?小时", _hear_half_hour),
        (
            r"(?:every|each) ?(?P<number>\d{1,4}) ?(?:(?P<hours>h|hrs?|hours?)|m|mins?|minutes?)(?![a-z])",
            _hear_interval,
        ),
        (r"(?:every|each) (?P<number>)(?P<hours>)min(?:ute)?(?![a-z])", _hear_interval),
        (rf"每隔?(?P<number>{_NUMBER}) ?个?(?:(?P<hours>小时|钟头)|分钟?)", _hear_interval),
        (r"每(?P<number>)(?P<hours>)分钟", _hear_interval),
        # English
        (r"(?:hourly|hour)(?![a-z])", _hear_unit(CadenceKind.HOURLY)),
        (r"(?:weekdays?|workdays?|working days?|business days?)(?![a-z])|工作日", _hear_weekdays(*WEEKDAYS[:5])),
        (r"weekends?(?![a-z])|周末", _hear_weekdays(*WEEKDAYS[5:])),
        (r"last day(?![a-z])|最后一天|月底|月末", _hear_last_day),
        (r"(?P<day>\d{1,2})(?:st|nd|rd|th)(?: day)?(?![a-z])", _hear_day),
        (r"day (?P<day>\d{1,2})(?![\d:.])", _hear_day),
        (r"(?:daily|everyday|day)(?![a-z])", _hear_unit(CadenceKind.DAILY)),
        (r"(?:weekly|week)(?![a-z])", _hear_unit(CadenceKind.WEEKLY)),
        (r"(?:monthly|month)(?![a-z])", _hear_unit(CadenceKind.MONTHLY)),
        (rf"(?P<first>{_ENGLISH_DAY}) ?(?:-|to|through|thru) ?(?P<last>{_ENGLISH_DAY})", _hear_weekday_range),
        (_ENGLISH_DAY, _hear_weekday),
        (r"(?:at )?(?P<minute>\d{1,2})(?: minutes?)? past(?: the hour)?(?![a-z])", _hear_minute),
        (r"(?:at )?:(?P<minute>\d{2})(?!\d)", _hear_minute),
        (r"(?:at ?)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>[ap])\.?m(?![a-z])\.?", _hear_english_time),
        (r"(?:noon|midday)(?![a-z])", _hear_time(12)),
        (r"midnight(?![a-z])|午夜|半夜", _hear_time(0)),
        # Chinese
        (r"每?个?(?:小时|钟头)", _hear_unit(CadenceKind.HOURLY)),
        (r"每[天日]|天天", _hear_unit(CadenceKind.DAILY)),
        (rf"{_WEEK}(?P<first>{_SIGN})(?:到|至|-){_WEEK}?(?P<last>{_CHINESE_DAY})", _hear_chinese_range),
        (rf"{_WEEK}(?P<days>{_CHINESE_DAYS})", _hear_chinese_weekdays),
        (_WEEK, _hear_unit(CadenceKind.WEEKLY)),
        (rf"(?P<day>{_NUMBER}) ?[号日]", _hear_day),
        (rf"(?P<part>{_PART})? ?(?P<hour>{_NUMBER}) ?{_AFTER_HOUR}", _hear_chinese_time),
        ("中午", _hear_time(12)),
        (rf"(?P<minute>{_NUMBER}) ?分", _hear_minute),
        (r"每?个?月", _hear_unit(CadenceKind.MONTHLY)),
        # What is left
        (r"(?:at ?)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?: ?o'?clock)?(?![\da-z])", _hear_english_time),
        (r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?![\da-z])", _hear_english_time),
        (r"\d{1,2}(?![\d:a-z])", _hear_number),
        (r"(?:every|each|once|on|the|of|at|and|in|an?|per)(?![a-z])|[的在每个于和及]", _hear_nothing),
    )
)
"""In this order: at each place the first that fits is heard."""
