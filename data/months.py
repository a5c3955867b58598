"""Months of publication: the smallest unit of time that lists state.

A list says "2024.07" and never a day, so a publication date is a `Month`, and a stretch of publication time is a pair
of months with both ends included.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from data.errors import UnreadableMonth

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
_FULL_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_YEAR = re.compile(r"\d{4}")
_WITH_DAY = (
    re.compile(r"^(\d{4}\s?[./年-]\s?\d{1,2})\s?[./月-]\s?\d{1,2}()\s?[日号]?$"),
    re.compile(r"^([^\W\d]+)\.? \d{1,2}(?:st|nd|rd|th)?,? (\d{4})$"),
    re.compile(r"^\d{1,2}(?:st|nd|rd|th)?[ -]([^\W\d]+)\.?,?[ -](\d{4})$"),
)
"""How a date with a day is written; the groups hold its month and its year."""


class Month(NamedTuple):
    """A calendar month. Orders by time; `str` gives "2024-07"."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def number(self) -> int:
        """The month as an integer whose order is that of time: 202407."""
        return self.year * 100 + self.month

    @classmethod
    def from_number(cls, number: int) -> "Month":
        """The inverse of `number`."""
        return cls(*divmod(number, 100))


class Months(NamedTuple):
    """A stretch of months, both ends included."""

    first: Month
    last: Month


def month(year: int, number: int) -> Month | None:
    """The month, or None where the calendar or our range of years has no such month."""
    if EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= number <= 12:
        return Month(year, number)
    return None


def find_month_name(word: str) -> int | None:
    """The number 1 to 12 of an English month name, whole or abbreviated ("july", "Jul", "sept"), or None."""
    word = word.casefold().rstrip(".")
    for number, full in enumerate(_FULL_NAMES, 1):
        if len(word) >= 3 and full.startswith(word):
            return number
    return 9 if word == "sept" else None


def parse_months(text: str) -> Months:
    """Reads what a person types for a time: "2024", "2024-07", "07/2024", "july 2024", "2024 Jul", "2024年7月".

    A year is all of its months. Raises `UnreadableMonth` for anything else, a month 13 included.
    """
    wanted = " ".join(text.split())
    year_alone = re.fullmatch(r"(\d{4})\s*年?", wanted)
    if year_alone:
        return _whole_year(int(year_alone[1]), text)
    found = _year_first(wanted) or _year_last(wanted)
    if found is None:
        raise UnreadableMonth(text)
    return Months(found, found)


@lru_cache(maxsize=4096)
def parse_month(text: str) -> Month | None:
    """Reads the date cell of a row: "2024.07", "2024-7", "2024/07/15", "Jul 2024", "Jul 5, 2024"; a day is passed over.

    None where the text states no month.
    """
    if _YEAR.search(text) is None:  # spares the names of papers all that follows
        return None
    wanted = " ".join(text.split()).rstrip(" .,")
    found = _year_first(wanted) or _year_last(wanted)
    if found is None:
        dated = next(filter(None, (with_day.match(wanted) for with_day in _WITH_DAY)), None)
        return parse_month(" ".join(dated.groups()).strip()) if dated else None
    return found


def _whole_year(year: int, text: str) -> Months:
    first, last = month(year, 1), month(year, 12)
    if first is None or last is None:
        raise UnreadableMonth(text)
    return Months(first, last)


def _year_first(text: str) -> Month | None:
    digits = re.fullmatch(r"(\d{4})\s*(?:[./-]|年)\s*(\d{1,2})\s*月?", text)
    if digits:
        return month(int(digits[1]), int(digits[2]))
    words = re.fullmatch(r"(\d{4})[ ,./-]+([^\W\d]+)\.?", text)
    number = find_month_name(words[2]) if words else None
    return month(int(words[1]), number) if words and number else None


def _year_last(text: str) -> Month | None:
    digits = re.fullmatch(r"(\d{1,2})[./-](\d{4})", text)
    if digits:
        return month(int(digits[2]), int(digits[1]))
    words = re.fullmatch(r"([^\W\d]+)[ ,./-]+(\d{4})", text)
    number = find_month_name(words[1].rstrip(".")) if words else None
    return month(int(words[2]), number) if words and number else None
