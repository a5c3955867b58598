from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest

from data.schema import Row
from storage.catalog import load_papers
from storage.database import Database
from storage.errors import PaperNotFound, RowsNotOfPaper, SamePaper
from storage.feed import ChangeKind, load_feed
from storage.importing import ImportReport
from storage.placements import load_placed
from storage.unions import (
    find_redirect,
    load_contested_keys,
    load_proposals,
    merge_papers,
    split_paper,
    veto,
)

MakeRow = Callable[..., Row]
Import = Callable[..., Awaitable[ImportReport]]
AWQ, BLOG = "https://arxiv.org/abs/2306.00978", "https://hanlab.mit.edu/awq"


@pytest.fixture
async def two(make_row: MakeRow, import_rows: Import) -> None:
    """One paper that two lists show under different addresses, taken for two; and a third list that links both."""
    await import_rows(make_row("Activation-aware Weights", AWQ, alias="AWQ"))
    await import_rows(make_row("Weights that look at activations", BLOG, alias="AWQ", published=None), name="b")


async def propose_both(database: Database, now: datetime, make_row: MakeRow) -> None:
    from data.identity.keys import keys_of
    from data.schema import Document, Link, LinkKind, Section
    from storage.importing import import_document

    links = (Link(LinkKind.PAPER, "pdf", AWQ), Link(LinkKind.BLOG, "blog", BLOG))
    row = Row("AWQ", Section("S"), 1, links=links, keys=keys_of("AWQ", links))
    async with database.write() as session:
        await import_document(session, "c", Document("markdown", (row,)), now)


async def test_a_row_that_speaks_for_one_paper_proposes_it_and_merges_nothing(
    database: Database, two: None, make_row: MakeRow, now: datetime
) -> None:
    await propose_both(database, now, make_row)
    async with database.read() as session:
        (proposal,) = await load_proposals(session)
        assert (proposal.paper_id, proposal.other_id, proposal.since_at) == (1, 2, now)
        assert len(await load_papers(session)) == 2


async def test_merging_keeps_everything_redirects_and_is_told_once(
    database: Database, two: None, make_row: MakeRow, now: datetime
) -> None:
    await propose_both(database, now, make_row)
    async with database.write() as session:
        await merge_papers(session, 1, 2, now)
    async with database.read() as session:
        (paper,) = await load_papers(session)
        assert {placement.list_name for placement in paper.placements} == {"mine", "b", "c"}
        assert {link.url for link in paper.links} == {AWQ, BLOG}
        assert (await find_redirect(session, 2), await find_redirect(session, 1)) == (1, 1)
        assert [change.kind for change in await load_feed(session)] == [ChangeKind.MERGED]
        assert await load_proposals(session) == ()


async def test_a_merged_paper_stays_merged_when_its_lists_are_read_again(
    database: Database, two: None, make_row: MakeRow, import_rows: Import, now: datetime
) -> None:
    async with database.write() as session:
        await merge_papers(session, 1, 2, now)
    report = await import_rows(make_row("Weights, reworded", BLOG, alias="AWQ", published=None), name="b")
    assert [change.paper_id for change in report.changes] == [1]


async def test_a_chain_of_merges_leads_to_the_last(
    database: Database, two: None, make_row: MakeRow, import_rows: Import, now: datetime
) -> None:
    await import_rows(make_row("A third", "https://a.org/3", published=None), name="d")
    async with database.write() as session:
        await merge_papers(session, 2, 1, now)
        await merge_papers(session, 3, 2, now)
        assert [await find_redirect(session, number) for number in (1, 2, 3)] == [3, 3, 3]


async def test_what_is_told_apart_is_not_proposed_again(
    database: Database, two: None, make_row: MakeRow, now: datetime
) -> None:
    async with database.write() as session:
        await veto(session, 2, 1, now)
    await propose_both(database, now, make_row)
    async with database.read() as session:
        assert await load_proposals(session) == ()


async def test_a_split_paper_stays_split_and_its_ids_are_contested(
    database: Database, make_row: MakeRow, import_rows: Import, now: datetime
) -> None:
    rows = make_row("Quantization of everything", AWQ), make_row("Quantization of everything!", AWQ, section="Edge")
    await import_rows(*rows)
    async with database.write() as session:
        (first, second) = await load_placed(session, list_id=1)
        new_id = await split_paper(session, first.paper_id, [second.id], now)
        assert await load_contested_keys(session) == ("arxiv:2306.00978",)
    await import_rows(*reversed(rows))
    async with database.read() as session:
        papers = await load_papers(session)
        assert [(paper.id, paper.placements[0].section) for paper in papers] == [(1, "KV Cache"), (new_id, "Edge")]
        assert await load_feed(session) == ()


async def test_what_makes_no_sense_is_refused_and_changes_nothing(database: Database, two: None, now: datetime) -> None:
    for action, error in (
        (lambda session: merge_papers(session, 1, 1, now), SamePaper),
        (lambda session: merge_papers(session, 1, 404, now), PaperNotFound),
        (lambda session: split_paper(session, 1, [], now), RowsNotOfPaper),
        (lambda session: split_paper(session, 1, [1], now), RowsNotOfPaper),
        (lambda session: split_paper(session, 1, [2], now), RowsNotOfPaper),
        (lambda session: veto(session, 1, 1, now), SamePaper),
        (lambda session: veto(session, 404, 1, now), PaperNotFound),
    ):
        with pytest.raises(error):
            async with database.write() as session:
                await action(session)
    async with database.read() as session:
        assert [paper.id for paper in await load_papers(session)] == [1, 2]
