from pathlib import Path

import pytest

from data import errors

TABLE: list[tuple[errors.DataError, dict[str, object]]] = [
    (errors.UnreadableMonth("x"), {"text": "x"}),
    (errors.FileUnreadable(Path("x"), "missing"), {"path": Path("x"), "reason": "missing"}),
    (errors.NotAList("empty"), {"reason": "empty"}),
    (errors.UnknownFormat("x", ("markdown",)), {"name": "x", "known": ("markdown",)}),
    (errors.InvalidRow(3, "title"), {"line": 3, "field": "title"}),
]


@pytest.mark.parametrize(("error", "facts"), TABLE, ids=lambda value: type(value).__name__)
def test_an_error_carries_its_facts(error: errors.DataError, facts: dict[str, object]) -> None:
    assert {name: getattr(error, name) for name in facts} == facts


def test_every_error_is_in_that_table() -> None:
    declared = {
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.DataError)
    } - {errors.DataError}  # fmt: skip
    assert {type(error) for error, _ in TABLE} == declared
