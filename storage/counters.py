"""Numbers that only grow, taken inside the writer's transaction.

A row that is updated is locked until its transaction ends, so numbers become visible in the order in which they were
taken. A sequence of the database would let a later number commit first, and a reader's cursor would skip the earlier.
"""

from sqlalchemy import bindparam, insert, select, update

from storage.database import Session, insert_first
from storage.tables import CounterRow, table_of

CHANGES = "changes"
"""The last entry of the feed."""
CATALOG = "catalog"
"""The version of the catalog; grows with everything that a reader of it could notice."""
SUBMISSIONS = "submissions"
"""Held by whoever hands something in."""
GUILDS = "guilds"
"""Grows with everything that a guild chooses of what its members see."""
PAPERS = "papers"
PLACEMENTS = "placements"
"""The numbers of rows that are written by the thousand: asking the database for each would be a round trip a row."""


_COUNTERS = table_of(CounterRow)
_TAKE = (  # put together once: every decision takes several numbers
    update(_COUNTERS)
    .where(_COUNTERS.c.name == bindparam("counter"))
    .values(last=_COUNTERS.c.last + bindparam("by"))
    .returning(_COUNTERS.c.last)
)


async def advance(session: Session, name: str, by: int = 1) -> int:
    """Takes `by` numbers and returns the last of them. Call it as late in the transaction as possible."""
    last: int | None = (await session.execute(_TAKE, {"counter": name, "by": by})).scalar_one_or_none()
    if last is not None:
        return last
    if await insert_first(session, insert(CounterRow).values(name=name, last=by)):
        return by
    return int((await session.execute(_TAKE, {"counter": name, "by": by})).scalar_one())


async def hold_catalog(session: Session) -> None:
    """Makes every other transaction that changes the catalog wait until this one ends. Call it before looking at what
    is to be changed: a writer on PostgreSQL sees what was committed before it looks, and no more."""
    await advance(session, CATALOG, 0)


async def read_counters(session: Session, *names: str) -> tuple[int, ...]:
    """The last number taken of each, 0 before the first; one statement."""
    found = await session.execute(select(CounterRow.name, CounterRow.last).where(CounterRow.name.in_(names)))
    last = {row.name: row.last for row in found}
    return tuple(last.get(name, 0) for name in names)


async def hold_submissions(session: Session) -> None:
    """Makes every other transaction that takes a submission wait until this one ends, so that of two that hand in the
    same thing at once the second finds the first."""
    await advance(session, SUBMISSIONS, 0)


async def read_counter(session: Session, name: str) -> int:
    """The last number taken, 0 before the first."""
    return (await session.execute(select(CounterRow.last).where(CounterRow.name == name))).scalar_one_or_none() or 0
