"""How many papers each category has, as bars below one another; a category is told by its number in the message."""

from bot.charts.canvas import LETTERS, Canvas

MOST_CATEGORIES = 12

_ROW, _EDGE, _LEFT, _RIGHT, _THICK = 46, 20, 80, 1080, 28  # pixels


def draw_categories(counts: tuple[int, ...]) -> bytes:
    """A PNG of so many papers in the first category, the second and so on, at least one and at most `MOST_CATEGORIES`.
    Takes some milliseconds: not for the event loop."""
    canvas = Canvas(2 * _EDGE + _ROW * len(counts))
    most = max(*counts, 1)
    for place, count in enumerate(counts):
        middle = _EDGE + _ROW * place + _ROW / 2
        end = _LEFT + (_RIGHT - _LEFT) * count / most
        canvas.number(_LEFT - 16, middle, str(place + 1), "rm")
        canvas.bar(_LEFT, middle - _THICK / 2, end, middle + _THICK / 2)
        canvas.number(end + LETTERS / 2, middle, str(count), "lm")
    return canvas.encode()
