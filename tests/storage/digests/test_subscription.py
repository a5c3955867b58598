from dataclasses import FrozenInstanceError
from datetime import timedelta

import pytest

from storage.digests.subscription import Choices, Interest, PauseReason, Style
from storage.feed import ChangeKind


def test_who_chooses_nothing_hears_of_additions_and_released_code_as_soon_as_there_is_one() -> None:
    choices = Choices("daily 09:00")
    assert choices.kinds == (ChangeKind.ADDED, ChangeKind.CODE_RELEASED)
    assert (choices.min_items, choices.max_wait) == (1, timedelta(days=28))
    assert (choices.timezone, choices.language, choices.style) == ("UTC", "en-US", Style.COMPACT)
    assert (choices.mention_role_id, choices.publishes, choices.picks) == (None, False, False)


@pytest.mark.parametrize(
    ("interest", "is_empty"),
    [
        (Interest(), True),
        (Interest(has_code=True, min_stars=2, any_part=True), True),
        (Interest(categories=("moe",)), False),
        (Interest(keywords=("awq",)), False),
        (Interest(organisations=("NVIDIA",)), False),
        (Interest(papers=(3,)), False),
    ],
)
def test_following_nothing_is_told_from_following_something(interest: Interest, is_empty: bool) -> None:
    assert interest.is_empty is is_empty


def test_choices_are_values() -> None:
    assert Choices("daily 09:00") == Choices("daily 09:00")
    with pytest.raises(FrozenInstanceError):
        Choices("daily 09:00").min_items = 5  # type: ignore[misc]


def test_only_a_person_rests_a_digest_without_a_fault() -> None:
    assert {reason.value for reason in PauseReason} - {"", "person"} == {
        "channel_gone", "no_access", "no_permission", "thread_closed", "tag_required", "messages_closed", "refused",
    }  # fmt: skip
