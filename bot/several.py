"""Several values in one option, with commas between them: read, and the last of them completed while it is typed."""

import re
from collections.abc import Iterable, Sequence

from discord import app_commands

from bot.options import Choice
from bot.refusals import TooManyValues, UnknownKind
from bot.screens.changes import name_kind
from bot.screens.limits import CHOICE_TEXT, CHOICES, length
from bot.screens.markdown import clean
from bot.texts import Words
from data.categories import Category
from storage.feed import ChangeKind

MOST_VALUES, LONGEST_VALUE = 25, 60

_COMMA = re.compile(r"[,，、;；\n]")
_NOTHING = frozenset({"none", "nothing", "any", "all", "everything", "clear", "-", "无", "不限", "清空", "全部"})


def says_nothing(text: str) -> bool:
    """Whether a text is a word for no limit at all, in place of values."""
    return clean(text).casefold() in _NOTHING


def split_values(text: str) -> tuple[str, ...]:
    """The values of an option, each once. Raises `TooManyValues` for more of them, or longer ones, than may be."""
    values = tuple(dict.fromkeys(filter(None, map(clean, _COMMA.split(text[:6000])))))
    if len(values) > MOST_VALUES or any(length(value) > LONGEST_VALUE for value in values):
        raise TooManyValues(MOST_VALUES, LONGEST_VALUE)
    return values


def complete_last(typed: str, offered: Iterable[tuple[str, str]]) -> list[Choice]:
    """Choices that complete the last value and keep those before it. `offered` holds names and what stands for them.

    Both are what one may type, as Discord lets people go on typing behind a choice. What has no room is left out.
    """
    *before, last = _COMMA.split(typed)
    kept = [value for value in map(clean, before) if value]
    wanted = clean(last).casefold()
    taken = {value.casefold() for value in kept}
    choices = []
    for name, value in offered:
        fits = wanted in name.casefold() or wanted in value.casefold()
        if not fits or taken & {name.casefold(), value.casefold()} or _COMMA.search(name):
            continue
        shown, meant = ", ".join([*kept, name]), ", ".join([*kept, value])
        if max(length(shown), length(meant)) <= CHOICE_TEXT:
            choices.append(app_commands.Choice(name=shown, value=meant))
    return choices[:CHOICES]


def offer_categories(counted: Sequence[tuple[Category, int]], words: Words) -> list[tuple[str, str]]:
    """The categories that have papers, by their names in the reader's language."""
    named = [
        (clean(category.names.get(words.locale) or category.names.get("en-US", "")), category)
        for category, _ in counted
    ]
    return [(category.slug if not name or _COMMA.search(name) else name, category.slug) for name, category in named]


def offer_kinds(words: Words) -> list[tuple[str, str]]:
    """The kinds of change, by their names in the reader's language."""
    return [(name_kind(kind, words), kind.value) for kind in ChangeKind]


def read_kinds(text: str, languages: Iterable[Words]) -> tuple[ChangeKind, ...]:
    """The kinds of change that a text names, in any of our languages. Raises `UnknownKind`."""
    meant = {kind.value: kind for kind in ChangeKind} | {kind.value.replace("_", " "): kind for kind in ChangeKind}
    for words in languages:
        meant |= {name_kind(kind, words).casefold(): kind for kind in ChangeKind}
    found = []
    for value in split_values(text):
        kind = meant.get(value.casefold())
        if kind is None:
            raise UnknownKind(value)
        found.append(kind)
    return tuple(dict.fromkeys(found))
