import pytest

from storage.digests.errors import ForeignMessages, SubscriptionNotFound, TooManySubscriptions
from storage.errors import StorageError


@pytest.mark.parametrize(
    ("error", "fact"),
    [
        (SubscriptionNotFound(7), {"subscription_id": 7}),
        (TooManySubscriptions(10), {"most": 10}),
        (ForeignMessages(700), {"channel_id": 700}),
    ],
)
def test_each_carries_its_fact_and_no_prose(error: StorageError, fact: dict[str, int]) -> None:
    assert vars(error) == fact
    assert error.args == tuple(fact.values())
