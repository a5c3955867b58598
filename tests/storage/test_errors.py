import pytest

from storage import errors


@pytest.mark.parametrize(
    ("error", "facts"),
    [
        (errors.InvalidDatabaseUrl("x"), {"url": "x"}),
        (errors.DatabaseUnreachable("x", "gone"), {"url": "x", "reason": "gone"}),
        (errors.DatabaseNotReady("x", None), {"url": "x", "revision": None}),
        (errors.DatabaseTooNew("x", "9"), {"url": "x", "revision": "9"}),
        (errors.PaperNotFound(7), {"paper_id": 7}),
        (errors.ListNotFound("x"), {"name": "x"}),
        (errors.InvalidListName("X"), {"name": "X"}),
    ],
)
def test_an_error_carries_its_facts(error: errors.StorageError, facts: dict[str, object]) -> None:
    assert {name: getattr(error, name) for name in facts} == facts


def test_every_error_is_in_that_table() -> None:
    (table,) = [mark for mark in test_an_error_carries_its_facts.pytestmark if mark.name == "parametrize"]  # type: ignore[attr-defined]
    assert {type(error) for error, _ in table.args[1]} == set(errors.StorageError.__subclasses__())
