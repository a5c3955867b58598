import inspect
from collections.abc import Callable

import pytest

from bot.screens import custom_ids
from bot.screens.custom_ids import LONGEST_LIBRARY_QUERY, ChangesState, LibraryState, SetupState, decide_several
from bot.screens.limits import CUSTOM_ID
from data.months import Month

LARGEST_NUMBER = 2**63 - 1
LONGEST = {
    "page": 99_999,
    "category": "x" * 60,
    "address": "open:42",
    int: LARGEST_NUMBER,
    "style": "bibtex",
    str: "x" * 8,
    LibraryState: LibraryState("x" * LONGEST_LIBRARY_QUERY, True),
    ChangesState: ChangesState(Month(2024, 1), "code_released", "x" * 60),
    SetupState: SetupState(LARGEST_NUMBER, "x" * 24, "America/Argentina/ComodRivadavia", "zh-CN"),
}
"""The longest value of each parameter, by its name or else by its type."""
MADE = [
    function
    for name, function in inspect.getmembers(custom_ids, inspect.isfunction)
    if function.__module__ == custom_ids.__name__
    and not name.startswith(("_", "parse_"))
    and function is not decide_several
]


@pytest.mark.parametrize("make", MADE, ids=lambda function: function.__name__)
def test_every_custom_id_fits_and_is_listed_with_the_others(make: Callable[..., str]) -> None:
    parameters = inspect.signature(make).parameters.values()
    custom_id = make(*(LONGEST.get(each.name) or LONGEST[each.annotation] for each in parameters))
    assert len(custom_id) <= CUSTOM_ID
    listed = {
        line.split()[0].partition(":")[0] for line in (custom_ids.__doc__ or "").splitlines() if line[:4] == "    "
    }
    head = custom_id.partition(":")[0].replace("x" * 8, "read")
    assert head in listed


def test_as_many_submissions_as_a_menu_offers_are_decided_at_once() -> None:
    assert len(decide_several("approve", [(9_999_999, 99)] * 7)) <= CUSTOM_ID
