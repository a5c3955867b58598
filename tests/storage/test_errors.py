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
        (errors.RowsNotOfPaper(7), {"paper_id": 7}),
        (errors.SamePaper(7), {"paper_id": 7}),
    ],
)
def test_an_error_carries_its_facts(error: errors.StorageError, facts: dict[str, object]) -> None:
    assert {name: getattr(error, name) for name in facts} == facts


def test_every_error_is_in_that_table() -> None:
    (table,) = [mark for mark in test_an_error_carries_its_facts.pytestmark if mark.name == "parametrize"]  # type: ignore[attr-defined]
    declared = {
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.StorageError)
    }
    assert {type(error) for error, _ in table.args[1]} == declared - {errors.StorageError}
