from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from data.schema import Row
from storage.database import Database
from storage.digests import stretches
from storage.digests.stretches import Stretches
from storage.unions import merge_papers

if TYPE_CHECKING:
    from tests.storage.conftest import Import

Rows = Callable[..., list[Row]]
MINE = frozenset({"mine"})


@pytest.fixture
async def changed(rows: Rows, import_rows: "Import") -> None:
    """A feed of five additions, and one on another list."""
    await import_rows(*rows(1, 2, 3))
    await import_rows(*rows(30, 31), name="other")
    await import_rows(*rows(*range(1, 9)))
    await import_rows(*rows(30, 31, 32), name="other")


@pytest.mark.parametrize("order", [(0, 3, 5, 6), (6, 5, 3, 0), (3, 0, 5, 3)])
@pytest.mark.usefixtures("changed")
async def test_the_entries_after_a_change_are_the_same_in_whatever_order_they_are_asked_for(
    order: tuple[int, ...], database: Database
) -> None:
    async with database.read() as session:
        feed = Stretches(session)
        assert await feed.begin() == 6
        for after in order:
            assert [entry.seq for entry in await feed.read_entries(after)] == list(range(after + 1, 7))


@pytest.mark.usefixtures("changed")
async def test_a_stretch_is_read_and_put_together_once_however_many_ask(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    for name in ("load_feed", "load_some_papers"):
        original = getattr(stretches, name)

        async def counted(*given: Any, name: str = name, original: Any = original, **more: Any) -> Any:
            asked.append(name)
            return await original(*given, **more)

        monkeypatch.setattr(stretches, name, counted)
    async with database.read() as session:
        feed = Stretches(session)
        await feed.begin()
        for _ in range(3):
            for after in (1, 4, 6):
                await feed.read(after, MINE)
    assert sorted(asked) == ["load_feed", "load_some_papers", "load_some_papers"]


@pytest.mark.parametrize(("lists", "papers"), [({"mine"}, 5), ({"other"}, 1), ({"mine", "other"}, 6), (set[str](), 0)])
@pytest.mark.usefixtures("changed")
async def test_only_what_happened_on_lists_that_are_seen_counts(
    lists: set[str], papers: int, database: Database
) -> None:
    async with database.read() as session:
        feed = Stretches(session)
        await feed.begin()
        assert len(await feed.read(0, frozenset(lists))) == papers


@pytest.mark.usefixtures("changed")
async def test_a_paper_goes_by_the_number_of_the_one_that_it_was_merged_into(database: Database, now: datetime) -> None:
    async with database.write() as session:
        await merge_papers(session, 6, 7, now)
        feed = Stretches(session)
        await feed.begin()
        kept, merged = sorted((6, 7), key=lambda number: feed.today(number) != number)
        assert feed.today(merged) == kept
        assert sorted(feed.numbers_of([kept])) == [6, 7]
        assert [item.paper.id for item in await feed.read(0, MINE)].count(kept) == 1
