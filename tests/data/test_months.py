import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import UnreadableMonth
from data.months import EARLIEST_YEAR, LATEST_YEAR, Month, Months, find_month_name, month, parse_month, parse_months

JULY = Month(2024, 7)
months = st.builds(Month, st.integers(EARLIEST_YEAR, LATEST_YEAR), st.integers(1, 12))


@given(months)
def test_a_month_comes_back_from_its_text_and_from_its_number(written: Month) -> None:
    assert parse_month(str(written)) == written
    assert parse_months(str(written)) == Months(written, written)
    assert Month.from_number(written.number) == written


@given(months, months)
def test_numbers_and_texts_order_like_time(one: Month, other: Month) -> None:
    assert (one < other) == (one.number < other.number) == (str(one) < str(other))


@pytest.mark.parametrize(
    "text",
    [
        "2024-07", "2024.07", "2024/7", "2024年7月", " 2024 . 07 ", "07/2024", "7.2024", "July 2024", "jul 2024",
        "2024 Jul", "2024, July", "Jul. 2024", "Jul, 2024",
    ],
)  # fmt: skip
def test_a_person_and_a_list_may_write_a_month_in_many_ways(text: str) -> None:
    assert parse_months(text) == Months(JULY, JULY)
    assert parse_month(text) == JULY


@pytest.mark.parametrize(
    "text",
    ["2024.07.15", "2024-7-1", "2024年7月15日", "Jul 5, 2024", "July 5th 2024", "5 July 2024", "05-Jul-2024"],
)
def test_a_day_in_the_cell_of_a_date_is_passed_over(text: str) -> None:
    assert parse_month(text) == JULY


@pytest.mark.parametrize("text", ["2024", "2024年", " 2024 "])
def test_a_year_is_all_of_its_months(text: str) -> None:
    assert parse_months(text) == Months(Month(2024, 1), Month(2024, 12))


@pytest.mark.parametrize(
    "text",
    ["", " ", "soon", "2024-13", "2024-00", "13/2024", "1066", "0001-01", "July", "ju 2024", "24.07"],
)
def test_what_names_no_month_is_refused_with_what_was_typed(text: str) -> None:
    with pytest.raises(UnreadableMonth) as refused:
        parse_months(text)
    assert refused.value.text == text
    assert parse_month(text) is None


def test_a_row_that_states_a_year_alone_states_no_month() -> None:
    assert parse_month("2024") is None


@pytest.mark.parametrize(
    ("word", "number"), [("january", 1), ("Sept", 9), ("SEP.", 9), ("mar", 3), ("may", 5), ("ma", None), ("", None)]
)
def test_a_name_of_a_month_needs_three_letters(word: str, number: int | None) -> None:
    assert find_month_name(word) == number


@pytest.mark.parametrize(("year", "number"), [(EARLIEST_YEAR - 1, 12), (LATEST_YEAR + 1, 1), (2024, 0), (2024, 13)])
def test_no_month_stands_outside_the_calendar(year: int, number: int) -> None:
    assert month(year, number) is None


@given(st.text(max_size=40))
def test_any_text_is_a_month_or_none(text: str) -> None:
    found = parse_month(text)
    assert found is None or (EARLIEST_YEAR <= found.year <= LATEST_YEAR and 1 <= found.month <= 12)
