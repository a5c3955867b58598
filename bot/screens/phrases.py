"""What is said of a paper, in pieces for screens: Markdown that is safe to show, where nothing else is said."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import accumulate

from bot.screens.limits import length
from bot.screens.markdown import escape
from bot.texts import Words
from data.categories import Category
from data.paper import Paper

BETWEEN = " · "
_SEPARATOR, _MORE_IN_ROW, _MORE_LINES = 2, 24, 80  # characters between parts, and kept for "and 7 more"


def name_category(category: Category, locale: str) -> str:
    """Its name in that language, else in American English, else its slug; as the list has it, so yet to be escaped."""
    return category.names.get(locale) or category.names.get("en-US") or category.slug


def name_title(paper: Paper, characters: int, words: Words) -> str:
    """The title, or a word that says that there is none to be seen."""
    return escape(paper.title, characters) or words.say("(untitled)")


def find_short_name(paper: Paper, characters: int) -> str:
    """The first alias that the title does not show already, or ""."""
    if not paper.aliases or paper.aliases[0].casefold() in paper.title.casefold():
        return ""
    return escape(paper.aliases[0], characters)


def rate(paper: Paper, words: Words) -> list[str]:
    """The list's recommendation and its fire marks, in marks and in words; nothing where it gives none."""
    said = []
    if paper.stars:
        said.append(words.say("{marks} recommended, {stars} of 3", marks="⭐" * paper.stars, stars=paper.stars))
    if paper.heat:
        said.append(words.say("{marks} heat {heat} of 3", marks="🔥" * paper.heat, heat=paper.heat))
    return said


def name_organisations(paper: Paper, room: int, each: int, words: Words) -> str:
    """As many organisations as there is room for, and how many more there are; "" for none."""
    names = filter(None, (escape(name, each) for name in paper.organisations))
    return join_some(list(names), room, words)


def join_some(parts: list[str], room: int, words: Words) -> str:
    """As many parts as fit in a row, and how many more there are. The first is always shown."""
    return _fill(
        parts,
        room,
        _MORE_IN_ROW,
        join=words.together,
        more=lambda row, left: words.say("{row} and {count} more", row=row, count=words.number(left)),
    )


def list_some(lines: Iterable[str], room: int, more: Callable[[int], str]) -> str:
    """As many lines as fit below one another, and a line that tells how many more there are."""
    return _fill(list(lines), room, _MORE_LINES, join="\n".join, more=lambda shown, left: f"{shown}\n{more(left)}")


def show_day(instant: datetime) -> str:
    """A day as each reader's Discord writes it."""
    return f"<t:{int(instant.timestamp())}:D>"


def _fill(
    parts: list[str], room: int, reserve: int, join: Callable[[list[str]], str], more: Callable[[str, int], str]
) -> str:
    """All parts where they fit, else the first ones and `more`, for which `reserve` characters are kept."""
    text = join(parts)
    if length(text) <= room:
        return text
    used = accumulate(length(part) + _SEPARATOR for part in parts)
    shown = max(1, sum(characters <= room - reserve for characters in used))
    return more(join(parts[:shown]), len(parts) - shown)
