"""What is kept of abstracts, and when each is asked for."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from data.schema import Row
from storage.abstracts import (
    AGAIN,
    KEPT,
    MISSING,
    claim_ids,
    find_abstract,
    is_waiting,
    keep_abstracts,
    note_ids,
    put_off,
)
from storage.catalog import load_papers
from storage.database import Database
from storage.importing import ImportReport
from storage.metadata.facts import Metadata

Import = Callable[..., Awaitable[ImportReport]]
AWQ = Metadata(title="AWQ: Activation-aware Weight Quantization", summary="We quantize.")


@pytest.fixture
async def listed(make_row: Callable[..., Row], import_rows: Import, database: Database, now: datetime) -> Database:
    """Three papers: two on arXiv, one of them from before 2007 too, one elsewhere."""
    await import_rows(
        make_row("Activation-aware Weight Quantization", "https://arxiv.org/abs/2306.00978", alias="AWQ"),
        make_row("SmoothQuant", "https://arxiv.org/abs/2211.10438"),
        make_row("An old one", "https://arxiv.org/abs/math.AG/0112017"),
        make_row("A post", "https://a.example/post"),
    )
    async with database.write() as session:
        assert await is_waiting(session, now)
        await note_ids(session, now)
    return database


async def claim(database: Database, now: datetime, most: int = 9) -> tuple[str, ...]:
    async with database.write() as session:
        return await claim_ids(session, now, most)


async def test_each_id_of_a_listed_paper_is_claimed_once_and_again_after_an_hour(
    listed: Database, now: datetime
) -> None:
    assert await claim(listed, now, 1) == ("2211.10438",)
    assert await claim(listed, now) == ("2306.00978",)
    assert await claim(listed, now + AGAIN - timedelta(seconds=1)) == ()
    assert await claim(listed, now + AGAIN) == ("2211.10438", "2306.00978")


async def test_what_was_found_is_kept_for_months_and_what_was_not_is_asked_for_sooner(
    listed: Database, now: datetime
) -> None:
    asked = await claim(listed, now)
    async with listed.write() as session:
        await keep_abstracts(session, asked, {"2306.00978": AWQ}, now)
        assert not await is_waiting(session, now)
    assert await claim(listed, now + MISSING) == ("2211.10438",)
    assert "2306.00978" in await claim(listed, now + KEPT)


async def test_what_arxiv_does_not_know_any_more_stays(listed: Database, now: datetime) -> None:
    async with listed.write() as session:
        await keep_abstracts(session, ["2306.00978"], {"2306.00978": AWQ}, now)
        await keep_abstracts(session, ["2306.00978"], {}, now)
        papers = await load_papers(session)
        assert [await find_abstract(session, paper) for paper in papers] == ["We quantize.", "", "", ""]


async def test_a_busy_server_is_left_alone_for_as_long_as_it_asked(listed: Database, now: datetime) -> None:
    asked = await claim(listed, now)
    async with listed.write() as session:
        await put_off(session, asked, now + timedelta(days=2))
    assert await claim(listed, now + timedelta(days=1)) == ()
    assert len(await claim(listed, now + timedelta(days=2))) == 2


async def test_the_abstract_of_another_paper_is_not_shown(listed: Database, now: datetime) -> None:
    async with listed.write() as session:
        await keep_abstracts(session, ["2306.00978"], {"2306.00978": AWQ}, now)
        paper = (await load_papers(session))[0]
        assert await find_abstract(session, paper) == "We quantize."
        assert await find_abstract(session, replace(paper, title="Multi-token joint decoding", titles=())) == ""
        assert await find_abstract(session, replace(paper, title="Another", titles=(AWQ.title,))) == "We quantize."


async def test_an_id_that_no_list_has_any_more_is_forgotten_and_a_new_one_is_due(
    listed: Database, make_row: Callable[..., Row], import_rows: Import, now: datetime
) -> None:
    await import_rows(
        make_row("Activation-aware Weight Quantization", "https://arxiv.org/abs/2306.00979", alias="AWQ"),
        make_row("SmoothQuant", "https://arxiv.org/abs/2211.10438"),
        make_row("A post", "https://a.example/post"),
    )
    async with listed.write() as session:
        await note_ids(session, now)
    assert await claim(listed, now) == ("2211.10438", "2306.00979")
