"""What people type into options: read, checked, and completed from memory while they type."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import discord
from discord import app_commands
from rapidfuzz import fuzz

from bot.answering import words_of
from bot.library import Shelf
from bot.refusals import SinceAfterUntil, UnknownCategory, UnknownOrganisation
from bot.screens.limits import CHOICE_TEXT, CHOICES, length
from bot.screens.markdown import clean, plain
from bot.screens.phrases import BETWEEN, name_category
from bot.texts import Words
from data.categories import Category
from data.errors import UnreadableMonth
from data.months import Month, Months, parse_months
from data.organisations import canonical_organisation
from data.paper import Paper
from data.query.query import Query
from storage.search.index import Index

LONGEST_NAME = 80
"""Characters of an organisation's name that one may ask for; the longest of the shipped lists has 42."""

_NUMBER = re.compile(r"id:(\d{1,19})")
_NEAREST, _ALIKE = 3, 60  # categories that are offered in place of an unknown one, and how like it they are, of 100

Choice = app_commands.Choice[Any]


class MonthsOption(app_commands.Transformer):
    """A time of publication: a year or a month, in digits or in words. Raises `UnreadableMonth`."""

    async def transform(self, _: discord.Interaction[Any], value: str, /) -> Months:
        """Reads what was typed."""
        return parse_months(clean(value))

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """Shows how what was typed is understood, and what may follow."""
        return complete_months(value, interaction.client.now(), words_of(interaction))


class CategoryOption(app_commands.Transformer):
    """A category, by its name in any language. What it is, `get_category` tells."""

    async def transform(self, _: discord.Interaction[Any], value: str, /) -> str:
        """The text as it was typed or chosen."""
        return clean(value)

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """The categories that have papers, those that hold what was typed."""
        index, lists = await interaction.client.library.glance(interaction.guild_id)
        return complete_category(value, index.count_categories(lists), words_of(interaction))


class OrganisationOption(app_commands.Transformer):
    """An organisation, by any of its names. What it is, `get_organisation` tells."""

    @property
    def max_value(self) -> int:
        """The most characters."""
        return LONGEST_NAME

    async def transform(self, _: discord.Interaction[Any], value: str, /) -> str:
        """The text as it was typed or chosen."""
        return clean(value)

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """The organisations that hold what was typed, those with the most papers first."""
        index, lists = await interaction.client.library.glance(interaction.guild_id)
        return complete_organisation(value, organisations_of(index, lists))


class PaperOption(app_commands.Transformer):
    """A paper, by title or alias. What was chosen is its number as `id:7`; what was typed is its words."""

    async def transform(self, _: discord.Interaction[Any], value: str, /) -> int | str:
        """The number of the paper that was chosen, or the text that was typed."""
        chosen = _NUMBER.fullmatch(value)
        return int(chosen[1]) if chosen else clean(value)

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Choice]:
        """The papers whose titles and aliases go best with what was typed."""
        index, lists = await interaction.client.library.glance(interaction.guild_id)
        words = words_of(interaction)
        return [offer_paper(paper, words) for paper in index.suggest(clean(value), lists, CHOICES)]


def between(since: Months | None, until: Months | None) -> tuple[Month | None, Month | None]:
    """The first month of `since` and the last of `until`. Raises `SinceAfterUntil`."""
    first, last = since.first if since else None, until.last if until else None
    if first and last and first > last:
        raise SinceAfterUntil(first, last)
    return first, last


def get_category(text: str, shelf: Shelf) -> Category:
    """The category of this slug or name. Raises `UnknownCategory` with those that are called alike."""
    found = shelf.find_category(text)
    if found is not None:
        return found
    raise UnknownCategory(text, _find_alike(text, [category for category, _ in shelf.count_categories()]))


def get_organisation(text: str, shelf: Shelf) -> str:
    """The usual name of the organisation of this name. Raises `UnknownOrganisation` with those that are called alike
    where no paper is from there."""
    name = canonical_organisation(text)
    if name and shelf.search(Query(organisation=name)).papers:
        return name
    scored = [(_likeness(text, known), known) for known in organisations_of(shelf.index, shelf.names)]
    alike = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
    raise UnknownOrganisation(text, tuple(known for _, known in alike[:_NEAREST]))


