from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def test_a_fresh_catalog_has_nothing_due_and_nothing_dead(run: Run) -> None:
    assert run("upgrade").status == 0
    assert run("links", "check").err == "0 links lead somewhere, 0 were found gone, 0 servers would not say.\n"
    assert run("links", "report") == (0, "", "")


@pytest.mark.parametrize("most", ["0", "many", "1001"])
def test_a_number_that_makes_no_sense_is_refused(run: Run, most: str) -> None:
    assert run("links", "check", "--most", most).status == 2
