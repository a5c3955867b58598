"""A row goes where its section's order wants it."""

from dataclasses import replace

import pytest

from data.months import Month
from data.schema import Section
from data.writers.rows.layout import Entry, Form, Run
from data.writers.rows.ordering import choose_run, find_place
from tests.data.writers.rows.conftest import propose_row


def run_of(*months: int | None, names: str = "") -> Run:
    """Rows of these months of 2023 (None: without), or rows named by letters."""
    rows = [
        propose_row(f"Paper {number}", month=Month(2023, month) if month else None)
        for number, month in enumerate(months)
    ]
    rows += [propose_row(f"{letter} paper", month=None) for letter in names]
    return Run(Form.TABLE, Section("Alpha"), tuple(Entry((row,), number, number) for number, row in enumerate(rows, 1)))


@pytest.mark.parametrize(
    ("months", "place"),
    [
        ((1, 2, 5), 2),
        ((1, 2, 4, 5), 3),
        ((5, 2, 1), 1),
        ((5, 4, 4, 1), 1),
        ((1, 2, 3), 3),
        ((7, 6, 5), 3),
        ((5, 6), 0),
        ((12, 11, 1, 2, 3, 4, 5, 6, 7), 6),
        ((1, None, 5), 2),
        ((), 0),
    ],
)
def test_by_month_as_the_section_is_ordered(months: tuple[int | None, ...], place: int) -> None:
    assert find_place(run_of(*months), propose_row(month=Month(2023, 4))) == place


def test_a_short_section_is_ordered_as_the_others_are() -> None:
    others = [run_of(9, 7, 5, 3)]
    assert find_place(run_of(2), propose_row(month=Month(2023, 4)), others) == 0
    assert find_place(run_of(2), propose_row(month=Month(2023, 4))) == 1


def test_months_without_order_put_it_at_the_end() -> None:
    assert find_place(run_of(5, 1, 6, 2, 7), propose_row(month=Month(2023, 4))) == 5


def test_names_that_are_in_order_stay_in_order() -> None:
    assert find_place(run_of(names="abcxyz"), propose_row("Middle", month=None)) == 3
    assert find_place(run_of(names="azbycx"), propose_row("Middle", month=None)) == 6
    assert find_place(run_of(names="ab"), propose_row("Aa", month=None)) == 2, "two names are in order by chance"


def test_of_several_tables_the_one_of_its_time_or_its_year_or_the_longest() -> None:
    early, late, wide = run_of(1, 2), run_of(8, 9, 10), run_of(1, 12)
    assert choose_run([early, late], propose_row(month=Month(2023, 4))) is early
    assert choose_run([early, late], propose_row(month=Month(2026, 4))) is late
    assert choose_run([wide, late], propose_row(month=Month(2023, 4))) is late, "the longest, where times overlap"
    assert choose_run([early, late], propose_row(month=None)) is late
    of_year = replace(wide, section=Section("Papers of 2026"))
    assert choose_run([late, of_year], propose_row(month=Month(2026, 4))) is of_year
