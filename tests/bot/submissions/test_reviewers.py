"""Who decides, by the operator's settings and by what Discord tells of who presses."""

from types import SimpleNamespace
from typing import Any

import pytest

from bot.settings import Settings
from bot.submissions.reviewers import rules_of

OPERATOR = 42


def bot_with(**chosen: Any) -> Any:
    guilds = [SimpleNamespace(id=number, owner_id=owner) for number, owner in ((3, 1), (5, OPERATOR), (4, OPERATOR))]
    application = SimpleNamespace(team=None, owner=SimpleNamespace(id=OPERATOR))
    return SimpleNamespace(settings=Settings(**chosen), guilds=guilds, application=application)


@pytest.mark.parametrize(
    ("chosen", "curating", "elsewhere"),
    [
        ({}, {4, 5}, 4),
        ({"curating_guilds": "9, 8"}, {8, 9}, 8),
        ({"curating_guilds": "9", "review_guild": 77}, {9}, 77),
        ({"review_guild": 77}, {4, 5}, 77),
    ],
)
def test_the_operators_guilds_curate_unless_others_are_named(
    chosen: dict[str, Any], curating: set[int], elsewhere: int
) -> None:
    rules = rules_of(bot_with(**chosen))
    assert rules.curating == curating
    assert rules.review_guild_of(123) == elsewhere
    assert rules.review_guild_of(None) == elsewhere
    assert rules.review_guild_of(min(curating)) == min(curating)


def test_where_nobody_is_known_nobody_decides() -> None:
    bot = bot_with()
    bot.application = None
    assert rules_of(bot).review_guild_of(3) is None


def test_the_limits_are_the_operators() -> None:
    rules = rules_of(bot_with(submissions_per_day=3, undo_hours=0))
    assert (rules.most_daily, rules.undo_within.total_seconds()) == (3, 0)
