from storage.digests.tables import DeliveryRow, SubscriptionRow
from storage.members.relatives import find_relatives


def names(row: type) -> list[str]:
    return [relative.table.name for relative in find_relatives(row.__table__)]  # type: ignore[attr-defined]


def test_what_goes_with_a_row_is_found_by_its_foreign_keys() -> None:
    assert names(SubscriptionRow) == ["ledger", "recovered"]
    assert "ledger" in names(DeliveryRow)


def test_what_only_refers_to_a_row_outlives_it() -> None:
    assert "deliveries" not in names(SubscriptionRow)
