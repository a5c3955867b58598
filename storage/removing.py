"""Taking a list out of the catalog."""

from datetime import datetime

from sqlalchemy import select, update

from storage.counters import CATALOG, advance, hold_catalog
from storage.database import Session
from storage.errors import ListNotFound
from storage.lists import OWN_LIST, load_lists
from storage.papers import refresh_papers
from storage.sources import unfollow_list
from storage.tables import ListRow, PlacementRow


async def remove_list(session: Session, name: str, now: datetime) -> int:
    """Marks every row of a list as dropped and follows it no more; returns how many rows there were.

    Nothing goes to the feed. A paper that no other list shows leaves the catalog, and is known again when it returns.
    Our own list holds what was approved and is not taken out. Raises `ListNotFound`.
    """
    await hold_catalog(session)
    list_id = (await session.execute(select(ListRow.id).where(ListRow.name == name))).scalar_one_or_none()
    if list_id is None or name == OWN_LIST or name not in {info.name for info in await load_lists(session)}:
        raise ListNotFound(name)
    await unfollow_list(session, list_id)
    dropped = (
        update(PlacementRow)
        .where(PlacementRow.list_id == list_id, PlacementRow.removed_at.is_(None))
        .values(removed_at=now)
        .returning(PlacementRow.paper_id)
    )
    paper_ids = list((await session.execute(dropped)).scalars())
    if paper_ids:
        await refresh_papers(session, paper_ids)
        await advance(session, CATALOG)
    return len(paper_ids)
