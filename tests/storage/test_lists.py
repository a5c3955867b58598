from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest

from data.schema import Document, Row
from storage.database import Database
from storage.errors import ListNotFound
from storage.importing import ImportReport
from storage.lists import Pack, describe_list, get_or_create_list, load_lists
from storage.sources import follow_list

ARXIV = "https://arxiv.org/abs/2306.00978"


async def test_lists_come_newest_first_with_their_rows_and_unique_papers(
    database: Database, make_row: Callable[..., Row], import_rows: Callable[..., Awaitable[ImportReport]], now: datetime
) -> None:
    await import_rows(make_row("AWQ", ARXIV), make_row("AWQ", ARXIV, section="Edge"), make_row("GPTQ"))
    await import_rows(make_row("AWQ", ARXIV), name="other")
    async with database.read() as session:
        lists = await load_lists(session)
    assert [(info.name, info.rows, info.papers, info.updated_at) for info in lists] == [
        ("other", 1, 1, now),
        ("mine", 3, 2, now),
    ]


async def test_a_new_list_takes_the_title_of_its_document(database: Database, now: datetime) -> None:
    async with database.write() as session:
        number = await get_or_create_list(session, "mine", Document("markdown", (), title="Awesome things"), now)
        assert await get_or_create_list(session, "mine", Document("markdown", (), title="Other"), now) == number
        assert await load_lists(session) == (), "a list without rows that nobody follows is none"
        await follow_list(session, "mine", "https://example.org/list.md", "auto", now)
        assert [info.title for info in await load_lists(session)] == ["Awesome things"]


async def test_what_is_known_of_a_list_is_kept_beside_its_rows(database: Database, now: datetime) -> None:
    packs = (Pack("All of it", "https://example.org/all.zip"),)
    async with database.write() as session:
        await follow_list(session, "mine", "https://example.org/list.md", "auto", now)
        await describe_list(
            session, "mine", title="T", url="https://x.org", licence="MIT", citation="@misc{}", packs=packs
        )
        (info,) = await load_lists(session)
        assert (info.title, info.url, info.licence, info.citation, info.packs) == (
            "T", "https://x.org", "MIT", "@misc{}", packs,
        )  # fmt: skip
        with pytest.raises(ListNotFound):
            await describe_list(session, "none", title="", url="", licence="", citation="", packs=())
