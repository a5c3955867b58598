from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cadence import parse_cadence, render_cadence
from bot.digest_options import CADENCES, complete_cadence, complete_digest
from bot.screens.limits import CHOICE_TEXT, CHOICES, length
from bot.texts import Texts
from storage.digests.subscription import Choices, PauseReason, Place, State, Subscription, Target

ENGLISH = Texts.load().speak("en-US")
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def digest(number: int, cadence: str = "daily 09:00") -> Subscription:
    place = Place(Target.TEXT, 1, number)
    return Subscription(
        number, place, 3, Choices(cadence), State.ACTIVE, PauseReason.NONE, None, 0, NOW, None, NOW, NOW, NOW
    )


@pytest.mark.parametrize("cadence", CADENCES)
def test_what_is_offered_before_anything_is_typed_is_canonical(cadence: str) -> None:
    assert render_cadence(parse_cadence(cadence)) == cadence
    assert cadence in [choice.value for choice in complete_cadence("", ENGLISH)]


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("mondays at 8", ("every Monday at 08:00", "weekly mon 08:00")),
        ("0 9 * * 1-5", ("from Monday to Friday at 09:00", "cron 0 9 * * mon-fri")),
        ("friday", ("every Friday at 09:00", "weekly fri 09:00")),
        ("last day", ("on the last day of each month at 09:00", "monthly 31 09:00")),
    ],
)
def test_what_is_typed_is_shown_as_it_is_understood(typed: str, choice: tuple[str, str]) -> None:
    assert choice in [(each.name, each.value) for each in complete_cadence(typed, ENGLISH)]


@given(st.text(max_size=80), st.lists(st.one_of(st.none(), st.text(max_size=100)), max_size=40))
def test_choices_of_digests_stay_within_discords_limits(typed: str, channels: list[str | None]) -> None:
    choices = complete_digest(typed, [(digest(n), channel) for n, channel in enumerate(channels)], ENGLISH)
    assert len(choices) <= CHOICES
    assert all(0 < length(choice.name) <= CHOICE_TEXT for choice in choices)
