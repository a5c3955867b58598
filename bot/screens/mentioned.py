"""The papers that a message links, and its links that the lists do not have."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.screens.addresses import safe_url
from bot.screens.custom_ids import choose_paper, open_paper
from bot.screens.limits import OPTION_TEXT, SELECT_OPTIONS
from bot.screens.markdown import escape, plain
from bot.screens.phrases import BETWEEN, find_short_name, list_some, name_organisations, name_title, rate
from bot.screens.screen import Screen, press
from bot.texts import Words
from data.paper import Paper

MOST_SECTIONS, MOST_MENUS = 7, 3
_TITLE, _SHORT, _FACTS = 130, 40, 60  # characters
_UNKNOWN, _URL = 800, 180


def render_mentioned(papers: Sequence[Paper], unknown: Sequence[str], words: Words, *, is_cut: bool = False) -> Screen:
    """The papers, the first of them with a button each and the rest in menus, and the addresses that are on no list.

    `is_cut` where the message links more than was looked at.
    """
    is_cut = is_cut or len(papers) > MOST_SECTIONS + MOST_MENUS * SELECT_OPTIONS
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(_heading(papers, unknown, words, is_cut=is_cut)))
    for number, paper in enumerate(papers[:MOST_SECTIONS], 1):
        button = press(words.say("Open {number}", number=words.number(number)), open_paper(paper.id))
        box.add_item(ui.Section(_entry(paper, number, words), accessory=button))
    rest = papers[MOST_SECTIONS : MOST_SECTIONS + MOST_MENUS * SELECT_OPTIONS]
    for number, start in enumerate(range(0, len(rest), SELECT_OPTIONS)):
        first = MOST_SECTIONS + start + 1
        box.add_item(ui.ActionRow(_menu(number, first, rest[start : start + SELECT_OPTIONS], words)))
    if unknown:
        lines = [f"**{words.say('Not on the lists')}**", *(_tell(address, words) for address in unknown)]
        box.add_item(ui.Separator())
        told = list_some(lines, _UNKNOWN, lambda left: _more_links(left, words))
        box.add_item(ui.TextDisplay(told))
    screen = Screen()
    screen.add_item(box)
    return screen


def _heading(papers: Sequence[Paper], unknown: Sequence[str], words: Words, *, is_cut: bool) -> str:
    listed = words.say_count("{count} paper on the lists", "{count} papers on the lists", len(papers))
    others = words.say_count("{count} link that is not", "{count} links that are not", len(unknown))
    lines = [
        f"## {words.say('Papers in this message')}",
        f"**{words.together([listed, *([others] if unknown else [])])}**",
    ]
    if len(papers) > MOST_SECTIONS:
        lines.append(words.say("The menu below opens those that have no button."))
    if is_cut:
        lines.append("-# " + words.say("There is more than I can show; these are the first."))
    return "\n".join(lines)


def _entry(paper: Paper, number: int, words: Words) -> str:
    short, title = find_short_name(paper, _SHORT), name_title(paper, _TITLE, words)
    headline = f"**{number}. {short}**: {title}" if short else f"**{number}. {title}**"
    facts = [words.month(paper.published) if paper.published else words.say("month unknown")]
    facts += filter(None, [name_organisations(paper, _FACTS, 30, words)])
    facts += rate(paper, words)
    if paper.has_code:
        facts.append(words.say("with code"))
    return f"{headline}\n-# {BETWEEN.join(facts)}"


def _menu(number: int, first: int, papers: Sequence[Paper], words: Words) -> ui.Select[Screen]:
    last = first + len(papers) - 1
    return ui.Select(
        custom_id=choose_paper(number),
        placeholder=words.say("Open one of the papers {first} to {last}", first=first, last=last),
        options=[
            discord.SelectOption(label=_label(paper, place, words), value=str(paper.id))
            for place, paper in enumerate(papers, first)
        ],
    )


def _label(paper: Paper, number: int, words: Words) -> str:
    return plain(f"{number}. {plain(paper.title, OPTION_TEXT) or words.say('(untitled)')}", OPTION_TEXT)


def _tell(address: str, words: Words) -> str:
    """An address where it is safe and short enough to be read, else what can be told of it."""
    url = safe_url(address)
    if url is not None and len(url) <= _URL:
        return f"- <{url}>"
    return f"- {escape(address, _URL) or words.say('(untitled)')}"


def _more_links(left: int, words: Words) -> str:
    return words.say_count("- and {count} more link", "- and {count} more links", left)
