"""How many papers the lists have: by month and by category, as pictures and in words."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import discord
from discord import ui

from bot.screens.custom_ids import CONTENTS, STATISTICS
from bot.screens.markdown import escape
from bot.screens.phrases import BETWEEN, list_some, name_category
from bot.screens.screen import Screen, press
from bot.texts import Words
from data.categories import Category
from data.months import Month
from storage.statistics import Statistics

_YEARS, _LEGEND = 600, 1_500  # characters


class Pictures(NamedTuple):
    """The pictures of a catalog, as PNG: the months that are drawn, and the bars of the categories."""

    months: bytes
    categories: bytes


def render_statistics(
    statistics: Statistics,
    drawn: Sequence[tuple[Month, int]],
    ranked: Sequence[tuple[Category, int]],
    shown: int,
    pictures: Pictures | None,
    words: Words,
) -> Screen:
    """The numbers, with pictures where there is anything to draw.

    `drawn` are the months in the picture, `ranked` all categories, those of the most papers first, of which the first
    `shown` are in the picture.
    """
    screen = Screen(STATISTICS)
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(_heading(statistics, words)))
    if pictures and drawn:
        box.add_item(ui.TextDisplay(f"### {words.say('Papers by month of publication')}"))
        box.add_item(_picture(screen, "months.png", pictures.months, _describe_months(drawn, words)))
        box.add_item(ui.TextDisplay(_years(statistics, words)))
    if pictures and ranked:
        box.add_item(ui.TextDisplay(f"### {words.say('Papers by category')}"))
        described = _describe_categories(ranked, shown, words)
        box.add_item(_picture(screen, "categories.png", pictures.categories, described))
        box.add_item(ui.TextDisplay(_legend(ranked, shown, words)))
    screen.add_item(box)
    screen.add_item(ui.ActionRow(press(words.say("Table of contents"), CONTENTS)))
    return screen


def _picture(screen: Screen, name: str, content: bytes, described: str) -> ui.MediaGallery[Screen]:
    address = screen.attach(name, content)
    return ui.MediaGallery(discord.MediaGalleryItem(address, description=described))


def _heading(statistics: Statistics, words: Words) -> str:
    lines = [f"## {words.say('Statistics')}"]
    if not statistics.papers:
        return "\n".join([*lines, words.say("There is no paper on the lists yet.")])
    counted = words.say_count("{count} paper", "{count} papers", statistics.papers)
    said = [f"**{counted}**", words.say("{count} with code", count=words.number(statistics.with_code))]
    if statistics.undated:
        said.append(words.say("{count} without a month", count=words.number(statistics.undated)))
    return "\n".join([*lines, words.together(said)])


def _years(statistics: Statistics, words: Words) -> str:
    """Every year in words, the newest first, as the picture may hold fewer."""
    years: Counter[int] = Counter()
    for month, count in statistics.months:
        years[month.year] += count
    said = [f"{year}: {words.number(years[year])}" for year in sorted(years, reverse=True)]
    while len(BETWEEN.join(said)) > _YEARS:
        said.pop()
    return "-# " + words.say("Papers a year: {years}", years=BETWEEN.join(said))


def _describe_months(drawn: Sequence[tuple[Month, int]], words: Words) -> str:
    """What the picture shows, for those who do not see it."""
    first, last = drawn[0][0], drawn[-1][0]
    month, most = max(drawn, key=lambda pair: pair[1])
    return words.say(
        "A bar chart: the papers of each month from {first} to {last}. The most, {count}, are of {month}.",
        first=words.month(first),
        last=words.month(last),
        count=words.number(most),
        month=words.month(month),
    )


def _describe_categories(ranked: Sequence[tuple[Category, int]], shown: int, words: Words) -> str:
    return words.say(
        "A bar chart: the papers of {shown} categories, numbered as in the list below, from {most} down to {least}.",
        shown=words.number(min(shown, len(ranked))),
        most=words.number(ranked[0][1]),
        least=words.number(ranked[:shown][-1][1]),
    )


def _legend(ranked: Sequence[tuple[Category, int]], shown: int, words: Words) -> str:
    lines = [_line(number, category, papers, words) for number, (category, papers) in enumerate(ranked[:shown], 1)]
    more = len(ranked) - shown
    if more > 0:
        lines.append("-# " + words.say_count("and {count} more category", "and {count} more categories", more))
    lines.append("-# " + words.say("A paper may stand in several."))
    return list_some(lines, _LEGEND, lambda left: words.say_count("- and {count} more", "- and {count} more", left))


def _line(number: int, category: Category, papers: int, words: Words) -> str:
    name = escape(name_category(category, words.locale), 80) or words.say("(untitled)")
    counted = words.say_count("{count} paper", "{count} papers", papers)
    return f"**{number}.** {name}: {counted}"