@lru_cache(maxsize=2)
def organisations_of(index: Index, lists: frozenset[str]) -> tuple[str, ...]:
    """The organisations of the papers of one snapshot, those of the most papers first."""
    papers = index.search(Query(), lists).papers
    counted = Counter(clean(name) for paper in papers for name in paper.organisations)
    return tuple(name for name, _ in counted.most_common() if name)


def _find_alike(text: str, categories: list[Category]) -> tuple[Category, ...]:
    """The categories one of whose names is like the text, the most alike first."""
    scored = [(max(_likeness(text, name) for name in _names(category)), category) for category in categories]
    alike = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
    return tuple(category for _, category in alike[:_NEAREST])


def _likeness(text: str, name: str) -> float:
    return fuzz.WRatio(text.casefold(), name.casefold())


def _names(category: Category) -> tuple[str, ...]:
    return category.slug, *category.names.values()


def complete_months(typed: str, now: datetime, words: Words) -> list[Choice]:
    """Choices for a time: what was typed if it can be read, with the months of a year; else the last years."""
    try:
        read = parse_months(clean(typed))
    except UnreadableMonth:
        years = [str(year) for year in range(now.year, now.year - CHOICES, -1)]
        begun = [year for year in years if year.startswith(clean(typed))]
        return [app_commands.Choice(name=year, value=year) for year in begun]
    if read.first == read.last:
        return [_offer_month(read.first, words)]
    year = str(read.first.year)
    months = [Month(read.first.year, month) for month in range(1, 13)]
    return [app_commands.Choice(name=year, value=year), *(_offer_month(month, words) for month in months)]


def complete_category(typed: str, counted: tuple[tuple[Category, int], ...], words: Words) -> list[Choice]:
    """Choices for a category: those that hold what was typed, in their order, with how many papers they have."""
    wanted = clean(typed).casefold()
    held = [
        (category, papers)
        for category, papers in counted
        if any(wanted in name.casefold() for name in _names(category))
    ]
    return [_offer_category(category, papers, words) for category, papers in held[:CHOICES]]


def complete_organisation(typed: str, known: Sequence[str]) -> list[Choice]:
    """Choices for an organisation: the usual name of what was typed, then those that hold it, in their order."""
    wanted = clean(typed).casefold()
    usual = canonical_organisation(clean(typed)).casefold()
    held = [name for name in known if wanted in name.casefold() or usual == name.casefold()]
    first = sorted(held, key=lambda name: name.casefold() != usual)
    return [app_commands.Choice(name=name, value=name) for name in first if length(name) <= LONGEST_NAME][:CHOICES]


def offer_paper(paper: Paper, words: Words) -> Choice:
    """A choice that shows a paper's alias, its title and its month, and stands for its number."""
    month = BETWEEN + words.month(paper.published) if paper.published else ""
    alias = next((alias for alias in paper.aliases[:1] if alias.casefold() not in paper.title.casefold()), "")
    named = plain(f"{alias}: {paper.title}" if alias else paper.title, CHOICE_TEXT - length(month))
    return app_commands.Choice(name=(named or words.say("(untitled)")) + month, value=f"id:{paper.id}")


def complete_query(typed: str, papers: Sequence[Paper], words: Words) -> list[Choice]:
    """Choices for what to look for: what was typed, as Enter takes the first of them, then papers by their titles."""
    asked, quoted = clean(typed), f"“{clean(typed)}”"
    own = [app_commands.Choice(name=quoted, value=asked)] if asked and length(quoted) <= CHOICE_TEXT else []
    named = [(offer_paper(paper, words).name, plain(paper.title, CHOICE_TEXT)) for paper in papers]
    offered = [app_commands.Choice(name=name, value=title) for name, title in named if title]
    return [*own, *offered][:CHOICES]


def _offer_month(month: Month, words: Words) -> Choice:
    return app_commands.Choice(name=words.month(month), value=str(month))


def _offer_category(category: Category, papers: int, words: Words) -> Choice:
    counted = BETWEEN + words.say_count("{count} paper", "{count} papers", papers)
    name = plain(name_category(category, words.locale), CHOICE_TEXT - length(counted)) or words.say("(untitled)")
    return app_commands.Choice(name=name + counted, value=category.slug)
