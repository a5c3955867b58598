"""A paper on one screen: what it is, what the lists say of it, where its links lead."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.screens.citation import Style
from bot.screens.custom_ids import (
    cite_paper,
    follow_paper,
    open_category,
    open_history,
    open_paper,
    open_similar,
    save_paper,
)
from bot.screens.limits import BUTTON_LABEL, ROW_BUTTONS, SAFE_CHARACTERS, length
from bot.screens.links import divide_links
from bot.screens.markdown import escape, plain
from bot.screens.phrases import (
    BETWEEN,
    join_some,
    list_some,
    name_category,
    name_organisations,
    name_title,
    rate,
    show_day,
)
from bot.screens.screen import Screen, press
from bot.texts import Words
from data.categories import Category
from data.paper import Paper, PublishedFrom

MOST_CATEGORIES = 3
"""Buttons of categories; the rest of their row is for what else one may do about a paper."""

_TITLE, _ALIASES, _ORGANISATIONS, _PLACES, _LINKS = 400, 200, 400, 800, 640
"""Characters for each part of a card; with the words around them they stay below `SAFE_CHARACTERS`."""

_AROUND, _LEAST_ABSTRACT, _ABSTRACT = 60, 160, 1_900  # characters


def render_card(
    paper: Paper,
    lists: Mapping[str, str],
    categories: Sequence[Category],
    words: Words,
    note: str = "",
    *ways: ui.Button[Any],
    abstract: str = "",
) -> Screen:
    """The card of a paper.

    `lists` has the titles of the lists by name, `categories` those of the paper that have a page of their own, in the
    order of their buttons. `note` is a sentence above the title, safe Markdown of at most 250 characters. `ways` are
    up to two buttons beside those of the categories. `abstract` is as arXiv has it; as much of it is shown as there is
    room for.
    """
    links = divide_links(paper.links, words)
    head = [f"-# {note}"] if note else []
    head += [_title(paper, words), _facts(paper, words)]
    foot = [_places(paper, lists, words)]
    foot += [list_some(links.told, _LINKS, lambda left: _more_links(left, words))] if links.told else []
    room = SAFE_CHARACTERS - sum(length(text) for text in (*head, *foot)) - _AROUND
    head += filter(None, [_abstract(abstract, room, words)])
    box: ui.Container[Screen] = ui.Container(*map(ui.TextDisplay, head), ui.Separator(), *map(ui.TextDisplay, foot))
    for start in range(0, len(links.buttons), ROW_BUTTONS):
        box.add_item(ui.ActionRow(*links.buttons[start : start + ROW_BUTTONS]))
    screen = Screen(open_paper(paper.id))
    screen.add_item(box)
    screen.add_item(
        ui.ActionRow(
            press(words.say("Follow"), follow_paper(paper.id)),
            press(words.say("Similar papers"), open_similar(paper.id)),
            press(words.say_as("of a paper", "History"), open_history(paper.id)),
            press("BibTeX", cite_paper(Style.BIBTEX, paper.id)),
            press("RIS", cite_paper(Style.RIS, paper.id)),
        )
    )
    more = [_more_of(category, words) for category in categories[:MOST_CATEGORIES]]
    if more:
        screen.add_item(ui.ActionRow(*more))
    screen.add_item(ui.ActionRow(press(words.say("Save"), save_paper(paper.id)), *ways))
    return screen


def _abstract(text: str, room: int, words: Words) -> str:
    """The abstract, or "" where there is none or no room for a piece worth reading."""
    shown = escape(text, min(room, _ABSTRACT)) if room >= _LEAST_ABSTRACT else ""
    return words.say("**Abstract, from arXiv:** {text}", text=shown) if shown else ""


def _title(paper: Paper, words: Words) -> str:
    lines = [f"## {name_title(paper, _TITLE, words)}"]
    aliases = [f"**{shown}**" for alias in paper.aliases if (shown := escape(alias, 80))]
    if aliases:
        lines.append(words.say("Known as {aliases}", aliases=join_some(aliases, _ALIASES, words)))
    return "\n".join(lines)


def _facts(paper: Paper, words: Words) -> str:
    facts = [
        (words.say("Organisations"), name_organisations(paper, _ORGANISATIONS, 80, words)),
        (words.say("Published"), _published(paper, words)),
        (words.say("The list says"), BETWEEN.join(rate(paper, words))),
        (words.say("First seen"), show_day(paper.first_seen_at)),
    ]
    return "\n".join(words.say("**{name}:** {fact}", name=name, fact=fact) for name, fact in facts if fact)


def _published(paper: Paper, words: Words) -> str:
    if paper.published is None:
        return words.say("no list says when")
    month = words.month(paper.published)
    if paper.published_from is PublishedFrom.ARXIV:
        return words.say("{month}, by its arXiv number; no list says when", month=month)
    return month


def _places(paper: Paper, lists: Mapping[str, str], words: Words) -> str:
    places = [
        f"- {_bold(placement.section, words)} ({escape(lists.get(placement.list_name, placement.list_name), 80)})"
        for placement in paper.placements
    ]
    heading = words.say_count("**Section**", "**Sections**", len(places))
    return list_some([heading, *places], _PLACES, lambda left: _more_sections(left, words))


def _bold(text: str, words: Words) -> str:
    return f"**{escape(text, 120) or words.say('(untitled)')}**"


def _more_sections(left: int, words: Words) -> str:
    return words.say_count("- and {count} more section", "- and {count} more sections", left)


def _more_links(left: int, words: Words) -> str:
    return words.say_count(
        "- and {count} more link that has no room here", "- and {count} more links that have no room here", left
    )


def _more_of(category: Category, words: Words) -> ui.Button[Any]:
    name = plain(name_category(category, words.locale), BUTTON_LABEL - 20) or words.say("(untitled)")
    return press(words.say("More: {category}", category=name), open_category(category.slug))
