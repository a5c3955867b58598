from collections.abc import Awaitable, Callable
from datetime import datetime

from data.schema import Row
from storage.catalog import load_papers
from storage.database import Database
from storage.importing import ImportReport
from storage.papers import create_papers, refresh_papers

ARXIV = "https://arxiv.org/abs/2306.00978"


async def test_papers_are_numbered_in_the_order_in_which_they_are_given(
    database: Database, make_row: Callable[..., Row], now: datetime
) -> None:
    groups = [[make_row(f"Paper {number}", f"https://example.org/{number}")] for number in range(2_000)]
    async with database.write() as session:
        ids = await create_papers(session, groups, now)
        papers = {paper.id: paper for paper in await load_papers(session)}
    assert [papers[number].links[0].url for number in ids] == [f"https://example.org/{n}" for n in range(2_000)]
    assert all(paper.first_seen_at == now for paper in papers.values())


async def test_refreshing_what_is_fresh_changes_nothing(
    database: Database, make_row: Callable[..., Row], import_rows: Callable[..., Awaitable[ImportReport]]
) -> None:
    await import_rows(make_row("AWQ", ARXIV), make_row("AWQ: with a name", ARXIV, section="Edge", stars=2))
    async with database.read() as session:
        before = await load_papers(session)
    async with database.write() as session:
        await refresh_papers(session, [paper.id for paper in before] + [404])
    async with database.read() as session:
        assert await load_papers(session) == before
