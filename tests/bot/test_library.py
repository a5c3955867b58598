from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

import pytest

from bot.library import FRESH_SECONDS, Library
from data.query.query import Query
from storage.database import Database, Session
from storage.digests.subscription import Interest
from storage.errors import PaperNotFound
from storage.guilds import choose_lists
from storage.search.live import LiveIndex

GUILD = 7


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def library(shipped: Database, clock: Clock) -> Library:
    index = LiveIndex(shipped)
    await index.load()
    return Library(shipped, index, clock)


async def choose(database: Database, names: set[str]) -> None:
    async with database.write() as session:
        await choose_lists(session, GUILD, names)


async def test_a_shelf_holds_what_the_guild_chose_to_see(shipped: Database, library: Library) -> None:
    everything = await library.open(None)
    (small,) = [info for info in everything.lists if info.papers == 19]
    await choose(shipped, {small.name})
    shelf = await library.open(GUILD)
    assert (shelf.count_papers(), everything.count_papers()) == (19, 354)
    assert [info.name for info in shelf.lists] == [small.name]
    assert sum(count for _, count in shelf.count_categories()) < sum(
        count for _, count in everything.count_categories()
    )


async def test_a_paper_of_other_lists_is_not_on_the_shelf(shipped: Database, library: Library) -> None:
    everything = await library.open(None)
    (small,) = [info for info in everything.lists if info.papers == 19]
    await choose(shipped, {small.name})
    seen = {paper.id for paper in (await library.open(GUILD)).search(Query()).papers}
    other = next(paper for paper in everything.search(Query()).papers if paper.id not in seen)
    assert everything.get_paper(other.id) == other
    with pytest.raises(PaperNotFound):
        (await library.open(GUILD)).get_paper(other.id)


async def test_a_keystroke_asks_the_database_once_and_then_memory(
    shipped: Database, library: Library, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    read = Database.read

    def counted(database: Database) -> AbstractAsyncContextManager[Session]:
        asked.append(database)
        return read(database)

    monkeypatch.setattr(Database, "read", counted)
    for _ in range(5):
        _, names = await library.glance(GUILD)
        assert len(names) == 3
    assert len(asked) == 1
    clock.seconds += FRESH_SECONDS
    await library.glance(GUILD)
    assert len(asked) == 2


async def test_a_command_shows_keystrokes_what_has_changed(shipped: Database, library: Library) -> None:
    _, before = await library.glance(GUILD)
    await choose(shipped, {min(before)})
    await library.open(GUILD)
    _, after = await library.glance(GUILD)
    assert after == {min(before)}


async def test_the_guilds_that_are_remembered_are_bounded(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.library._REMEMBERED_GUILDS", 3)
    for guild in range(10):
        await library.glance(guild)
    assert list(library._seen.guilds) == [7, 8, 9]


async def test_what_an_import_changed_is_on_the_next_shelf(small: Database, refill: Any, now: datetime) -> None:
    library = Library(small, LiveIndex(small))
    before = await library.open(None)
    await refill(range(1, 15))
    after = await library.open(None)
    assert (before.count_papers(), after.count_papers()) == (12, 14)
    assert [info.papers for info in after.lists] == [14]


async def test_what_fits_an_interest_is_counted_among_what_the_guild_sees(shipped: Database, library: Library) -> None:
    shelf = await library.open(None)
    counted = {category.slug: papers for category, papers in shelf.count_categories()}
    assert shelf.count_fitting(Interest()) == shelf.count_papers()
    assert shelf.count_fitting(Interest(categories=("kv-cache",))) == counted["kv-cache"]
    assert shelf.count_fitting(Interest(keywords=("teapot",))) == 0
