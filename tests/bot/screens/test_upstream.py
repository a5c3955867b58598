"""What is handed to curators."""

from collections.abc import Callable

import pytest

from bot.screens.limits import find_violations
from bot.screens.screen import Screen
from bot.screens.upstream import render_upstream
from bot.texts import Texts, Words
from data.writers.rows.proposals import Refusal
from storage.submissions.exporting import Left, LeftOut, PendingUpstream

EVERY = [*Left, *Refusal]


@pytest.mark.parametrize("locale", Texts.load().locales)
def test_every_reason_for_leaving_something_out_has_words(locale: str) -> None:
    words = Texts.load().speak(locale)
    for reason in EVERY:
        screen = render_upstream(PendingUpstream((), (LeftOut(7, "*A* title", "mine", reason),)), words)
        assert find_violations(screen) == []
        text = "".join(getattr(item, "content", "") for item in screen.walk_children())
        assert r"\*A\* title" in text
        assert reason.value not in text


def test_nothing_to_hand_out_is_said(english: Words, read: Callable[[Screen], str]) -> None:
    assert read(render_upstream(PendingUpstream((), ()), english)) == "Nothing that is approved waits for a list."


def test_much_that_is_left_out_fits_into_a_message(english: Words) -> None:
    left = tuple(LeftOut(number, "題" * 300, "mine", Left.NO_LIST) for number in range(200))
    assert find_violations(render_upstream(PendingUpstream((), left), english)) == []
