"""How many papers each month has, as bars beside one another."""

from collections.abc import Sequence

from bot.charts.canvas import WIDTH, Canvas
from data.months import Month

MOST_MONTHS = 60
"""So many months up to the newest are drawn; more have no room for bars that one can tell apart."""

_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 460, 110, 1170, 50, 400  # pixels
_LINES, _NUMBERED = 5, 26


def choose_months(counted: Sequence[tuple[Month, int]]) -> tuple[tuple[Month, int], ...]:
    """The months to draw, the earliest first, without a gap: those that have none count 0."""
    if not counted:
        return ()
    counts = {12 * month.year + month.month - 1: count for month, count in counted}
    last = max(counts)
    first = max(min(counts), last - MOST_MONTHS + 1)
    return tuple((Month(place // 12, place % 12 + 1), counts.get(place, 0)) for place in range(first, last + 1))


def draw_months(months: tuple[tuple[Month, int], ...]) -> bytes:
    """A PNG of the months that `choose_months` gave, at least one. Takes some milliseconds: not for the event loop."""
    canvas = Canvas(_HEIGHT)
    most = max(count for _, count in months)
    step = scale_of(most)
    lines = max(1, -(-most // step))
    top = step * lines
    for line in range(lines + 1):
        height = _height(line * step, top)
        canvas.line(_LEFT, height, _RIGHT, height)
        canvas.number(_LEFT - 12, height, str(line * step), "rm")
    width = (_RIGHT - _LEFT) / len(months)
    gap = min(6.0, width / 4)
    for place, (month, count) in enumerate(months):
        left = _LEFT + place * width
        if count:
            canvas.bar(left + gap / 2, _height(count, top), left + width - gap / 2, _BOTTOM)
        if count and len(months) <= _NUMBERED:
            canvas.number(left + width / 2, _height(count, top) - 4, str(count), "mb")
        if month.month == 1:
            canvas.line(left, _BOTTOM, left, _BOTTOM + 14)
        if month.month == 1 or place == 0:
            _name_year(canvas, months, place, left)
    return canvas.encode()


def scale_of(most: int) -> int:
    """The step of the lines: 1, 2 or 5 times a power of ten, so that five steps hold the most."""
    step = 1
    while step * _LINES < most:
        step = next(larger for larger in _steps(step) if larger > step)
    return step


def _steps(step: int) -> tuple[int, ...]:
    power = 10 ** (len(str(step)) - 1)
    return 2 * power, 5 * power, 10 * power


def _height(count: int, top: int) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * count / top


def _name_year(canvas: Canvas, months: Sequence[tuple[Month, int]], place: int, left: float) -> None:
    """Writes the year at its first month, where there is room before the next year begins."""
    left_of_year = 13 - months[place][0].month
    if left_of_year >= 4 or place + left_of_year >= len(months):
        canvas.number(min(left + 4, WIDTH - 70), _BOTTOM + 34, str(months[place][0].year), "lm")
