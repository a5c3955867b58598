from bot import reads
from bot.reads import Reads
from storage.counters import PAPERS, advance, read_counter
from storage.database import Database, Session


class Counting:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self, session: Session) -> int:
        self.times += 1
        return await read_counter(session, PAPERS)


async def test_a_read_is_asked_once_until_somebody_commits(database: Database) -> None:
    remembering, load = Reads(database), Counting()
    first = await remembering.read("papers", load)
    assert await remembering.read("papers", load) == first
    assert load.times == (1 if database.is_sqlite else 2)
    async with database.write() as session:
        await advance(session, PAPERS)
    assert await remembering.read("papers", load) == first + 1
    assert load.times == (2 if database.is_sqlite else 3)


async def test_different_questions_are_told_apart(database: Database) -> None:
    remembering, one, other = Reads(database), Counting(), Counting()
    await remembering.read("one", one)
    await remembering.read("other", other)
    assert (one.times, other.times) == (1, 1)


async def test_what_is_remembered_is_bounded(database: Database) -> None:
    remembering, load = Reads(database), Counting()
    for number in range(2 * reads._REMEMBERED):
        await remembering.read(number, load)
    assert len(remembering._kept) <= reads._REMEMBERED


async def test_a_long_row_is_not_remembered(database: Database) -> None:
    async def load(_: Session) -> tuple[int, ...]:
        return tuple(range(reads._LARGEST + 1))

    remembering = Reads(database)
    assert len(await remembering.read("long", load)) == reads._LARGEST + 1
    assert "long" not in remembering._kept


async def test_what_goes_with_a_version_of_the_catalog_outlives_other_commits(database: Database) -> None:
    remembering, load = Reads(database), Counting()
    first = await remembering.read("papers", load, 7)
    async with database.write() as session:
        await advance(session, PAPERS)
    assert await remembering.read("papers", load, 7) == first
    assert await remembering.read("papers", load, 8) == first + 1
    assert load.times == 2
