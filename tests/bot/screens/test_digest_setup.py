from collections.abc import Callable
from typing import Any
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest_options import CADENCES
from bot.screens.custom_ids import SetupState, parse_setup_state, step_of_setup
from bot.screens.digest_setup import render_setup
from bot.screens.limits import CUSTOM_ID, find_violations
from bot.screens.markdown import escape
from bot.screens.screen import Screen
from bot.screens.setup import MENU, open_setup
from bot.texts import Texts, Words

Read = Callable[[Screen], str]
Buttons = Callable[[Screen], dict[str, Any]]
ZONES = sorted(available_timezones())
LOCALES = Texts.load().locales
START = SetupState(0, "weekly mon 09:00", "UTC", "en-US")


@given(
    channel=st.integers(0, 2**63 - 1),
    cadence=st.sampled_from(CADENCES),
    zone=st.sampled_from(ZONES),
    language=st.sampled_from(LOCALES),
    locale=st.sampled_from(LOCALES),
    problem=st.text(max_size=300).map(lambda text: escape(text, 300)),
)
@settings(deadline=None, max_examples=50)
def test_the_panel_carries_every_state_within_discords_limits(
    channel: int, cadence: str, zone: str, language: str, locale: str, problem: str
) -> None:
    state = SetupState(channel, cadence, zone, language)
    screen = render_setup(state, problem, CADENCES, ZONES[:18], LOCALES, Texts.load().speak(locale), note="x" * 200)
    assert find_violations(screen) == []
    custom_ids = [item.custom_id for item in screen.walk_children() if hasattr(item, "custom_id")]
    assert len(custom_ids) == 8
    assert custom_ids.pop() == open_setup(MENU)
    for custom_id in custom_ids:
        assert parse_setup_state(custom_id.split(":", 2)[2]) == state


def test_the_longest_state_fits_into_a_custom_id() -> None:
    state = SetupState(2**64 - 1, max(CADENCES, key=len), max(ZONES, key=len), max(LOCALES, key=len))
    assert len(step_of_setup("language", state)) <= CUSTOM_ID


@pytest.mark.parametrize("text", ["", "x~a~b~c", "7~a~b", "7~a~b~c~d", "²~a~b~c"])
def test_what_is_no_state_is_none(text: str) -> None:
    assert parse_setup_state(text) is None


def test_what_is_missing_keeps_the_digest_from_being_made(english: Words, read: Read, buttons: Buttons) -> None:
    at_first = render_setup(START, "", CADENCES, ["UTC"], LOCALES, english)
    assert "Choose the channel" in read(at_first)
    hindered = render_setup(START._replace(channel_id=7), "I may not.", CADENCES, ["UTC"], LOCALES, english)
    assert "⚠️ I may not." in read(hindered)
    ready = render_setup(START._replace(channel_id=7), "", CADENCES, ["UTC"], LOCALES, english)
    for screen, disabled in ((at_first, True), (hindered, True), (ready, False)):
        assert [buttons(screen)[label].disabled for label in ("Test post", "Create the digest")] == [disabled] * 2


def test_a_zone_that_is_not_offered_is_shown_as_the_chosen_one(english: Words) -> None:
    screen = render_setup(START._replace(timezone="Africa/Nairobi"), "", CADENCES, ["UTC"], LOCALES, english)
    menus = [item for item in screen.walk_children() if hasattr(item, "options")]
    assert [option.value for option in menus[1].options if option.default] == ["Africa/Nairobi"]
