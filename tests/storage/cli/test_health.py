from datetime import UTC, datetime, timedelta

import pytest

from storage.cli.health import FAILURES, HELD, describe_failure, describe_health
from storage.sources import Health
from storage.sync.guard import HoldReason

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def health(
    *, succeeded: int | None = 0, changed: int | None = None, failing: int | None = None, held: int | None = None
) -> Health:
    def ago(days: int | None) -> datetime | None:
        return None if days is None else NOW - timedelta(days=days)

    return Health(NOW, ago(succeeded), ago(changed), ago(failing), "status 404", ago(held), "drop")


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (health(succeeded=None), "not read yet"),
        (health(changed=23), "quiet for 23 days, last read 2026-11-21 09:30 UTC"),
        (health(changed=1), "quiet for 1 day, last read 2026-11-21 09:30 UTC"),
        (health(changed=0), "changed within a day, last read 2026-11-21 09:30 UTC"),
        (health(changed=23, failing=4), "failing since 2026-11-17 09:30 UTC: HTTP 404"),
        (health(changed=23, held=1), "held since 2026-11-20 09:30 UTC: more than a tenth of the rows would go"),
    ],
)
def test_a_quiet_list_is_told_from_a_failing_and_a_held_one(one: Health, said: str) -> None:
    assert describe_health(one, NOW) == said


def test_every_reason_has_its_words() -> None:
    assert set(HELD) == {reason.value for reason in HoldReason}
    assert describe_failure("status 503") == "HTTP 503"
    assert all(describe_failure(reason) != reason for reason in FAILURES)
