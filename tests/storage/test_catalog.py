from collections.abc import Awaitable, Callable

from data.paper import Placement
from data.schema import LinkKind, Row
from storage.catalog import load_categories, load_papers, read_version
from storage.database import Database
from storage.importing import ImportReport


async def test_the_version_grows_with_every_change_and_with_nothing_else(
    database: Database, make_row: Callable[..., Row], import_rows: Callable[..., Awaitable[ImportReport]]
) -> None:
    versions = []
    for rows in ([], [make_row("AWQ")], [make_row("AWQ")], [make_row("AWQ", stars=1)], []):
        await import_rows(*rows)
        async with database.read() as session:
            versions.append(await read_version(session))
    assert versions == [0, 1, 1, 2, 3]


async def test_the_shipped_catalog_loads_whole(catalog: Database) -> None:
    async with catalog.read() as session:
        papers = await load_papers(session)
        slugs = [category.slug for category in await load_categories(session)]
    assert len({paper.id for paper in papers}) == len(papers) == 354
    assert all(paper.placements and paper.title and paper.keys for paper in papers)
    assert {slug for paper in papers for slug in paper.categories} == set(slugs)
    assert sum(paper.published is None for paper in papers) == 7
    assert sum(not paper.has_code for paper in papers) == 164
    vllm = next(paper for paper in papers if "vLLM" in paper.aliases)
    assert {"vLLM", "PagedAttention"} <= set(vllm.aliases)
    assert {link.kind for link in vllm.links} == {LinkKind.PAPER, LinkKind.CODE}
    assert Placement("awesome-llm-inference", "KV Cache Scheduling/Quantize/Dropping", "kv-cache") in vllm.placements
