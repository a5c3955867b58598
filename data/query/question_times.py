"""Words of time that depend on the day: "last 3 months", "this year", "since june", brought to months."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from data.months import Month, find_month_name
from data.query.query import Query, Sort
from data.query.understanding import understand

_WORDS = (
    "one a 一", "two couple 两 二", "three 三", "four 四", "five 五", "six half 六 半", "seven 七", "eight 八",
    "nine 九", "ten 十", "eleven 十一", "twelve 十二",
)  # fmt: skip
_NUMBERS = {word: number for number, words in enumerate(_WORDS, 1) for word in words.split()}
_NUMBER = rf"\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_LAST = r"(?:in |over |during |from |within |since )?(?:the )?(?:last|past|previous|recent)"
_HOW_LONG = rf"\s*(?P<number>{_NUMBER})?\s*(?:of )?"
_NO_YEAR = r"\b(?!\s*,?\s*\d{4})"
_GOES_ON = r"(?!\S+(?: \d{4})? ?(?:-|–|~|to|and|until|till|through|on|onwards?|up)\b)(?!\d{4}\s*[-–~])"
_A_YEAR = r"20[0-3]\d"
_OTHER_TIMES = (
    (re.compile(r"(\d{4})年前"), r" before \1 "),
    (re.compile(r"(\d{4})年?\s*[到至~～—]\s*(\d{4})年?(?!\d)"), r" between \1 and \2 "),
    (re.compile(rf"\b({_A_YEAR}) (?:or|and) ({_A_YEAR})\b(?! (?:or|and))"), r"between \1 and \2"),
    (re.compile(rf"({_A_YEAR})年?(?:和|或|或者|以及)({_A_YEAR})年?"), r" between \1 and \2 "),
    (re.compile(r"\b(in|of|from|during) the year (?=\d{4}\b)"), r"\1 "),
    (re.compile(r"\b(\d{4})s?\s+(?:or|and)\s+(?:later|newer|after|onwards?)"), r"since \1"),
    (re.compile(r"\b(\d{4})\s+(?:or|and)\s+(?:earlier|older|before)"), r"until \1"),
    (re.compile(r"\b(?:not|no) (?:later|newer) than (?=\d{4})"), "until "),
    (re.compile(r"\b(?:not|no) (?:earlier|older) than (?=\d{4})"), "since "),
    (re.compile(rf"\b(?:from|dated) (?=(?:(?:{_MONTHS})[a-z]* )?\d{{4}}\b){_GOES_ON}"), "in "),
    (re.compile(r"\b(from \d{4}) (?:on|up)\b"), r"\1 onwards"),
    (re.compile(r"\bprior to (?=\d{4}|[a-z]+ \d{4})"), "before "),
)
_BETWEEN_MONTHS = re.compile(rf"\b(?:{_MONTHS}) ?(?:to|and|until|till|through|-|–|~) ?(?:{_MONTHS}) {_A_YEAR}\b")
_QUARTER = re.compile(r"\b(?:(q[1-4])(?: of)? (\d{4})|(\d{4}) ?(q[1-4]))\b")
_HALF = re.compile(r"\b(?:(first|second|1|2) half(?: of)? (\d{4})|h([12]) ?(\d{4})|(\d{4}) ?h([12]))\b")


def narrow_by_time(text: str, query: Query, today: date) -> tuple[str, Query]:
    """The text without its words of time (folded English or Chinese), and the query narrowed by them. `today` is the
    day in UTC on which it is asked."""
    for pattern, plainer in _OTHER_TIMES:
        text = pattern.sub(plainer, text)
    for pattern, read in _RELATIVE if not _BETWEEN_MONTHS.search(text) else ():
        found = pattern.search(text)
        if found:
            since, until = read(found, today)
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return " ".join(rest.split()), replace(query, since=since, until=until)
    # Code, stars and order are read elsewhere; a query that states them leaves their words alone.
    said = understand(Query(text=text, has_code=False, min_stars=1, sort=Sort.PUBLISHED))
    if said.since is None and said.until is None:
        return text, query
    return said.text, replace(query, since=said.since, until=said.until)


Stretch = tuple[Month | None, Month | None]


def _back(months: int, today: date) -> Month:
    number = today.year * 12 + today.month - 1 - months
    return Month(number // 12, number % 12 + 1)


def _last_months(found: re.Match[str], today: date) -> Stretch:
    number = found["number"] or "one"
    count = _NUMBERS.get(number) or int(number)
    in_months = count * (12 if re.match("year|年", found["unit"]) else 1)
    return _back(min(in_months, 1200), today), _back(0, today)


def _last_days(found: re.Match[str], today: date) -> Stretch:
    number = found["number"] or "one"
    days = (_NUMBERS.get(number) or int(number)) * (7 if re.match("week|周|星期", found["unit"]) else 1)
    return _back(-(-days // 30), today), _back(0, today)


def _year(shift: int) -> Callable[[re.Match[str], date], Stretch]:
    return lambda _, today: (Month(today.year + shift, 1), Month(today.year + shift, 12))


def _month(shift: int) -> Callable[[re.Match[str], date], Stretch]:
    return lambda _, today: (_back(-shift, today), _back(-shift, today))


def _past_named(found: re.Match[str], today: date) -> Month:
    """The latest month of this name that has begun."""
    number = find_month_name(found["month"]) or 1
    return Month(today.year - (number > today.month), number)


def _since_named(found: re.Match[str], today: date) -> Stretch:
    return _past_named(found, today), None


def _until_named(found: re.Match[str], today: date) -> Stretch:
    return None, _past_named(found, today)


def _in_named(found: re.Match[str], today: date) -> Stretch:
    return _past_named(found, today), _past_named(found, today)


def _quarter(found: re.Match[str], _: date) -> Stretch:
    quarter, year = int((found[1] or found[4])[1]), int(found[2] or found[3])
    return Month(year, quarter * 3 - 2), Month(year, quarter * 3)


def _half(found: re.Match[str], _: date) -> Stretch:
    which = found[1] or found[3] or found[6]
    year = int(found[2] or found[4] or found[5])
    return (Month(year, 1), Month(year, 6)) if which in {"first", "1"} else (Month(year, 7), Month(year, 12))


_RELATIVE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Stretch]], ...] = (
    (_QUARTER, _quarter),
    (_HALF, _half),
    (
        re.compile(rf"\b{_LAST}{_HOW_LONG}(?P<unit>months?|years?)(?!\w)(?<!last year)(?<!last month)(?<!past month)"),
        _last_months,
    ),
    (re.compile(rf"(?:最近|过去|近|latest){_HOW_LONG}(?P<unit>个月|年|months?|years?)(?:内|里|以来)?"), _last_months),
    (re.compile(rf"(?:\b{_LAST}|最近|过去){_HOW_LONG}(?P<unit>days?|weeks?|天|周|星期)"), _last_days),
    (re.compile(r"(?:\b(?:from |in |since )?last year\b|去年)"), _year(-1)),
    (re.compile(r"(?:\b(?:from |in |since )?(?:this|the current) year\b|今年)"), _year(0)),
    (re.compile(r"(?:\b(?:in )?the year before last\b|前年)"), _year(-2)),
    (re.compile(r"(?:\b(?:from |in |since )?(?:last|past|previous) month\b|上个?月)"), _month(-1)),
    (re.compile(r"(?:\b(?:from |in |since )?(?:this|the current) month\b|本月|这个月)"), _month(0)),
    (re.compile(rf"\b(?:since|after) (?P<month>{_MONTHS}){_NO_YEAR}"), _since_named),
    (re.compile(rf"\b(?:until|before) (?P<month>{_MONTHS}){_NO_YEAR}"), _until_named),
    (re.compile(rf"\b(?:in|from|of) (?P<month>{_MONTHS}){_NO_YEAR}"), _in_named),
)  # fmt: skip
