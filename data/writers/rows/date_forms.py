"""How a list writes a month."""

import re
from collections.abc import Callable, Iterator, Mapping

from data.months import Month, parse_month

_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_FORMS: Mapping[str, Callable[[Month], str]] = {
    "2024.07": lambda month: f"{month.year}.{month.month:02}",
    "2024-07": str,
    "2024/07": lambda month: f"{month.year}/{month.month:02}",
    "2024.7": lambda month: f"{month.year}.{month.month}",
    "2024-7": lambda month: f"{month.year}-{month.month}",
    "2024/7": lambda month: f"{month.year}/{month.month}",
    "2024年7月": lambda month: f"{month.year}年{month.month}月",
    "2024年07月": lambda month: f"{month.year}年{month.month:02}月",
    "07/2024": lambda month: f"{month.month:02}/{month.year}",
    "7/2024": lambda month: f"{month.month}/{month.year}",
    "07.2024": lambda month: f"{month.month:02}.{month.year}",
    "07-2024": lambda month: f"{month.month:02}-{month.year}",
    "Jul 2024": lambda month: f"{_SHORT[month.month - 1]} {month.year}",
    "Jul, 2024": lambda month: f"{_SHORT[month.month - 1]}, {month.year}",
    "Jul. 2024": lambda month: f"{_SHORT[month.month - 1]}. {month.year}",
    "July 2024": lambda month: f"{_LONG[month.month - 1]} {month.year}",
    "July, 2024": lambda month: f"{_LONG[month.month - 1]}, {month.year}",
    "2024 Jul": lambda month: f"{month.year} {_SHORT[month.month - 1]}",
    "2024 July": lambda month: f"{month.year} {_LONG[month.month - 1]}",
    "24.07": lambda month: f"{month.year % 100:02}.{month.month:02}",
    "24-07": lambda month: f"{month.year % 100:02}-{month.month:02}",
    "24/07": lambda month: f"{month.year % 100:02}/{month.month:02}",
}
FIRST = "2024-07"
"""The form where a list shows none."""

_YEAR_ALONE = re.compile(r"\W*(?:19|20)\d{2}\W*")
YEAR = "2024"
"""The form of lists that state years alone: the month is lost in it."""


def find_form(text: str, month: Month | None) -> str | None:
    """The form in which a text states this month; None where it does not. A form with a day counts as one without."""
    if month is None:
        return YEAR if _YEAR_ALONE.fullmatch(text) and any(map(str.isdigit, text)) else None
    found = (name for name in _FORMS if _find(text, render_month(name, month), with_day=False))
    return next(found, None) or next(
        (name for name in _FORMS if _find(text, render_month(name, month), with_day=True)), None
    )


def render_month(form: str, month: Month) -> str:
    """A month in one of the forms."""
    return str(month.year) if form == YEAR else _FORMS[form](month)


def replace_month(text: str, before: Month, after: Month) -> Iterator[str]:
    """The texts that a text with one month may become with another; those that read well come first."""
    for form in _FORMS:
        written = render_month(form, before)
        found = re.search(rf"(?<![\w.]){re.escape(written)}(?!\d)", text)
        if found:
            yield f"{text[: found.start()]}{render_month(form, after)}{text[found.end() :]}"


def says_month(text: str) -> Month | None:
    """The month that a written date states."""
    return parse_month(text)


def _find(text: str, written: str, *, with_day: bool) -> bool:
    behind = r"(?!\d)" if with_day else r"(?![\d]|\s?[./月-]\s?\d)"
    return re.search(rf"(?<![\d./-]){re.escape(written)}{behind}", text) is not None
