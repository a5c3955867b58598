import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.charts.canvas import BAR
from bot.charts.months import MOST_MONTHS, choose_months, draw_months, scale_of
from data.months import Month

MONTHS = st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))


def bars(picture: bytes) -> list[int]:
    """The heights of the bars, from the left."""
    image = Image.open(io.BytesIO(picture))
    heights = [sum(image.getpixel((left, top)) == BAR for top in range(image.height)) for left in range(image.width)]
    return [height for before, height in pairwise([0, *heights]) if height and height != before]


@settings(deadline=None)
@given(st.dictionaries(MONTHS, st.integers(1, 10**6), max_size=20))
def test_the_months_up_to_the_newest_are_drawn_without_a_gap(counts: dict[Month, int]) -> None:
    chosen = choose_months(list(counts.items()))
    assert len(chosen) <= MOST_MONTHS
    places = [12 * month.year + month.month for month, _ in chosen]
    assert all(later == earlier + 1 for earlier, later in pairwise(places))
    if counts:
        assert chosen[-1][0] == max(counts)
        assert all(count == counts.get(month, 0) for month, count in chosen)


def test_the_bars_are_as_high_as_the_months_are_full() -> None:
    chosen = choose_months([(Month(2023, 12), 10), (Month(2024, 2), 20), (Month(2024, 3), 5)])
    assert [count for _, count in chosen] == [10, 0, 20, 5]
    high = bars(draw_months(chosen))
    assert len(high) == 3
    assert high[0] == pytest.approx(high[1] / 2, abs=2)
    assert high[2] == pytest.approx(high[1] / 4, abs=2)


@settings(deadline=None)
@given(st.integers(1, 10**9))
def test_five_steps_of_a_round_number_hold_the_most(most: int) -> None:
    step = scale_of(most)
    assert 5 * step >= most
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert step == 1 or 2 * step < most


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(MONTHS, st.integers(1, 10**6), min_size=1, max_size=20))
def test_any_catalog_can_be_drawn_within_what_discord_takes(counts: dict[Month, int]) -> None:
    picture = draw_months(choose_months(list(counts.items())))
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 100_000


def test_an_empty_catalog_has_nothing_to_draw() -> None:
    assert choose_months([]) == ()
