from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest

from data.schema import Row
from storage.catalog import load_papers
from storage.counters import CHANGES, read_counter
from storage.database import Database
from storage.errors import ListNotFound
from storage.importing import ImportReport
from storage.lists import OWN_LIST, get_or_create_own_list, load_lists
from storage.removing import remove_list

MakeRow = Callable[..., Row]
Import = Callable[..., Awaitable[ImportReport]]
AWQ = "https://arxiv.org/abs/2306.00978"


async def test_a_removed_list_takes_its_own_papers_along_and_announces_nothing(
    database: Database, make_row: MakeRow, import_rows: Import, now: datetime
) -> None:
    await import_rows(make_row("AWQ", AWQ), make_row("GPTQ"))
    await import_rows(make_row("AWQ", AWQ), name="other")
    async with database.write() as session:
        assert await remove_list(session, "mine", now) == 2
        with pytest.raises(ListNotFound):
            await remove_list(session, "mine", now)
    async with database.read() as session:
        (paper,) = await load_papers(session)
        assert [placement.list_name for placement in paper.placements] == ["other"]
        assert [info.name for info in await load_lists(session)] == ["other"]
        assert await read_counter(session, CHANGES) == 0


async def test_a_list_that_comes_back_finds_its_papers_again_and_announces_nothing(
    database: Database, make_row: MakeRow, import_rows: Import, now: datetime
) -> None:
    await import_rows(make_row("GPTQ"))
    async with database.write() as session:
        before = await load_papers(session)
        await remove_list(session, "mine", now)
    report = await import_rows(make_row("GPTQ"))
    assert (report.first, report.changes, report.papers_added) == (True, (), 0)
    async with database.read() as session:
        assert await load_papers(session) == before


async def test_a_list_that_is_not_there_cannot_be_removed(database: Database, now: datetime) -> None:
    with pytest.raises(ListNotFound):
        async with database.write() as session:
            await remove_list(session, "none", now)


async def test_our_own_list_holds_what_was_approved_and_is_not_taken_out(database: Database, now: datetime) -> None:
    async with database.write() as session:
        await get_or_create_own_list(session, now)
        with pytest.raises(ListNotFound):
            await remove_list(session, OWN_LIST, now)
