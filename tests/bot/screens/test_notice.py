from collections.abc import Callable
from typing import Any

from discord import ui

from bot.screens.notice import render_notice
from bot.screens.screen import Screen, press


def test_a_notice_is_a_sentence(read: Callable[[Screen], str]) -> None:
    screen = render_notice("A sentence.")
    assert read(screen) == "A sentence."
    assert len(screen.children) == 1


def test_a_notice_may_offer_what_to_press(buttons: Callable[[Screen], dict[str, ui.Button[Any]]]) -> None:
    assert list(buttons(render_notice("A sentence.", press("One", "1"), press("Two", "2")))) == ["One", "Two"]
