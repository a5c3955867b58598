from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.follows import Follow, Followed, give_up, take_up
from bot.personal import change_personal, resume_personal, stop_personal, with_interest
from storage.database import Database
from storage.digests.subscription import Choices, State
from storage.digests.subscriptions import find_personal

ANN = 42
KEYWORD = Follow(Followed.KEYWORD, "pruning")


def taking_up(choices: Choices) -> Choices:
    return with_interest(lambda interest: take_up(interest, KEYWORD))(choices)


async def test_the_digest_comes_with_the_first_thing_and_goes_with_the_last(database: Database, now: datetime) -> None:
    async with database.write() as session:
        made = await change_personal(session, ANN, taking_up, language="zh-CN", now=now)
        assert made is not None
        assert (made.choices.language, made.choices.interest.keywords) == ("zh-CN", ("pruning",))
        assert now < made.next_at <= now + timedelta(days=1)
        assert await change_personal(session, ANN, taking_up, language="en-US", now=now) == made
    async with database.write() as session:
        gone = with_interest(lambda interest: give_up(interest, frozenset({KEYWORD.code})))
        assert await change_personal(session, ANN, gone, language="en-US", now=now) is None
        assert await find_personal(session, ANN) is None


async def test_a_change_that_leaves_nothing_followed_makes_no_digest(database: Database, now: datetime) -> None:
    async with database.write() as session:
        changed = await change_personal(session, ANN, lambda c: replace(c, cadence="hourly"), language="en-US", now=now)
        assert changed is None
        assert await stop_personal(session, ANN, now) is None
        assert await resume_personal(session, ANN, now) is None


@pytest.mark.parametrize("field", ["cadence", "timezone"])
async def test_only_when_it_comes_moves_the_next_time(field: str, database: Database, now: datetime) -> None:
    other: dict[str, Any] = {field: {"cadence": "daily 05:00", "timezone": "Asia/Shanghai"}[field]}
    async with database.write() as session:
        made = await change_personal(session, ANN, taking_up, language="en-US", now=now)
        spoken = await change_personal(
            session, ANN, lambda c: replace(c, language="zh-CN"), language="en-US", now=now + timedelta(hours=1)
        )
        moved = await change_personal(session, ANN, lambda c: replace(c, **other), language="en-US", now=now)
    assert made is not None
    assert spoken is not None
    assert moved is not None
    assert made.next_at == spoken.next_at != moved.next_at


async def test_stopping_keeps_what_is_followed_and_resuming_serves_it(database: Database, now: datetime) -> None:
    async with database.write() as session:
        await change_personal(session, ANN, taking_up, language="en-US", now=now)
        stopped = await stop_personal(session, ANN, now)
        again = await stop_personal(session, ANN, now)
        resumed = await resume_personal(session, ANN, now)
    assert stopped is not None
    assert again == stopped
    assert resumed is not None
    assert (stopped.state, resumed.state) == (State.PAUSED, State.ACTIVE)
    assert resumed.choices == stopped.choices
