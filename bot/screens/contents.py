"""The table of contents: the categories and how many papers stand in each."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.screens.custom_ids import CONTENTS, choose_category
from bot.screens.limits import OPTION_TEXT, SELECT_OPTIONS
from bot.screens.markdown import escape, plain
from bot.screens.phrases import list_some, name_category
from bot.screens.screen import Screen
from bot.texts import Words
from data.categories import Category

MOST_MENUS = 4
_LINES = 2_800  # characters

Counted = tuple[Category, int]


def render_contents(counted: Sequence[Counted], papers: int, words: Words) -> Screen:
    """The categories in their order, each with its number of papers, and menus to choose one; `papers` counts each
    paper once."""
    screen = Screen(CONTENTS if counted else "")
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(_heading(counted, papers, words)))
    screen.add_item(box)
    if not counted:
        return screen
    box.add_item(ui.Separator())
    lines = [_line(category, number, words) for category, number in counted]
    box.add_item(ui.TextDisplay(list_some(lines, _LINES, lambda left: _more(left, words))))
    for number, start in enumerate(range(0, min(len(counted), MOST_MENUS * SELECT_OPTIONS), SELECT_OPTIONS)):
        box.add_item(ui.ActionRow(_menu(number, counted[start : start + SELECT_OPTIONS], words)))
    return screen


def _heading(counted: Sequence[Counted], papers: int, words: Words) -> str:
    heading = f"## {words.say('Table of contents')}\n"
    if not counted:
        return heading + words.say("There is no paper on the lists yet.")
    shown = words.say_count("{count} paper", "{count} papers", papers)
    topics = words.say_count("in {count} category", "in {count} categories", len(counted))
    both = words.say("**{papers}** {categories}. A paper may stand in several.", papers=shown, categories=topics)
    return heading + both


def _line(category: Category, number: int, words: Words) -> str:
    counted = words.say_count("{count} paper", "{count} papers", number)
    name = escape(name_category(category, words.locale), 100) or words.say("(untitled)")
    return f"- **{name}** · {counted}"


def _more(left: int, words: Words) -> str:
    return words.say_count(
        "- and {count} more category: /category finds it by its name",
        "- and {count} more categories: /category finds them by their names",
        left,
    )


def _menu(number: int, counted: Sequence[Counted], words: Words) -> ui.Select[Screen]:
    first = number * SELECT_OPTIONS + 1
    return ui.Select(
        custom_id=choose_category(number),
        placeholder=words.say("Choose a category")
        if number == 0
        else words.say("Categories {first} to {last}", first=first, last=first + len(counted) - 1),
        options=[_option(category, papers, words) for category, papers in counted],
    )


def _option(category: Category, papers: int, words: Words) -> discord.SelectOption:
    return discord.SelectOption(
        label=plain(name_category(category, words.locale), OPTION_TEXT) or words.say("(untitled)"),
        value=category.slug,
        description=words.say_count("{count} paper", "{count} papers", papers),
    )
