from enum import StrEnum

import pytest
from sqlalchemy import String
from sqlalchemy.orm import InstrumentedAttribute

from storage.digests.delivery import DeliveryKind, DeliveryState
from storage.digests.subscription import PauseReason, State, Style, Target
from storage.digests.tables import DeliveryRow, LedgerRow, RecoveredRow, SubscriptionRow
from storage.feed import ChangeKind


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (SubscriptionRow.target, Target),
        (SubscriptionRow.style, Style),
        (SubscriptionRow.state, State),
        (SubscriptionRow.pause_reason, PauseReason),
        (DeliveryRow.target, Target),
        (DeliveryRow.kind, DeliveryKind),
        (DeliveryRow.state, DeliveryState),
        (DeliveryRow.reason, PauseReason),
        (LedgerRow.kind, ChangeKind),
        (RecoveredRow.kind, ChangeKind),
    ],
    ids=str,
)
def test_every_value_fits_its_column(column: InstrumentedAttribute[str], values: type[StrEnum]) -> None:
    kind = column.type
    assert isinstance(kind, String)
    assert kind.length is not None
    assert max(len(value) for value in values) <= kind.length


def test_the_longest_mark_fits_its_column() -> None:
    kind = DeliveryRow.mark.type
    assert isinstance(kind, String)
    assert len(f"{2**31 - 1}_{'0' * 20}") <= (kind.length or 0)
