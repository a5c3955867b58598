"""What was understood of a search, in words, and the buttons that take each part off."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.screens.custom_ids import drop_part
from bot.screens.limits import BUTTON_LABEL, ROW_BUTTONS
from bot.screens.markdown import escape, plain
from bot.screens.phrases import join_some, name_category
from bot.texts import Words
from data.categories import Category
from data.months import parse_month
from data.query.parts import Part, PartKind, take_off
from data.query.query import Query, Sort

_EACH, _TOGETHER = 40, 320


class Removal(NamedTuple):
    """A button that takes a part off: its label and what it asks for."""

    label: str
    custom_id: str


def tell_parts(parts: Sequence[Part], categories: Mapping[str, Category], words: Words) -> str:
    """A line that says as what words of the text were understood, safe Markdown; "" where that is nothing new.
    `categories` has those that parts name, by slug."""
    stated = [part for part in parts if part.words]
    if len(stated) == 1 and _is_plain(stated[0], categories, words):
        return ""
    said = [_tell(part, categories, words) for part in stated]
    return "-# " + words.say("Understood: {parts}", parts=join_some(said, _TOGETHER, words)) if said else ""


def _tell(part: Part, categories: Mapping[str, Category], words: Words) -> str:
    meaning = name_filter(part, categories, words) or words.say("(untitled)")
    if _is_plain(part, categories, words):
        return meaning
    return words.say("“{words}” as {meaning}", words=escape(part.words, _EACH), meaning=meaning)


def _is_plain(part: Part, categories: Mapping[str, Category], words: Words) -> bool:
    return _name(part, categories, words).casefold() == part.words.casefold()


def removals(
    query: Query, parts: Sequence[Part], categories: Mapping[str, Category], words: Words
) -> tuple[Removal, ...]:
    """The buttons for the parts without which something is left to look for, at most a row of them."""
    counted: dict[PartKind, int] = {}
    found = []
    for part in parts:
        number = counted.get(part.kind, 0)
        counted[part.kind] = number + 1
        without = take_off(query, part)
        if without not in (query, Query(sort=query.sort)):
            label = plain(_name(part, categories, words), BUTTON_LABEL - 20) or words.say("(untitled)")
            found.append(Removal(words.say("Take off: {part}", part=label), drop_part(part.kind, number)))
    return tuple(found[:ROW_BUTTONS])


def find_part(parts: Sequence[Part], kind: str, number: int) -> Part | None:
    """The part that a button of `removals` means, or None where it is understood no more."""
    same = [part for part in parts if part.kind.value == kind]
    return same[number] if number < len(same) else None


def name_filter(part: Part, categories: Mapping[str, Category], words: Words) -> str:
    """A part in words, escaped."""
    return escape(_name(part, categories, words), _EACH)


def _name(part: Part, categories: Mapping[str, Category], words: Words) -> str:
    match part.kind:
        case PartKind.TIME:
            return _name_time(part.value, words)
        case PartKind.CODE:
            return words.say("with code") if part.value == "code" else words.say("without code")
        case PartKind.STARS:
            return words.say_count("at least {count} star of 3", "at least {count} stars of 3", int(part.value))
        case PartKind.SORT:
            return words.say("newest first") if part.value == Sort.PUBLISHED else words.say("Latest additions")
        case PartKind.CATEGORY:
            category = categories.get(part.value)
            return name_category(category, words.locale) if category else part.value
        case PartKind.NAME:
            return words.say("the paper {name}", name=part.value)
        case _:
            return part.value


def _name_time(value: str, words: Words) -> str:
    first, _, last = value.partition("/")
    since, until = parse_month(first) if first else None, parse_month(last) if last else None
    if since and until and since.year == until.year and (since.month, until.month) == (1, 12):
        return str(since.year)
    if since and since == until:
        return words.month(since)
    said = [words.say("since {month}", month=words.month(since))] if since else []
    said += [words.say("until {month}", month=words.month(until))] if until else []
    return words.together(said)
