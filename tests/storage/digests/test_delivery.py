from dataclasses import FrozenInstanceError
from datetime import datetime

import pytest

from storage.digests.delivery import Delivery, DeliveryKind, DeliveryState, Receipt
from storage.digests.subscription import Place, Target


def test_what_leaves_storage_cannot_be_changed(now: datetime) -> None:
    delivery = Delivery(
        1, DeliveryKind.DIGEST, "7_a", 7, 1, 1, 1, Place(Target.TEXT, 5, 6), False, {}, 1, False, None, now
    )  # fmt: skip
    receipt = Receipt(1, 1, 1, 1, DeliveryState.SENT, "", 5, 6, 7, 3, now, now)
    for value, name in ((delivery, "in_doubt"), (receipt, "state")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, True)


def test_only_one_state_waits_to_be_sent() -> None:
    assert {state.value for state in DeliveryState} == {"pending", "sent", "failed", "unknown", "withdrawn"}
