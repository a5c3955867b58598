from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.doctor.finding import Condition
from bot.doctor.lists import examine_lists, judge_list
from storage.database import Database
from storage.sources import Health

QUIET = Health(
    checked_at=None,
    succeeded_at=None,
    changed_at=None,
    failing_since=None,
    failure="",
    held_at=None,
    held_reason="",
)


async def test_every_followed_list_is_told(shipped: Database, database: Database, now: datetime) -> None:
    found = await examine_lists(shipped, now)
    assert [each.condition for each in found] == [Condition.OK] * 3
    (none,) = await examine_lists(database, now)
    assert none.condition is Condition.WARNING


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"failing_since": 1, "failure": "status 404"}, "python -m storage sync tea"),
        ({"held_at": 1, "held_reason": "drop"}, "python -m storage sync --review tea"),
        ({"succeeded_at": 5}, "SYNC_HOURS"),
    ],
)
def test_what_goes_wrong_with_a_list_comes_with_a_command(
    changes: dict[str, object], advice: str, now: datetime
) -> None:
    given = {key: now - timedelta(days=value) if isinstance(value, int) else value for key, value in changes.items()}
    found = judge_list("tea", replace(QUIET, **given), now)  # type: ignore[arg-type]
    assert found.condition is Condition.WARNING
    assert advice in found.advice
