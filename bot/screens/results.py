"""A page of papers that answer a query."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from discord import ui

from bot.screens.carried import carry
from bot.screens.custom_ids import CONTENTS, GOTO, open_paper, turn_to
from bot.screens.markdown import escape
from bot.screens.parts import Removal, name_filter, removals, tell_parts
from bot.screens.phrases import BETWEEN, find_short_name, name_category, name_organisations, name_title, rate, show_day
from bot.screens.screen import Screen, press
from bot.texts import Words
from data.categories import Category
from data.paper import Paper
from data.query.query import Query, Sort
from storage.search.result import Confidence, Result

PAPERS_PER_PAGE = 5
_NO_CATEGORIES: Mapping[str, Category] = MappingProxyType({})


def count_pages(papers: int) -> int:
    """How many pages so many papers take; at least one."""
    return max(1, -(-papers // PAPERS_PER_PAGE))


def render_results(
    result: Result,
    category: Category | None,
    page: int,
    words: Words,
    categories: Mapping[str, Category] = _NO_CATEGORIES,
    like: Paper | None = None,
) -> Screen:
    """A page of what was found, counted from 1; a page that is not there any more is the nearest that is.

    `category` is that of the query, where it has one, `categories` has those that were understood, by slug, and `like`
    is the paper that the others resemble. The buttons carry the query and look for it again.
    """
    pages = count_pages(len(result.papers))
    page = min(max(page, 1), pages)
    first = (page - 1) * PAPERS_PER_PAGE
    shown = list(enumerate(result.papers[first : first + PAPERS_PER_PAGE], first + 1))
    offered = removals(result.query, result.parts, categories, words)
    below = _buttons(result.query, [paper for _, paper in shown], page, pages, offered, words)
    box: ui.Container[Screen] = ui.Container(ui.TextDisplay(_heading(result, category, categories, like, words)))
    for (number, paper), custom_id in zip(shown, below.openers, strict=True):
        box.add_item(ui.Separator())
        button = press(words.say("Open {number}", number=words.number(number)), custom_id)
        box.add_item(ui.Section(_entry(paper, number, result.query.sort, words), accessory=button))
    notes = _notes(result, words)
    if notes:
        box.add_item(ui.Separator())
        box.add_item(ui.TextDisplay(notes))
    screen = Screen(turn_to(page) if below.is_found_again else "")
    screen.add_item(box)
    for row in filter(None, (below.taking_off, below.row)):
        screen.add_item(ui.ActionRow(*row))
    return screen


class _Buttons(NamedTuple):
    """The custom ids of the buttons beside the papers, and the rows below them. `is_found_again` says whether they
    carry the query."""

    openers: list[str]
    row: list[ui.Button[Any]]
    taking_off: list[ui.Button[Any]]
    is_found_again: bool = True


def _buttons(
    query: Query, papers: list[Paper], page: int, pages: int, offered: Sequence[Removal], words: Words
) -> _Buttons:
    """Where the buttons of a page have no room for a long query, none takes a part off, and a few papers found for one
    are not found again."""
    turning = [turn_to(page - 1), GOTO, turn_to(page + 1)] if pages > 1 else []
    openers = [open_paper(paper.id) for paper in papers]
    drops = [removal.custom_id for removal in offered]
    carried = _carry(query, [*turning, *drops, *openers])
    if carried is None:
        drops, carried = [], _carry(query, [*turning, *openers])
    is_found_again = carried is not None
    carried = carried if carried is not None else openers
    taking_off = [
        press(removal.label, custom_id)
        for removal, custom_id in zip(offered, carried[len(turning) :], strict=False)
        if drops
    ]
    openers = carried[len(turning) + len(drops) :]
    if not papers:
        return _Buttons([], [press(words.say("Table of contents"), CONTENTS)], taking_off, is_found_again=False)
    if not turning:
        return _Buttons(openers, [], taking_off, is_found_again)
    earlier, goto, later = carried[:3]
    position = words.say("Page {page} of {pages}", page=words.number(page), pages=words.number(pages))
    row = [
        press(words.say("Previous"), earlier, disabled=page == 1),
        press(position, goto),
        press(words.say("Next"), later, primary=page < pages, disabled=page == pages),
    ]
    return _Buttons(openers, row, taking_off)


def _carry(query: Query, custom_ids: list[str]) -> list[str] | None:
    """The custom ids with the query behind them, None where they have no room for it."""
    try:
        return carry(query, custom_ids)
    except ValueError:
        return None


def _heading(
    result: Result,
    category: Category | None,
    categories: Mapping[str, Category],
    like: Paper | None,
    words: Words,
) -> str:
    query = result.query
    lines = [f"## {_subject(result, category, like, words)}"]
    if result.papers:
        counted = words.say_count("{count} paper", "{count} papers", len(result.papers))
        lines.append(BETWEEN.join([f"**{counted}**", *_filters(query, category, words)]))
        if result.relaxed:
            left_out = name_filter(result.relaxed, categories, words)
            lines[1:1] = [words.say("Without the condition “{part}” there is:", part=left_out)]
        elif result.confidence is not Confidence.HIGH:
            lines[1:1] = [words.say("These are the nearest, and at best loosely related.")]
    else:
        lines += filter(None, [BETWEEN.join(_filters(query, category, words))])
        lines.append(words.say("Try fewer or other words, or fewer filters, or browse the table of contents."))
    lines += filter(None, [tell_parts(result.parts, categories, words)])
    return "\n".join(lines)


def _subject(result: Result, category: Category | None, like: Paper | None, words: Words) -> str:
    query = result.query
    if query.like:
        named = name_title(like, 160, words) if like else ""
        found = result.papers and named
        return words.say("Papers like “{title}”", title=named) if found else words.say("Nothing fits")
    text = escape(query.text, 160)
    if not result.papers or result.confidence is not Confidence.HIGH:
        return words.say("Nothing on the lists fits “{text}”", text=text) if text else words.say("Nothing fits")
    if text:
        return words.say("Papers for “{text}”", text=text)
    if query.sort is Sort.FIRST_SEEN:
        return words.say("Latest additions")
    if category is not None:
        return _name(category, words)
    return words.say("By month of publication") if query.sort is Sort.PUBLISHED else words.say("All papers")


def _filters(query: Query, category: Category | None, words: Words) -> list[str]:
    """What narrows the look-up, in words, except for what the subject says."""
    said = []
    if category is not None and (query.text or query.sort is Sort.FIRST_SEEN):
        said.append(_name(category, words))
    if query.organisation:
        said.append(escape(query.organisation, 60))
    if query.since and query.since == query.until:
        said.append(words.month(query.since))
    else:
        if query.since:
            said.append(words.say("since {month}", month=words.month(query.since)))
        if query.until:
            said.append(words.say("until {month}", month=words.month(query.until)))
    if query.has_code is not None:
        said.append(words.say("with code") if query.has_code else words.say("without code"))
    if query.min_stars:
        said.append(words.say_count("at least {count} star of 3", "at least {count} stars of 3", query.min_stars))
    if query.text and query.sort is Sort.PUBLISHED:
        said.append(words.say("newest first"))
    elif query.text and query.sort is Sort.FIRST_SEEN:
        said.append(words.say("latest additions first"))
    return said


def _notes(result: Result, words: Words) -> str:
    if not result.undated:
        return ""
    return "-# " + words.say_count(
        "{count} more paper has no known month and is left out.",
        "{count} more papers have no known month and are left out.",
        result.undated,
    )


def _entry(paper: Paper, number: int, sort: Sort, words: Words) -> str:
    return f"{_headline(paper, number, words)}\n-# {BETWEEN.join(_facts(paper, sort, words))}"


def _headline(paper: Paper, number: int, words: Words) -> str:
    """The number and the title in bold; where the title lacks the paper's short name, that stands in bold before it."""
    short = find_short_name(paper, 60)
    title = name_title(paper, 220, words)
    return f"**{number}. {short}**: {title}" if short else f"**{number}. {title}**"


def _facts(paper: Paper, sort: Sort, words: Words) -> list[str]:
    facts = [words.month(paper.published) if paper.published else words.say("month unknown")]
    if sort is Sort.FIRST_SEEN:
        facts.append(words.say("first seen {day}", day=show_day(paper.first_seen_at)))
    facts += filter(None, [name_organisations(paper, 90, 40, words)])
    facts += rate(paper, words)
    if paper.has_code:
        facts.append(words.say("with code"))
    return facts


def _name(category: Category, words: Words) -> str:
    return escape(name_category(category, words.locale), 100) or words.say("(untitled)")
