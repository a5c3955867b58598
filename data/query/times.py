"""Words of time, in English and Chinese: "since june 2024", "last 3 months", "2023-2024", "去年", "2024 Q1"."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from data.months import Month, Months, find_month_name, month

_MONTH_NAME = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_ALONE = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_YEAR = r"(?:19[89]\d|20[0-3]\d)"
_NAMED_TIME = (
    rf"{_YEAR}\s*[./-]\s*(?:0?[1-9]|1[0-2])(?!\d)|(?:0[1-9]|1[0-2])/{_YEAR}|{_MONTH_NAME},?\s+(?:of\s+)?{_YEAR}"
    rf"|{_YEAR}\s+{_MONTH_NAME}(?!\w)|{_YEAR}\s*年(?:\s*(?:1[0-2]|[1-9])\s*月)?"
)
_HAS_YEAR = re.compile(_YEAR)
_MAY_COUNT = re.compile(
    r"last|past|previous|recent|this|current|年|月|周|星期|近|天|\b(?:in|of|during|from|since|after|than|starting|until|till|before|to|by|through)\b",
    re.IGNORECASE,
)
_TIME = rf"(?:{_NAMED_TIME}|{_YEAR}(?![\w.]|-\d))"
_BEGINNING = rf"(?:{_NAMED_TIME}|{_YEAR}(?![\w.]))"  # of a stretch: 2023-2024
_TO = "(?:-|–|~|to|and|until|till|through|到|至)"
_EDGE = r"(?:(?<![\w.])|(?<=[\u3400-\u9fff]))"
_SINCE = ("since", "after", "newer than", "later than", "more recent than", "starting", "starting in", "starting from")
_UNTIL = ("until", "till", "before", "up to", "by", "through", "older than", "earlier than", "prior to")
_AFTER = {"after", "newer than", "later than", "more recent than"}
_BEFORE = {"before", "older than", "earlier than", "prior to"}
_COUNTS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12, "couple of": 2,
    "few": 3, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "九": 9, "十二": 12, "几": 3, "半": 6,
}  # fmt: skip
_COUNT = r"(?:\d{1,3}|" + "|".join(sorted((word for word in _COUNTS if word.isascii()), key=len, reverse=True)) + ")"
_SIGN = r"(?:\d{1,3}|" + "|".join(sorted((word for word in _COUNTS if not word.isascii()), key=len, reverse=True)) + ")"


class Stretch(NamedTuple):
    """A stretch of time that a text states, both ends included (None: open), and where in the text it stands."""

    since: Month | None
    until: Month | None
    start: int
    end: int


_Ends = tuple[Month | None, Month | None]


def find_time(text: str, now: datetime | None = None) -> Stretch | None:
    """The first words of a text that state a time, or None. Words that count from today ("last year", "since june")
    are understood where `now` says when that is."""
    today = Month(now.year, now.month) if now else None
    for pattern, read in _TIMES if _HAS_YEAR.search(text) else ():
        found = pattern.search(text)
        if found:
            since, until = read(found)
            return Stretch(since, until, found.start(), found.end())
    if today is None or not _MAY_COUNT.search(text):
        return None
    for pattern, count in _RELATIVE:
        found = pattern.search(text)
        if found:
            since, until = count(found, today)
            return Stretch(since, until, found.start(), found.end())
    return None


def _between(found: re.Match[str]) -> _Ends:
    """Of "from january to march 2024" and "2024年1月到3月" one end lends its year to the other."""
    first, second = found["first"], found["second"]
    years = [_HAS_YEAR.search(text) for text in (first, second)]
    year = next(year[0] for year in years if year)
    one, other = sorted(
        _months(text if has else f"{year} {text}") for text, has in zip((first, second), years, strict=True)
    )
    return one.first, other.last


def _since(found: re.Match[str]) -> _Ends:
    months = _months(found["time"])
    is_after = _plain(found["word"]) in _AFTER
    return (_shift(months.last, 1) if is_after else months.first), None


def _until(found: re.Match[str]) -> _Ends:
    months = _months(found["time"])
    is_before = _plain(found["word"]) in _BEFORE or "前" in found[0]
    return None, (_shift(months.first, -1) if is_before else months.last)


def _within(found: re.Match[str]) -> _Ends:
    months = _months(found["time"])
    return months.first, months.last


def _part_of_year(found: re.Match[str]) -> _Ends:
    groups = found.groupdict()
    year = int(groups.get("year") or groups["other"])
    if groups.get("third"):
        first = {"early": 1, "mid": 5, "late": 9}[groups["third"].lower()]
        return Month(year, first), Month(year, first + 3)
    if groups.get("ordinal"):
        place = _ORDINALS[groups["ordinal"].lower()]
        length = 6 if groups["unit"].lower() == "half" else 3
        return Month(year, place * length - length + 1), Month(year, place * length)
    if groups.get("half") or groups.get("chinese"):
        second = (groups.get("half") or "")[-1:] == "2" or groups.get("chinese") == "下"
        return Month(year, 7 if second else 1), Month(year, 12 if second else 6)
    quarter = int((groups["quarter"] or groups["second"])[-1])
    return Month(year, quarter * 3 - 2), Month(year, quarter * 3)


def _plain(word: str | None) -> str:
    return " ".join((word or "").lower().split())


def _words(*words: str) -> str:
    return "|".join(word.replace(" ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
_ORDINAL = r"(?:first|second|1st|2nd)(?=\s+half)|(?:first|second|third|fourth|last|1st|2nd|3rd|4th)(?=\s+quarter)"
_TIMES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Ends]], ...] = tuple(
    (_compiled(pattern), read)
    for pattern, read in (
        (
            rf"{_EDGE}(?:(?:between|from|since)\s+|从|在)?(?P<first>{_BEGINNING})\s*{_TO}\s*(?P<second>{_TIME})(?:\s*(?:之间|期间))?",
            _between,
        ),
        (
            rf"{_EDGE}(?:(?:between|from|since)\s+|从|在)?(?P<first>{_ALONE})\.?\s*{_TO}\s*(?P<second>{_NAMED_TIME})(?!\w)",
            _between,
        ),
        (
            rf"{_EDGE}(?:从|在)?(?P<first>{_YEAR}\s*年\s*(?:1[0-2]|[1-9])\s*月?)\s*{_TO}\s*(?P<second>(?:1[0-2]|[1-9])\s*月)(?:\s*(?:之间|期间))?",
            _between,
        ),
        (
            rf"{_EDGE}(?:in\s+|from\s+|the\s+)*(?P<ordinal>{_ORDINAL})\s+(?P<unit>half|quarter)\s+(?:of\s+)?(?P<year>{_YEAR})(?!\w)",
            _part_of_year,
        ),
        (rf"{_EDGE}(?:in\s+|from\s+)?(?P<third>early|mid|late)[\s-]+(?P<year>{_YEAR})(?!\w)", _part_of_year),
        (
            rf"{_EDGE}(?:in\s+|the\s+)*(?:(?P<half>H[12])\s*(?:of\s+)?(?P<year>{_YEAR})|(?P<quarter>Q[1-4])\s*(?:of\s+)?(?P<other>{_YEAR}))(?!\w)",
            _part_of_year,
        ),
        (rf"{_EDGE}(?P<year>{_YEAR})\s*(?:(?P<half>H[12])|(?P<second>(?P<quarter>Q[1-4])))(?!\w)", _part_of_year),
        (rf"{_EDGE}(?P<year>{_YEAR})\s*年?(?P<chinese>[上下])半年的?", _part_of_year),
        (rf"(?<!\w)(?P<word>{_words(*_SINCE)})\s+(?P<time>{_TIME})", _since),
        (rf"(?<!\w)(?P<word>from)\s+(?P<time>{_TIME})\s+(?:on(?:wards?)?|and\s+later)(?!\w)", _since),
        (
            rf"{_EDGE}(?:自从?|从)?(?P<time>{_TIME})\s*(?:(?:年|月)?(?:以来|以后|之后|起|开始)|onwards?|and\s+later|or\s+later|\+(?!\w))(?P<word>)",
            _since,
        ),
        (rf"(?<!\w)(?P<word>{_words(*_UNTIL)})\s+(?P<time>{_TIME})", _until),
        (rf"{_EDGE}(?P<time>{_TIME})\s*(?:(?:年|月)?(?:以前|之前)|and\s+earlier|or\s+earlier)(?P<word>)", _until),
        (rf"{_EDGE}(?:(?:published\s+|released\s+)?(?:in|of|during|from)\s+)?(?P<time>{_TIME})(?:\s*的)?", _within),
    )
)


def _months(text: str) -> Months:
    """The months of a text that `_TIME` matched."""
    digits = [int(number) for number in re.findall(r"\d+", text)]
    year = next(number for number in digits if number > 12)
    name = re.search(r"(?!of)[a-z]{3,}", text, re.IGNORECASE)
    number = find_month_name(name[0]) if name else next((number for number in digits if number <= 12), None)
    first, last = month(year, number or 1), month(year, number or 12)
    if first is None or last is None:  # the pattern has no such month
        raise AssertionError(text)
    return Months(first, last)


def _shift(start: Month, months: int) -> Month:
    """So many months later, or earlier."""
    count = start.year * 12 + start.month - 1 + months
    return Month(count // 12, count % 12 + 1)


def _whole_year(year: int) -> _Ends:
    return Month(year, 1), Month(year, 12)


def _past(found: re.Match[str], today: Month) -> _Ends:
    """The last so many months: the one that runs and so many before it, as the stretch may begin amid the first."""
    groups = found.groupdict()
    said = _plain(groups["count"]) or "one"
    count = int(said) if said.isdecimal() else _COUNTS[said]
    unit = groups["unit"].lower()
    if said == "半":
        months = 6
    elif unit[0] == "y" or unit == "年":
        months = count * 12
    elif unit[0] == "m" or unit.endswith("月"):
        months = count
    else:  # days and weeks: lists state months, so the months that they touch
        days = count * (7 if unit[0] == "w" or unit[0] in "周星" else 1)
        return _shift(today, -((days + 29) // 30)), None
    return _shift(today, -months), None


def _relative_year(found: re.Match[str], today: Month) -> _Ends:
    word = found["word"].lower()
    back = {"last": 1, "previous": 1, "this": 0, "current": 0, "去": 1, "今": 0, "本": 0, "前": 2}[word]
    since, until = _whole_year(today.year - back)
    return since, (None if found["since"] else until)


def _relative_month(found: re.Match[str], today: Month) -> _Ends:
    word = found["word"].lower()
    back = 0 if word in {"this", "current", "这", "这个", "本"} else 1
    when = _shift(today, -back)
    return when, (None if found["since"] else when)


def _named_month(found: re.Match[str], today: Month) -> _Ends:
    """A month without its year is the latest of that name."""
    number = find_month_name(found["name"].rstrip(".")) or today.month
    when = Month(today.year - (number > today.month), number)
    word = _plain(found["word"])
    if word in _BEFORE:
        return None, _shift(when, -1)
    if word in _UNTIL:
        return None, when
    if word in _AFTER:
        return _shift(when, 1), None
    return when, (when if word in {"in", "of", "during"} else None)


_RELATIVE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Month], _Ends]], ...] = tuple(
    (_compiled(pattern), read)
    for pattern, read in (
        (
            rf"(?<!\w)(?:(?:in|from|within|over|during|of)\s+)?(?:the\s+)?(?:last|past|previous|recent)\s+(?P<count>{_COUNT})\s+(?P<unit>years?|months?|weeks?|days?)(?!\w)",
            _past,
        ),
        (
            rf"(?:最近|过去|近)的?(?P<count>{_SIGN})?个?(?P<unit>年|月|周|星期|天|日)(?:里|内|以来)?的?",
            _past,
        ),
        (
            r"(?<!\w)(?P<since>since\s+)?(?:(?:in|from|of)\s+)?(?:the\s+)?(?P<word>last|previous|this|current)\s+year(?:'s)?(?!\w)",
            _relative_year,
        ),
        (r"(?:自从?|从)?(?P<word>去|今|本|前)年(?P<since>以来|以后|起|开始)?的?", _relative_year),
        (
            r"(?<!\w)(?P<since>since\s+)?(?:(?:in|from|of)\s+)?(?:the\s+)?(?P<word>last|previous|this|current)\s+(?:month|week)(?:'s)?(?!\w)",
            _relative_month,
        ),
        (r"(?:自从?|从)?(?P<word>上个?|这个?|本)(?:月|周|星期)(?P<since>以来|以后|起|开始)?的?", _relative_month),
        (r"(?<!\w)(?:(?:in|from|over|within)\s+)?(?:the\s+)?past\s+(?P<count>)(?P<unit>year|month|week)(?!\w)", _past),
        (
            rf"(?<!\w)(?P<word>in|of|during|from|{_words(*_SINCE, *_UNTIL)})\s+(?P<name>{_ALONE})(?!\w)",
            _named_month,
        ),
    )
)
