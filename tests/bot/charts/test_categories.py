import io

import pytest
from PIL import Image

from bot.charts.canvas import BAR
from bot.charts.categories import MOST_CATEGORIES, draw_categories


def bars(picture: bytes) -> list[int]:
    """The lengths of the bars, from the top."""
    image = Image.open(io.BytesIO(picture))
    lengths = [sum(image.getpixel((left, top)) == BAR for left in range(image.width)) for top in range(image.height)]
    return [length for before, length in zip([0, *lengths], lengths, strict=False) if length and not before]


def test_the_bars_are_as_long_as_the_categories_are_large() -> None:
    first, second, third = bars(draw_categories((40, 20, 1)))
    assert second == pytest.approx(first / 2, abs=2)
    assert third == pytest.approx(first / 40, abs=2)


@pytest.mark.parametrize("counts", [(0,), (10_000_000,) * MOST_CATEGORIES, (1,)])
def test_any_counts_can_be_drawn_within_what_discord_takes(counts: tuple[int, ...]) -> None:
    assert len(draw_categories(counts)) < 100_000
