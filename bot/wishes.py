"""From what a member typed about a digest to the choices that it is kept with: what is not given stays as it was."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.cadence import following, parse_cadence, parse_zone, render_cadence, upcoming
from bot.library import Shelf
from bot.options import get_category
from bot.refusals import EmptyKeyword, UnknownLanguage
from bot.several import read_kinds, says_nothing, split_values
from bot.texts import Texts
from data.organisations import canonical_organisation
from storage.digests.subscription import DEFAULT_KINDS, Choices, Interest, Style, Subscription
from storage.feed import ChangeKind

DEFAULT_CADENCE = "weekly mon 09:00"
"""When a digest for a channel comes where nobody said when: most weeks of a list add nothing."""

DAILY = "daily 09:00"
"""When a person hears of what they follow where they did not say when."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was typed; None for what was not. Several values stand with commas between them, and a word such as "none"
    in their place asks for no limit. `has_code` is "yes", "no" or "any"; `max_wait` is in days."""

    categories: str | None = None
    keywords: str | None = None
    organisations: str | None = None
    has_code: str | None = None
    min_stars: int | None = None
    kinds: str | None = None
    cadence: str | None = None
    timezone: str | None = None
    language: str | None = None
    style: str | None = None
    mention_role_id: int | None = None
    mentions_nobody: bool | None = None
    min_items: int | None = None
    max_wait: int | None = None
    picks: bool | None = None
    publishes: bool | None = None


def apply_wishes(wishes: Wishes, choices: Choices, shelf: Shelf, texts: Texts) -> Choices:
    """The choices with what was typed in the place of what they were.

    Raises the refusals of what cannot be read: `UnknownCategory`, `UnknownKind`, `EmptyKeyword`, `TooManyValues`,
    `UnreadableCadence`, `CadenceTooFrequent`, `UnknownTimeZone`, `UnknownLanguage`.
    """
    role = None if wishes.mentions_nobody else wishes.mention_role_id or choices.mention_role_id
    return replace(
        choices,
        cadence=render_cadence(parse_cadence(wishes.cadence)) if wishes.cadence is not None else choices.cadence,
        timezone=parse_zone(wishes.timezone).key if wishes.timezone is not None else choices.timezone,
        language=read_language(wishes.language, texts) if wishes.language is not None else choices.language,
        style=Style(wishes.style) if wishes.style is not None else choices.style,
        interest=_read_interest(wishes, choices.interest, shelf),
        kinds=_read_kinds(wishes.kinds, texts) if wishes.kinds is not None else choices.kinds,
        mention_role_id=role,
        publishes=choices.publishes if wishes.publishes is None else wishes.publishes,
        picks=choices.picks if wishes.picks is None else wishes.picks,
        min_items=choices.min_items if wishes.min_items is None else wishes.min_items,
        max_wait=choices.max_wait if wishes.max_wait is None else timedelta(days=wishes.max_wait),
    )


def read_language(text: str, texts: Texts) -> str:
    """The language that a text names, by its code or by its name in any of ours. Raises `UnknownLanguage`."""
    wanted = " ".join(text.split()).casefold()
    for locale in texts.locales:
        names = {locale.casefold(), *(texts.speak(other).language(locale).casefold() for other in texts.locales)}
        if wanted in names:
            return locale
    raise UnknownLanguage(text, tuple(texts.speak(locale).language(locale) for locale in texts.locales))


def read_keyword(text: str) -> str:
    """The keyword itself, "-" in front of one that is left out. Raises `EmptyKeyword` for one that nothing can fit."""
    if not any(character.isalnum() for character in text):
        raise EmptyKeyword(text)
    return text


def next_run(choices: Choices, after: datetime) -> datetime:
    """When a digest with these choices comes first after an instant; UTC."""
    return following(parse_cadence(choices.cadence), parse_zone(choices.timezone), after)


def next_runs(subscription: Subscription, now: datetime, count: int) -> tuple[datetime, ...]:
    """The next times at which a digest comes, the first of them as it is kept; UTC."""
    first = max(subscription.next_at, now)
    later = upcoming(
        parse_cadence(subscription.choices.cadence), parse_zone(subscription.choices.timezone), first, count - 1
    )
    return (first, *later)


def _read_interest(wishes: Wishes, before: Interest, shelf: Shelf) -> Interest:
    has_code = {None: before.has_code, "yes": True, "no": False}.get(wishes.has_code)
    return replace(
        before,
        categories=_read(wishes.categories, before.categories, lambda text: get_category(text, shelf).slug),
        keywords=_read(wishes.keywords, before.keywords, read_keyword),
        organisations=_read(wishes.organisations, before.organisations, canonical_organisation),
        has_code=has_code,
        min_stars=before.min_stars if wishes.min_stars is None else wishes.min_stars,
    )


def _read(typed: str | None, before: tuple[str, ...], read: Callable[[str], str]) -> tuple[str, ...]:
    if typed is None:
        return before
    return () if says_nothing(typed) else tuple(dict.fromkeys(filter(None, map(read, split_values(typed)))))


def _read_kinds(typed: str, texts: Texts) -> tuple[ChangeKind, ...]:
    if typed.strip().casefold() in {"all", "everything", "全部"}:
        return tuple(ChangeKind)
    if says_nothing(typed):
        return DEFAULT_KINDS
    return read_kinds(typed, map(texts.speak, texts.locales)) or DEFAULT_KINDS
