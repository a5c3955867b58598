"""Months in the form in which a list writes them."""

import pytest

from data.months import Month, parse_month
from data.writers.rows.date_forms import FIRST, YEAR, find_form, render_month, replace_month

JULY, MAY = Month(2024, 7), Month(2023, 5)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("2024.07", "2023.05"),
        ("2024-07", "2023-05"),
        ("2024/7", "2023/5"),
        ("2024年7月", "2023年5月"),
        ("07/2024", "05/2023"),
        ("Jul 2024", "May 2023"),
        ("July, 2024", "May, 2023"),
        (" **2024.07** ", "2023.05"),
        ("2024-07-15", "2023-05"),
        ("24.07", "23.05"),
    ],
)
def test_a_form_is_found_and_filled_with_another_month(text: str, other: str) -> None:
    form = find_form(text, JULY)
    assert form is not None
    assert render_month(form, MAY) == other


def test_a_year_alone_is_a_form_that_loses_the_month() -> None:
    assert find_form("2024", None) == YEAR
    assert render_month(YEAR, JULY) == "2024"
    assert find_form("2024.07", Month(2023, 1)) is None
    assert find_form("", None) is None


def test_where_nothing_is_known_the_form_is_one_that_everybody_reads() -> None:
    assert parse_month(render_month(FIRST, JULY)) == JULY


def test_a_month_is_replaced_in_its_own_form() -> None:
    assert next(replace_month("- [2024/07] A title of 2024", JULY, MAY)) == "- [2023/05] A title of 2024"
    assert list(replace_month("no month", JULY, MAY)) == []
