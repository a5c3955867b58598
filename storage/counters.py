"""Numbers that only grow, taken inside the writer's transaction.

A row that is updated is locked until its transaction ends, so numbers become visible in the order in which they were
taken. A sequence of the database would let a later number commit first, and a reader's cursor would skip the earlier.
"""

from sqlalchemy import insert, select, update

from storage.database import Session, insert_first
from storage.tables import CounterRow

CHANGES = "changes"
"""The last entry of the feed."""
CATALOG = "catalog"
"""The version of the catalog; grows with everything that a reader of it could notice."""
PAPERS = "papers"
PLACEMENTS = "placements"
"""The numbers of rows that are written by the thousand: asking the database for each would be a round trip a row."""


async def advance(session: Session, name: str, by: int = 1) -> int:
    """Takes `by` numbers and returns the last of them. Call it as late in the transaction as possible."""
    taken = (
        update(CounterRow).where(CounterRow.name == name).values(last=CounterRow.last + by).returning(CounterRow.last)
    )
    last = (await session.execute(taken)).scalar_one_or_none()
    if last is not None:
        return last
    if await insert_first(session, insert(CounterRow).values(name=name, last=by)):
        return by
    return (await session.execute(taken)).scalar_one()


async def hold_catalog(session: Session) -> None:
    """Makes every other transaction that changes the catalog wait until this one ends. Call it before looking at what
    is to be changed: a writer on PostgreSQL sees what was committed before it looks, and no more."""
    await advance(session, CATALOG, 0)


async def read_counter(session: Session, name: str) -> int:
    """The last number taken, 0 before the first."""
    return (await session.execute(select(CounterRow.last).where(CounterRow.name == name))).scalar_one_or_none() or 0
