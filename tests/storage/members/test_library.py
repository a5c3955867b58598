"""A member's library, and what becomes of it when papers are merged and split."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from data.schema import Row
from storage.database import Database
from storage.importing import ImportReport
from storage.members import library
from storage.members.errors import LibraryFull, PaperNotSaved
from storage.members.library import (
    LONGEST_JOINED_NOTE,
    Saved,
    forget_saved,
    get_saved,
    load_saved,
    mark_read,
    save_paper,
    write_note,
)
from storage.placements import load_placed
from storage.unions import merge_papers, split_paper

MakeRow = Callable[..., Row]
Import = Callable[..., Awaitable[ImportReport]]
ANN, BOB = 2**62 + 1, 2**62 + 2  # Discord's numbers do not fit 32 bits
ONE, TWO = "Weights that look at activations", "Attention in tiles"


@pytest.fixture
async def two(make_row: MakeRow, import_rows: Import) -> None:
    """Two papers of two lists, numbers 1 and 2."""
    await import_rows(make_row(ONE, "https://arxiv.org/abs/2306.00978"))
    await import_rows(make_row(TWO, "https://arxiv.org/abs/2205.14135"), name="other")


async def save(database: Database, user_id: int, paper_id: int, title: str, at: datetime, note: str = "") -> bool:
    async with database.write() as session:
        is_new = await save_paper(session, user_id, paper_id, title, at)
        if note:
            await write_note(session, user_id, paper_id, note)
        return is_new


async def load(database: Database, user_id: int) -> tuple[Saved, ...]:
    async with database.read() as session:
        return await load_saved(session, user_id)


async def test_a_paper_is_saved_once_and_the_newest_comes_first(database: Database, two: None, now: datetime) -> None:
    later = now + timedelta(days=1)
    assert await save(database, ANN, 1, ONE, now, "read me")
    assert await save(database, ANN, 2, TWO, later)
    assert not await save(database, ANN, 1, "Another title", later)
    assert await load(database, ANN) == (Saved(2, (TWO,), "", later, None), Saved(1, (ONE,), "read me", now, None))
    assert await load(database, BOB) == ()


async def test_a_paper_is_read_and_not_noted_and_forgotten(database: Database, two: None, now: datetime) -> None:
    await save(database, ANN, 1, ONE, now)
    async with database.write() as session:
        assert (await mark_read(session, ANN, 1, now)).read_at == now
        assert (await write_note(session, ANN, 1, "a\0b\ud800")).note == "a b?"
    async with database.write() as session:
        assert (await mark_read(session, ANN, 1, None)).read_at is None
        assert (await get_saved(session, ANN, 1)).note == "a b?"
        await forget_saved(session, ANN, 1)
    assert await load(database, ANN) == ()


async def test_what_is_not_saved_is_refused(database: Database, two: None, now: datetime) -> None:
    await save(database, ANN, 1, ONE, now)
    async with database.write() as session:
        for refused in (
            get_saved(session, BOB, 1),
            mark_read(session, BOB, 1, now),
            write_note(session, ANN, 2, "x"),
            forget_saved(session, ANN, 99),
        ):
            with pytest.raises(PaperNotSaved):
                await refused


async def test_a_library_is_full_some_day(
    database: Database, two: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "MOST_SAVED", 1)
    await save(database, ANN, 1, ONE, now)
    with pytest.raises(LibraryFull):
        await save(database, ANN, 2, TWO, now)
    assert not await save(database, ANN, 1, ONE, now)


async def test_merged_papers_are_one_entry_with_both_notes_read_if_either_was(
    database: Database, two: None, now: datetime
) -> None:
    later = now + timedelta(days=1)
    await save(database, ANN, 1, ONE, later, "first")
    await save(database, ANN, 2, TWO, now, "second")
    await save(database, BOB, 2, TWO, now, "mine")
    async with database.write() as session:
        await mark_read(session, ANN, 2, later)
        await merge_papers(session, 1, 2, later)
    assert await load(database, ANN) == (Saved(1, (ONE, TWO), "first\nsecond", now, later),)
    assert await load(database, BOB) == (Saved(1, (TWO,), "mine", now, None),)


async def test_the_notes_of_merged_papers_are_bounded(database: Database, two: None, now: datetime) -> None:
    for paper_id, title in ((1, ONE), (2, TWO)):
        await save(database, ANN, paper_id, title, now, title[0] * LONGEST_JOINED_NOTE)
    async with database.write() as session:
        await merge_papers(session, 1, 2, now)
    (entry,) = await load(database, ANN)
    assert len(entry.note) == LONGEST_JOINED_NOTE


async def split(database: Database, now: datetime) -> int:
    """Splits the second list's row off the first paper again; the number of the new paper."""
    async with database.write() as session:
        placed = await load_placed(session, list_id=2)
        return await split_paper(session, 1, [one.id for one in placed], now)


async def test_a_split_undoes_a_merge_each_to_the_paper_that_was_saved(
    database: Database, two: None, now: datetime
) -> None:
    await save(database, ANN, 1, ONE, now, "one")
    await save(database, BOB, 2, TWO, now, "two")
    async with database.write() as session:
        await merge_papers(session, 1, 2, now)
    new_id = await split(database, now)
    assert await load(database, ANN) == (Saved(1, (ONE,), "one", now, None),)
    assert await load(database, BOB) == (Saved(new_id, (TWO,), "two", now, None),)


async def test_who_had_saved_both_has_both_again(database: Database, two: None, now: datetime) -> None:
    await save(database, ANN, 1, ONE, now)
    await save(database, ANN, 2, TWO, now)
    async with database.write() as session:
        await merge_papers(session, 1, 2, now)
    new_id = await split(database, now)
    assert {(entry.paper_id, entry.titles) for entry in await load(database, ANN)} == {(1, (ONE,)), (new_id, (TWO,))}


async def test_a_title_that_neither_half_has_stays_with_the_number(
    database: Database, two: None, now: datetime
) -> None:
    async with database.write() as session:
        await merge_papers(session, 1, 2, now)
    await save(database, ANN, 1, "As it was called once", now)
    await split(database, now)
    assert [entry.paper_id for entry in await load(database, ANN)] == [1]
