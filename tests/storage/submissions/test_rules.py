import pytest

from storage.submissions.rules import Reviewer, ReviewSettings, Rules

HERE, THERE, ROLE = 500, 501, 9


@pytest.mark.parametrize(
    ("settings", "reviewer", "may"),
    [
        (ReviewSettings(HERE), Reviewer(1, HERE, manages_guild=True), True),
        (ReviewSettings(HERE), Reviewer(1, HERE), False),
        (ReviewSettings(HERE), Reviewer(1, THERE, manages_guild=True), False),
        (ReviewSettings(HERE, role_ids=frozenset({ROLE})), Reviewer(1, HERE, frozenset({ROLE, 3})), True),
        (ReviewSettings(HERE, role_ids=frozenset({ROLE})), Reviewer(1, HERE, frozenset({3}), True), False),
        (ReviewSettings(HERE, member_ids=frozenset({1})), Reviewer(1, HERE), True),
        (ReviewSettings(HERE, member_ids=frozenset({1})), Reviewer(2, HERE, manages_guild=True), False),
        (ReviewSettings(HERE, member_ids=frozenset({1})), Reviewer(1, THERE), False),
        (ReviewSettings(HERE), Reviewer(1, None, is_operator=True), True),
    ],
)
def test_who_was_chosen_may_decide_and_else_who_may_manage_the_guild(
    settings: ReviewSettings, reviewer: Reviewer, may: bool
) -> None:
    assert settings.may_review(reviewer) is may


def test_guilds_that_curate_decide_for_themselves_and_the_operators_guild_for_all_others() -> None:
    rules = Rules(curating=frozenset({HERE}), operator_guild=THERE)
    assert [rules.review_guild_of(guild) for guild in (HERE, THERE, 7, None)] == [HERE, THERE, THERE, THERE]
    assert Rules().review_guild_of(HERE) is None
