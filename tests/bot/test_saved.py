"""What is found in a library."""

from datetime import datetime
from typing import Any

import pytest

from bot.saved import Entry, find_entries, get_entry, load_entries
from storage.database import Database
from storage.members.errors import PaperNotSaved
from storage.members.library import mark_read, save_paper, write_note

ANN = 7


@pytest.fixture
async def library(small: Database, now: datetime) -> Database:
    """Ann has saved three papers, read the second and noted something about the third."""
    async with small.write() as session:
        for number in (1, 2, 3):
            await save_paper(session, ANN, number, f"Speculative pruning of kettle number {number}", now)
        await mark_read(session, ANN, 2, now)
        await write_note(session, ANN, 3, "ＡＷＱ comes first")
    return small


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {1, 2, 3}),
        ("trick2", {2}),
        ("KETTLE pruning", {1, 2, 3}),
        ("awq", {3}),
        ("lab1", {1}),
        ("nothing of the kind", set()),
    ],
)
async def test_every_word_is_looked_for_in_titles_names_organisations_and_notes(
    text: str, found: set[int], library: Database, small_chat: Any
) -> None:
    entries, shelf = await load_entries(small_chat.bot.reads, small_chat.bot.library, ANN)
    assert {entry.paper.id for entry in find_entries(entries, text, shelf)} == found
    unread = find_entries(entries, text, shelf, unread_alone=True)
    assert {entry.paper.id for entry in unread} == found - {2}


async def test_what_the_catalog_surely_finds_is_found_with_a_typo(library: Database, small_chat: Any) -> None:
    entries, shelf = await load_entries(small_chat.bot.reads, small_chat.bot.library, ANN)
    assert [entry.paper.id for entry in find_entries(entries, "arxiv 2401.00002", shelf)] == [2]


async def test_an_entry_is_the_members_own(library: Database, small_chat: Any) -> None:
    entry = await get_entry(library, small_chat.bot.library, ANN, 3)
    assert isinstance(entry, Entry)
    assert entry.is_listed
    with pytest.raises(PaperNotSaved):
        await get_entry(library, small_chat.bot.library, ANN + 1, 3)
