"""Looking for papers: /search, /paper and /similar."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering import Asked, answer, audience_of, words_of
from bot.commands.looking import open_card, show_results, show_similar
from bot.library import Shelf
from bot.options import (
    CategoryOption,
    MonthsOption,
    OrganisationOption,
    PaperOption,
    between,
    complete_query,
    get_category,
    get_organisation,
)
from bot.refusals import QueryTooLong
from bot.screens.carried import LONGEST_TEXT, can_carry
from bot.screens.limits import CHOICES
from bot.screens.markdown import clean, escape
from bot.screens.screen import Screen
from bot.texts import Words
from data.months import Months
from data.query.query import Query, Sort
from storage.search.result import Confidence

if TYPE_CHECKING:
    from bot.app import Paperboy


class Papers(commands.Cog):
    """Papers by what one knows of them."""

    def __init__(self, bot: "Paperboy") -> None:
        self._bot = bot
        self._library = bot.library

    @app_commands.command(name="search", description="Find papers by name, words of the title, topic or organisation")
    @app_commands.describe(
        query="What you remember: flash attention, kv cache quantization, a link, an arXiv number",
        category="Only papers of this category",
        since="Published in this month or year, or later: 2024, 2024-07, july 2024",
        until="Published in this month or year, or earlier: 2024, 2024-07, july 2024",
        has_code="Only papers with code, or only those without",
        min_stars="Only papers that a list recommends at least so much",
        organisation="Only papers from this organisation",
        sort="What comes first; the best match, unless you say otherwise",
    )
    @app_commands.choices(
        min_stars=[
            app_commands.Choice(name="⭐ 1 star or more", value=1),
            app_commands.Choice(name="⭐⭐ 2 stars or more", value=2),
            app_commands.Choice(name="⭐⭐⭐ 3 stars", value=3),
        ],
    )
    @app_commands.choices(
        sort=[
            app_commands.Choice(name="Best match", value=Sort.RELEVANCE.value),
            app_commands.Choice(name="Newest publication", value=Sort.PUBLISHED.value),
            app_commands.Choice(name="Latest addition to the lists", value=Sort.FIRST_SEEN.value),
        ],
    )
    async def search(
        self,
        interaction: Asked,
        query: app_commands.Range[str, 1, LONGEST_TEXT],
        category: app_commands.Transform[str, CategoryOption] | None = None,
        since: app_commands.Transform[Months, MonthsOption] | None = None,
        until: app_commands.Transform[Months, MonthsOption] | None = None,
        has_code: bool | None = None,
        min_stars: int = 0,
        organisation: app_commands.Transform[str, OrganisationOption] | None = None,
        sort: str = Sort.RELEVANCE.value,
    ) -> None:
        """Shows the papers that go best with the words, within the filters. Raises `QueryTooLong`."""
        first, last = between(since, until)
        shelf = await self._library.open(interaction.guild_id)
        wanted = Query(
            text=clean(query),
            category=get_category(category, shelf).slug if category else "",
            since=first,
            until=last,
            has_code=has_code,
            min_stars=min_stars,
            organisation=get_organisation(organisation, shelf) if organisation else "",
            sort=Sort(sort) if sort in set(Sort) else Sort.RELEVANCE,
        )
        if not can_carry(wanted):
            raise QueryTooLong
        now = interaction.client.now()
        audience = audience_of(interaction, shelf.choices)
        await answer(interaction, show_results(shelf, wanted, 1, audience.words, now), audience)
        if shelf.search(wanted, now).confidence is not Confidence.HIGH:
            self._bot.unanswered.note(query)

    @search.autocomplete("query")
    async def complete_query(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        """What was typed, and the papers that it may become."""
        index, lists = await self._library.glance(interaction.guild_id)
        return complete_query(typed, index.suggest(clean(typed), lists, CHOICES), words_of(interaction))

    @app_commands.command(name="paper", description="Show one paper: its links, organisations, sections and marks")
    @app_commands.describe(title="Its title or short name; choose one of those that appear while you type")
    async def paper(self, interaction: Asked, title: app_commands.Transform[int | str, PaperOption]) -> None:
        """Shows the card of the paper that was chosen, or that the words mean."""
        shelf = await self._library.open(interaction.guild_id)
        audience = audience_of(interaction, shelf.choices)
        await answer(interaction, await _show_meant(interaction, shelf, title, audience.words), audience)

    @app_commands.command(name="similar", description="Show papers that resemble one")
    @app_commands.describe(paper="Its title or short name; choose one of those that appear while you type")
    async def similar(self, interaction: Asked, paper: app_commands.Transform[int | str, PaperOption]) -> None:
        """Shows the papers that resemble the one that was chosen, or that goes best with the words."""
        shelf = await self._library.open(interaction.guild_id)
        audience = audience_of(interaction, shelf.choices)
        words = audience.words
        if isinstance(paper, int):
            screen = show_similar(shelf, paper, words)
        else:
            found = shelf.search(Query(text=paper))
            if found.papers and found.confidence is Confidence.HIGH:
                screen = show_similar(shelf, found.papers[0].id, words)
            else:
                screen = await _show_meant(interaction, shelf, paper, words)
        await answer(interaction, screen, audience)


async def _show_meant(interaction: Asked, shelf: Shelf, meant: int | str, words: Words) -> Screen:
    """The card of the paper that was chosen or that goes best with the text, or, where none is sure, the nearest ones
    to choose from."""
    if isinstance(meant, int):
        return await open_card(interaction, shelf, meant, words)
    query = Query(text=meant)
    result = shelf.search(query)
    if result.confidence is not Confidence.HIGH or not result.papers:
        return show_results(shelf, query, 1, words)
    others = len(result.papers) - 1
    if not others:
        return await open_card(interaction, shelf, result.papers[0].id, words)
    note = words.say_count(
        "The best match for “{text}”; {count} more paper fits, and /search shows it.",
        "The best match for “{text}”; {count} more papers fit, and /search shows them.",
        others,
        text=escape(meant, 160),
    )
    return await open_card(interaction, shelf, result.papers[0].id, words, note)
