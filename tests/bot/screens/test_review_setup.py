from collections.abc import Callable
from typing import Any

import pytest
from discord import ui

from bot.screens.limits import find_violations
from bot.screens.review_setup import MOST_REVIEWERS, render_reviewing, tell_reviewing
from bot.screens.screen import Screen
from bot.texts import Texts, Words
from storage.submissions.rules import ReviewSettings

FULL = ReviewSettings(1, 2**62, frozenset(range(MOST_REVIEWERS)), frozenset(range(100, 100 + MOST_REVIEWERS)), True)


@pytest.mark.parametrize("locale", Texts.load().locales)
@pytest.mark.parametrize("settings", [ReviewSettings(1), FULL])
def test_no_panel_exceeds_a_limit(settings: ReviewSettings, locale: str) -> None:
    screen = render_reviewing(settings, "A problem.", decides=False, words=Texts.load().speak(locale))
    assert find_violations(screen) == []


def test_without_a_choice_those_decide_who_may_manage_the_guild(english: Words, read: Callable[[Screen], str]) -> None:
    text = read(render_reviewing(ReviewSettings(1), "", decides=True, words=english))
    assert "those who may manage this guild" in text
    assert "Moderators decide here" in text
    assert tell_reviewing(ReviewSettings(1), english).state == "no channel chosen yet"


def test_a_channel_can_be_given_up(english: Words, buttons: Callable[[Screen], dict[str, ui.Button[Any]]]) -> None:
    none = render_reviewing(ReviewSettings(1), "", decides=True, words=english)
    some = render_reviewing(ReviewSettings(1, 7), "", decides=True, words=english)
    assert buttons(none)["No review channel"].disabled
    assert not buttons(some)["No review channel"].disabled
