from collections.abc import Callable

from discord import ui

from bot.screens.limits import COMPONENTS, SAFE_CHARACTERS, find_violations
from bot.screens.notice import render_notice
from bot.screens.preview import render_preview
from bot.screens.screen import Screen
from bot.texts import Words


def test_a_preview_says_that_it_is_one_and_how_many_messages_there_are(
    english: Words, read: Callable[[Screen], str]
) -> None:
    assert read(render_preview(render_notice("News"), 1, english)).splitlines() == [
        "News",
        "-# A preview: nothing was sent, and nothing counts as told.",
    ]
    assert "as told. It rests." in read(render_preview(render_notice("News"), 1, english, note="It rests."))
    assert "This is the first of 3 messages." in read(render_preview(render_notice("News"), 3, english))


def test_a_message_that_is_full_stays_as_it_is(english: Words) -> None:
    long = render_preview(render_notice("x" * SAFE_CHARACTERS), 2, english)
    assert len(list(long.walk_children())) == 1
    full = Screen()
    for _ in range(COMPONENTS):
        full.add_item(ui.TextDisplay("x"))
    assert find_violations(render_preview(full, 2, english)) == []
