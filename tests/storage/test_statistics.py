from collections.abc import Awaitable, Callable

from data.months import Month
from data.schema import Row
from storage.database import Database
from storage.importing import ImportReport
from storage.statistics import Statistics, load_statistics

LISTS = {"awesome-llm-inference", "awesome-llm-accelerate", "llms-inference-papers"}


async def test_the_shipped_catalog_is_counted(catalog: Database) -> None:
    async with catalog.read() as session:
        statistics = await load_statistics(session, LISTS)
    assert (statistics.papers, statistics.undated) == (354, 7)
    assert sum(count for _, count in statistics.months) == 347
    assert dict(statistics.months)[Month(2023, 12)] == 25
    assert [month for month, _ in statistics.months] == sorted(month for month, _ in statistics.months)


async def test_each_paper_counts_once_and_only_where_a_visible_list_shows_it(
    database: Database, make_row: Callable[..., Row], import_rows: Callable[..., Awaitable[ImportReport]]
) -> None:
    one = make_row("One", "https://arxiv.org/abs/2401.00001", "https://github.com/a/one", section="A")
    again = make_row("One", "https://arxiv.org/abs/2401.00001", section="B")
    two = make_row("Two", "https://arxiv.org/abs/2401.00002", published=None)
    gone = make_row("Gone", "https://arxiv.org/abs/2401.00003")
    await import_rows(one, again, two, gone)
    await import_rows(one, again, two)
    await import_rows(make_row("Three", "https://arxiv.org/abs/2401.00004"), name="other")
    async with database.read() as session:
        july, january = Month(2024, 7), Month(2024, 1)
        assert await load_statistics(session, {"mine"}) == Statistics(2, 1, ((january, 1), (july, 1)), 0)
        assert (await load_statistics(session, {"mine", "other"})).papers == 3
        assert await load_statistics(session, set()) == Statistics(0, 0, (), 0)
