from collections.abc import Callable
from typing import Any

from discord import ui

from bot.screens.help import CommandHelp, render_help
from bot.screens.limits import find_violations
from bot.screens.screen import Screen
from bot.texts import Words

SEARCH = CommandHelp("</search:1>", "Find papers", "`/search query: awq`")


def test_every_command_is_told_with_an_example(english: Words, read: Callable[[Screen], str]) -> None:
    screen = render_help([SEARCH, CommandHelp("**/about**", "Show the lists", "`/about`")], english)
    assert read(screen).splitlines()[2:] == [
        "In the menu of any message, under Apps, “Papers in this message” tells which of its links are on the lists.",
        "</search:1>",
        "Find papers",
        "-# For example: `/search query: awq`",
        "**/about**",
        "Show the lists",
        "-# For example: `/about`",
    ]
    assert find_violations(screen) == []


def test_it_leads_on_to_the_table_of_contents(
    chinese: Words, buttons: Callable[[Screen], dict[str, ui.Button[Any]]]
) -> None:
    assert buttons(render_help([SEARCH], chinese))["目录"].custom_id == "contents"
