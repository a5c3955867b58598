"""Showing to everybody what only one person saw."""

import contextlib
from typing import Any

from discord import ui

from bot.screens.custom_ids import show_to_all
from bot.screens.limits import CUSTOM_ID, ROW_BUTTONS
from bot.screens.screen import Screen, press
from bot.texts import Words


def offer_share(screen: Screen, words: Words) -> None:
    """Adds the button that shows the screen to everybody, beside its last buttons; none where it has no address or no
    room."""
    custom_id = show_to_all(screen.address)
    if not screen.address or len(custom_id) > CUSTOM_ID:
        return
    screen.address = ""  # once is enough
    button = press(words.say("Share"), custom_id)
    row = _find_row(screen)
    with contextlib.suppress(ValueError):  # forty components, which is all that a message holds
        if row:
            row.add_item(button)
        else:
            screen.add_item(ui.ActionRow(button))


def sign(screen: Screen, member_id: int, words: Words) -> None:
    """Says below a screen who shows it, where there is room; nobody is called by that."""
    told = ui.TextDisplay[Screen]("-# " + words.say("Shared by {member}", member=f"<@{member_id}>"))
    with contextlib.suppress(ValueError):  # forty components
        screen.add_item(told)


def _find_row(screen: Screen) -> ui.ActionRow[Any] | None:
    """The last row of buttons, if it is the last thing on the screen and has room."""
    last = screen.children[-1]
    if not isinstance(last, ui.ActionRow) or len(last.children) >= ROW_BUTTONS:
        return None
    return last if all(isinstance(each, ui.Button) for each in last.children) else None
