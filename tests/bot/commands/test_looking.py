import pytest
from discord import ui

from bot.commands.looking import show_card, show_category, show_contents, show_results
from bot.library import Library, Shelf
from bot.screens.custom_ids import CONTENTS
from bot.screens.limits import find_violations
from bot.screens.screen import Screen
from bot.texts import Texts, Words
from data.query.query import Query, Sort
from storage.database import Database
from storage.errors import PaperNotFound
from storage.search.live import LiveIndex

LANGUAGES = [Texts.load().speak(locale) for locale in Texts.load().locales]


def read(screen: Screen) -> str:
    return "\n".join(item.content for item in screen.walk_children() if isinstance(item, ui.TextDisplay))


@pytest.fixture
async def shelf(shipped: Database) -> Shelf:
    return await Library(shipped, LiveIndex(shipped)).open(None)


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.locale)
async def test_every_card_and_every_page_of_the_shipped_catalog_keeps_to_the_limits(shelf: Shelf, words: Words) -> None:
    for paper in shelf.search(Query()).papers:
        assert find_violations(show_card(shelf, paper.id, words)) == []
    for page in range(1, 72):
        assert find_violations(show_results(shelf, Query(sort=Sort.FIRST_SEEN), page, words)) == []
    for category, _ in shelf.count_categories():
        assert find_violations(show_category(shelf, category.slug, words)) == []
    assert find_violations(show_contents(shelf, words)) == []


async def test_a_card_names_the_lists_by_their_titles(shelf: Shelf, words: Words) -> None:
    paper = shelf.search(Query("vLLM")).papers[0]
    text = read(show_card(shelf, paper.id, words))
    titles = {info.name: info.title for info in shelf.lists}
    assert all(titles[placement.list_name] in text for placement in paper.placements)


async def test_a_paper_that_is_not_there_is_an_error(shelf: Shelf, words: Words) -> None:
    with pytest.raises(PaperNotFound):
        show_card(shelf, 10**9, words)


async def test_a_category_that_is_gone_leads_to_the_table_of_contents(shelf: Shelf, words: Words) -> None:
    screen = show_category(shelf, "gone-for-good-and-ever", words)
    assert read(screen).startswith("## Nothing fits\n")
    assert [item.custom_id for item in screen.walk_children() if isinstance(item, ui.Button)] == [CONTENTS]
