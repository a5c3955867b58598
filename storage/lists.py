"""The lists that the catalog holds."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, update

from data.schema import Document
from storage.database import Session
from storage.errors import InvalidListName, ListNotFound
from storage.tables import ListRow, PlacementRow, SourceRow, table_of

OWN_LIST = "@submissions"
"""The list of what members proposed and moderators approved. No list that is followed can be called so."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Pack:
    """A download that a list offers, such as all its papers as one PDF."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ListInfo:
    """A list that the catalog holds. `licence` is "" where the list states none; `citation` is BibTeX or "".

    `updated_at` is when its rows last changed, aware, UTC.
    """

    name: str
    title: str
    url: str
    licence: str
    citation: str
    packs: tuple[Pack, ...]
    rows: int
    papers: int
    updated_at: datetime


async def get_or_create_list(session: Session, name: str, document: Document, now: datetime) -> int:
    """The number of the list of this name; a new one takes the document's title. Raises `InvalidListName`."""
    if not _NAME.fullmatch(name):
        raise InvalidListName(name)
    found = (await session.execute(select(ListRow.id).where(ListRow.name == name))).scalar_one_or_none()
    if found is not None:
        return found
    return await _create_list(session, name, document.title or name, now)


async def get_or_create_own_list(session: Session, now: datetime) -> int:
    """The number of our own list."""
    found = (await session.execute(select(ListRow.id).where(ListRow.name == OWN_LIST))).scalar_one_or_none()
    return found if found is not None else await _create_list(session, OWN_LIST, "Submissions", now)


async def _create_list(session: Session, name: str, title: str, now: datetime) -> int:
    row = ListRow(
        name=name,
        title=title,
        url="",
        licence="",
        citation="",
        packs=[],
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    await session.flush()
    return row.id


async def describe_list(
    session: Session, name: str, *, title: str, url: str, licence: str, citation: str, packs: tuple[Pack, ...]
) -> None:
    """Writes what is known of a list beside its rows. Raises `ListNotFound`."""
    row = (await session.execute(select(ListRow).where(ListRow.name == name))).scalar_one_or_none()
    if row is None:
        raise ListNotFound(name)
    row.title, row.url, row.licence, row.citation = title, url, licence, citation
    row.packs = [{"label": pack.label, "url": pack.url} for pack in packs]


async def touch_list(session: Session, list_id: int, now: datetime) -> None:
    """Notes that the rows of a list have changed."""
    await session.execute(update(table_of(ListRow)).where(ListRow.id == list_id).values(updated_at=now))


async def load_lists(session: Session) -> tuple[ListInfo, ...]:
    """Every list that shows rows or is followed, the newest first, with its rows and unique papers."""
    counted = (
        select(
            PlacementRow.list_id,
            func.count().label("rows"),
            func.count(PlacementRow.paper_id.distinct()).label("papers"),
        )
        .where(PlacementRow.removed_at.is_(None))
        .group_by(PlacementRow.list_id)
        .subquery()
    )
    found = (
        select(ListRow, func.coalesce(counted.c.rows, 0), func.coalesce(counted.c.papers, 0))
        .outerjoin(counted, counted.c.list_id == ListRow.id)
        .outerjoin(SourceRow, SourceRow.list_id == ListRow.id)
        .where(or_(counted.c.rows > 0, SourceRow.list_id.is_not(None)))
        .order_by(ListRow.id.desc())
    )
    return tuple(_info(row, rows, papers) for row, rows, papers in await session.execute(found))


def _info(row: ListRow, rows: int, papers: int) -> ListInfo:
    return ListInfo(
        name=row.name,
        title=row.title,
        url=row.url,
        licence=row.licence,
        citation=row.citation,
        packs=tuple(Pack(pack["label"], pack["url"]) for pack in row.packs),
        rows=rows,
        papers=papers,
        updated_at=row.updated_at,
    )
