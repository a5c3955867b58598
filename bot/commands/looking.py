"""From what was asked to its screen: the look-ups that commands and buttons share."""

from datetime import UTC, datetime
from typing import Any

from discord import ui

from bot.answering import Asked
from bot.library import Shelf
from bot.refusals import PaperUnclear
from bot.screens.card import render_card
from bot.screens.changes import CHANGES_PER_PAGE, count_change_pages, render_changes
from bot.screens.contents import render_contents
from bot.screens.custom_ids import ChangesState
from bot.screens.history import HISTORY_PER_PAGE, count_history_pages, render_history
from bot.screens.results import render_results
from bot.screens.screen import Screen
from bot.settings import Enrichment
from bot.texts import Words
from data.paper import Paper
from data.query.parts import PartKind
from data.query.query import Query, Sort
from storage.abstracts import find_abstract
from storage.database import Session
from storage.feed import ChangeKind, FeedEntry, FeedFilter, count_changes, load_newest
from storage.search.result import Confidence


def show_results(shelf: Shelf, query: Query, page: int, words: Words, now: datetime | None = None) -> Screen:
    """A page of what answers the query. `now` lets its words count from today."""
    category = shelf.find_category(query.category) if query.category else None
    result = shelf.search(query, now)
    slugs = {part.value for part in result.parts if part.kind is PartKind.CATEGORY}
    categories = {slug: found for slug in slugs if (found := shelf.find_category(slug))}
    like = shelf.get_paper(query.like) if query.like else None
    return render_results(result, category, page, words, categories, like)


def show_similar(shelf: Shelf, paper_id: int, words: Words) -> Screen:
    """The papers that resemble one. Raises `PaperNotFound`."""
    return show_results(shelf, Query(like=shelf.get_paper(paper_id).id), 1, words)


def show_category(shelf: Shelf, slug: str, words: Words) -> Screen:
    """The papers of a category, the newest first."""
    return show_results(shelf, Query(category=slug, sort=Sort.PUBLISHED), 1, words)


def show_card(
    shelf: Shelf, paper_id: int, words: Words, note: str = "", *ways: ui.Button[Any], abstract: str = ""
) -> Screen:
    """The card of a paper, with these buttons besides its own. Raises `PaperNotFound`."""
    paper = shelf.get_paper(paper_id)
    titles = {info.name: info.title for info in shelf.lists}
    found = [category for slug in paper.categories if (category := shelf.find_category(slug))]
    return render_card(paper, titles, found, words, note, *ways, abstract=abstract)


async def open_card(
    interaction: Asked, shelf: Shelf, paper_id: int, words: Words, note: str = "", *ways: ui.Button[Any]
) -> Screen:
    """The card of a paper, with its abstract where the operator wants that. Raises `PaperNotFound`."""
    bot, abstract = interaction.client, ""
    if bot.settings.enrichment is Enrichment.ARXIV:
        async with bot.database.read() as session:
            abstract = await find_abstract(session, shelf.get_paper(paper_id))
    return show_card(shelf, paper_id, words, note, *ways, abstract=abstract)


def find_paper(shelf: Shelf, meant: int | str) -> Paper:
    """The paper of this number, or the one that the words certainly mean. Raises `PaperNotFound` and `PaperUnclear`."""
    if isinstance(meant, int):
        return shelf.get_paper(meant)
    result = shelf.search(Query(text=meant))
    if result.confidence is not Confidence.HIGH or not result.papers:
        raise PaperUnclear(meant)
    return result.papers[0]


def show_contents(shelf: Shelf, words: Words) -> Screen:
    """The categories and how many papers each has."""
    return render_contents(shelf.count_categories(), shelf.count_papers(), words)


async def show_changes(interaction: Asked, state: ChangesState, page: int, words: Words) -> Screen:
    """A page of the feed; one that is not there any more is the nearest that is."""
    bot = interaction.client
    shelf = await bot.library.open(interaction.guild_id)
    since = state.since and datetime(state.since.year, state.since.month, 1, tzinfo=UTC)
    kind = ChangeKind(state.kind) if state.kind in set(ChangeKind) else None
    shown = frozenset(info.name for info in shelf.lists)
    wanted = FeedFilter(shown, since, kind, state.category)

    async def load(session: Session) -> tuple[int, int, tuple[FeedEntry, ...]]:
        total = await count_changes(session, wanted)
        nearest = min(page, count_change_pages(total))
        first = (nearest - 1) * CHANGES_PER_PAGE
        return total, nearest, await load_newest(session, wanted, offset=first, limit=CHANGES_PER_PAGE)

    total, page, entries = await bot.reads.read(("changes", wanted, page), load, shelf.index.version)
    titles = {info.name: info.title for info in shelf.lists}
    return render_changes(entries, total, page, state, titles, words)


async def show_history(interaction: Asked, paper_id: int, page: int, words: Words) -> Screen:
    """A page of what happened to a paper and to those that were merged into it; one that is not there any more is the
    nearest that is. Raises `PaperNotFound`."""
    bot = interaction.client
    shelf = await bot.library.open(interaction.guild_id)
    paper = shelf.get_paper(paper_id)
    merged = {number for number, target in shelf.redirects.items() if target == paper.id}
    titles = {info.name: info.title for info in shelf.lists}
    wanted = FeedFilter(frozenset(titles), papers=frozenset({paper.id, *merged}))
    async with bot.database.read() as session:
        total = await count_changes(session, wanted)
        page = min(page, count_history_pages(total))
        first = (page - 1) * HISTORY_PER_PAGE
        entries = await load_newest(session, wanted, offset=first, limit=HISTORY_PER_PAGE)
    return render_history(paper, entries, total, page, titles, words)
