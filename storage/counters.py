"""Numbers that only grow, taken inside the writer's transaction.

A row that is updated is locked until its transaction ends, so numbers become visible in the order in which they were
taken. A sequence of the database would let a later number commit first, and a reader's cursor would skip the earlier.
"""

from sqlalchemy import bindparam, select, update

from storage.database import Session
from storage.tables import CounterRow, table_of

CHANGES = "changes"
"""The last entry of the feed."""
CATALOG = "catalog"
"""The version of the catalog; grows with everything that a reader of it could notice."""
SUBMISSIONS = "submissions"
"""Held by whoever hands something in."""
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
    session.add(CounterRow(name=name, last=by))
    await session.flush()
    return by


async def hold_catalog(session: Session) -> None:
    """Makes every other transaction that changes the catalog wait until this one ends. Call it before looking at what
    is to be changed: a writer on PostgreSQL sees what was committed before it looks, and no more."""
    await advance(session, CATALOG, 0)


async def hold_submissions(session: Session) -> None:
    """Makes every other transaction that takes a submission wait until this one ends, so that of two that hand in the
    same thing at once the second finds the first."""
    await advance(session, SUBMISSIONS, 0)


async def read_counter(session: Session, name: str) -> int:
    """The last number taken, 0 before the first."""
    return (await session.execute(select(CounterRow.last).where(CounterRow.name == name))).scalar_one_or_none() or 0
