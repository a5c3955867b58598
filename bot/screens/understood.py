"""What was understood of a question, in words: each part that narrows, so that it can be shown and taken off."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.screens.markdown import plain
from bot.screens.phrases import name_category
from bot.texts import Words
from data.categories import Category
from data.query.question import Narrowing, Part
from data.query.question_parts import parts_of

_PART = 60


class UnderstoodPart(NamedTuple):
    """A part that narrows, and what it is called: plain text of at most 60 characters."""

    part: Part
    label: str


def understood_parts(of: Narrowing, categories: Mapping[str, Category], words: Words) -> tuple[UnderstoodPart, ...]:
    """The parts in the order in which they are shown. `categories` has those of the catalog by slug."""
    return tuple(UnderstoodPart(part, plain(_name(part, of, categories, words), _PART)) for part in parts_of(of))


def _name(part: Part, of: Narrowing, categories: Mapping[str, Category], words: Words) -> str:
    query = of.query
    match part:
        case Part.NAME:
            return words.say("called “{name}”", name=of.name)
        case Part.TOPIC:
            return words.say("about {topic}", topic=of.topic)
        case Part.CATEGORY:
            category = categories.get(query.category)
            return name_category(category, words.locale) if category else query.category
        case Part.WORDS:
            return words.say("“{words}” in the title", words=query.text)
        case Part.ORGANISATION:
            return _name_organisations(of, words)
        case Part.TIME:
            return _name_time(of, words)
        case Part.CODE:
            return words.say("with code") if query.has_code else words.say("without code")
        case Part.STARS:
            return words.say_count("at least {count} star of 3", "at least {count} stars of 3", query.min_stars)
        case Part.HEAT:
            return words.say("heat {heat} of 3 or more", heat=of.min_heat)


def _name_organisations(of: Narrowing, words: Words) -> str:
    if not of.partner:
        return of.query.organisation
    if of.either:
        return words.say("{one} or {other}", one=of.query.organisation, other=of.partner)
    return words.say("{one} and {other}", one=of.query.organisation, other=of.partner)


def _name_time(of: Narrowing, words: Words) -> str:
    since, until = of.query.since, of.query.until
    if since and until and since == until:
        return words.month(since)
    if since and until and (since.year, since.month, until.month) == (until.year, 1, 12):
        return str(since.year)
    said = [words.say("since {month}", month=words.month(since))] if since else []
    if until:
        said.append(words.say("until {month}", month=words.month(until)))
    return " ".join(said)
