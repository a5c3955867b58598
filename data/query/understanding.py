"""What free words say about time, code and stars: "kv cache since 2024 with code" narrows three ways.

English and Chinese. What is not understood stays text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from data.months import Month, Months, find_month_name, month
from data.query.query import Query

_MONTH_NAME = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:19[89]\d|20[0-3]\d)"
_NAMED_TIME = (
    rf"{_YEAR}\s*[./-]\s*(?:0?[1-9]|1[0-2])(?!\d)|(?:0[1-9]|1[0-2])/{_YEAR}|{_MONTH_NAME},?\s+{_YEAR}"
    rf"|{_YEAR}\s+{_MONTH_NAME}|{_YEAR}\s*年(?:\s*(?:1[0-2]|[1-9])\s*月)?"
)
_TIME = rf"(?:{_NAMED_TIME}|{_YEAR}(?![\w.]|-\d))"
_BEGINNING = rf"(?:{_NAMED_TIME}|{_YEAR}(?![\w.]))"  # of a stretch: 2023-2024
_TO = "(?:-|–|~|to|and|until|till|through|到|至)"
_EDGE = r"(?:(?<![\w.])|(?<=[\u3400-\u9fff]))"
_SINCE = ("since", "from", "after", "newer than", "later than", "starting", "starting in")
_UNTIL = ("until", "till", "before", "up to", "by", "through", "older than", "earlier than")


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text says: the words that are left to look for, and the filters that were in it (None or 0: none)."""

    text: str
    since: Month | None = None
    until: Month | None = None
    has_code: bool | None = None
    min_stars: int = 0


def understand(query: Query) -> Query:
    """The query with the filters that its own words state. A filter that the query has already is not overruled, and
    the words that state it stay text. Gives the same query where its words state none."""
    found = Understood(query.text)
    if query.since is None and query.until is None:
        found = _with_time(found)
    if query.has_code is None:
        found = _with_code(found)
    if query.min_stars == 0:
        found = _with_stars(found)
    return replace(
        query,
        text=" ".join(found.text.split()),
        since=query.since or found.since,
        until=query.until or found.until,
        has_code=found.has_code if query.has_code is None else query.has_code,
        min_stars=query.min_stars or found.min_stars,
    )


def _with_time(said: Understood) -> Understood:
    for pattern, read in _TIMES:
        found = pattern.search(said.text)
        if found:
            return _without(read(said, found), found)
    return said


def _between(said: Understood, found: re.Match[str]) -> Understood:
    one, other = sorted((_months(found["first"]), _months(found["second"])))
    return replace(said, since=one.first, until=other.last)


def _since(said: Understood, found: re.Match[str]) -> Understood:
    months = _months(found["time"])
    is_after = (found["word"] or "").lower() in {"after", "newer than", "later than"}
    return replace(said, since=_following(months.last) if is_after else months.first)


def _until(said: Understood, found: re.Match[str]) -> Understood:
    months = _months(found["time"])
    is_before = (found["word"] or "").lower() in {"before", "older than", "earlier than"} or "前" in found[0]
    return replace(said, until=_preceding(months.first) if is_before else months.last)


def _within(said: Understood, found: re.Match[str]) -> Understood:
    months = _months(found["time"])
    return replace(said, since=months.first, until=months.last)


def _words(*words: str) -> str:
    return "|".join(word.replace(" ", r"\s+") for word in sorted(words, key=len, reverse=True))


_TIMES: tuple[tuple[re.Pattern[str], Callable[[Understood, re.Match[str]], Understood]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (
            rf"{_EDGE}(?:(?:between|from)\s+|从|在)?(?P<first>{_BEGINNING})\s*{_TO}\s*(?P<second>{_TIME})(?:\s*(?:之间|期间))?",
            _between,
        ),
        (rf"(?<!\w)(?P<word>{_words(*_SINCE)})\s+(?P<time>{_TIME})", _since),
        (
            rf"{_EDGE}(?:自从?|从)?(?P<time>{_TIME})\s*(?:(?:年|月)?(?:以来|以后|之后|起|开始)|onwards?|and\s+later)(?P<word>)",
            _since,
        ),
        (rf"(?<!\w)(?P<word>{_words(*_UNTIL)})\s+(?P<time>{_TIME})", _until),
        (rf"{_EDGE}(?P<time>{_TIME})\s*(?:年|月)?(?:以前|之前)(?P<word>)", _until),
        (rf"{_EDGE}(?:(?:published\s+)?(?:in|of|during)\s+)?(?P<time>{_TIME})(?:\s*的)?", _within),
    )
)


def _months(text: str) -> Months:
    """The months of a text that `_TIME` matched."""
    digits = [int(number) for number in re.findall(r"\d+", text)]
    year = next(number for number in digits if number > 12)
    name = re.search(r"[a-z]{3,}", text, re.IGNORECASE)
    number = find_month_name(name[0]) if name else next((number for number in digits if number <= 12), None)
    first, last = month(year, number or 1), month(year, number or 12)
    if first is None or last is None:  # the pattern has no such month
        raise AssertionError(text)
    return Months(first, last)


def _following(after: Month) -> Month:
    return Month(after.year + after.month // 12, after.month % 12 + 1)


def _preceding(before: Month) -> Month:
    return Month(before.year - (before.month == 1), (before.month - 2) % 12 + 1)


_CODE_WORD = r"(?:(?:source\s+|open[\s-]?source(?:d)?\s+)?code|implementations?|repo(?:s|sitor(?:y|ies))?|git\s*hub)"
_NO_CODE = re.compile(
    rf"(?<!\w)(?:without|no|lacking)\s+(?:any\s+)?{_CODE_WORD}(?!\w)|(?:没有|无|沒有)(?:开源)?代码", re.IGNORECASE
)
_CODE = re.compile(
    rf"(?<!\w)(?:(?:with|has|have|having|that\s+ha(?:s|ve)|and)\s+(?:an?\s+|available\s+|public\s+)?{_CODE_WORD}(?:\s+(?:available|released))?"
    rf"|{_CODE_WORD}\s+(?:is\s+)?(?:available|released)|open[\s-]?sourced?|on\s+git\s*hub|git\s*hub(?=\s*$)|code(?=\s*$))(?!\w)"
    r"|(?:有|带|附)(?:开源)?代码的?|(?:已)?开源的?(?:代码)?",
    re.IGNORECASE,
)
_STARS = re.compile(
    r"(?<!\w)(?:with\s+)?(?:(?:at\s+least|>=?|minimum)\s*)?(?P<number>[1-3]|one|two|three)\s*(?:\+|or\s+more)?[\s-]*stars?(?!\w)"
    r"|(?P<signs>(?:[⭐★🌟]\ufe0f?){1,3})|(?P<chinese>[一二两三1-3])\s*(?:颗)?星",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "一": 1, "二": 2, "两": 2, "三": 3}


def _with_code(said: Understood) -> Understood:
    for pattern, has_code in ((_NO_CODE, False), (_CODE, True)):
        found = pattern.search(said.text)
        if found:
            return _without(replace(said, has_code=has_code), found)
    return said


def _with_stars(said: Understood) -> Understood:
    found = _STARS.search(said.text)
    if found is None:
        return said
    word = (found["number"] or found["chinese"] or "").lower()
    stars = len(re.findall(r"[⭐★🌟]", found["signs"])) if found["signs"] else _NUMBERS.get(word) or int(word)
    return _without(replace(said, min_stars=stars), found)


def _without(said: Understood, found: re.Match[str]) -> Understood:
    return replace(said, text=f"{said.text[: found.start()]} {said.text[found.end() :]}")
