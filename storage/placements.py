"""The rows of a list as last accepted."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import func, select

from data.schema import Row
from storage.database import Session
from storage.lists import OWN_LIST
from storage.tables import ListRow, PlacementRow

_ROW = TypeAdapter(Row)
_MOST_PARAMETERS = 5_000
"""How many values a statement names at the most; SQLite takes 32,766, PostgreSQL's protocol 32,767."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of a list and the paper that it stands for. `removed_at` tells that the list shows it no more."""

    id: int
    list_id: int
    list_name: str
    paper_id: int
    section_id: int
    position: int
    row: Row
    removed_at: datetime | None


def dump_row(row: Row) -> dict[str, Any]:
    """A row as JSON values."""
    dumped: dict[str, Any] = _ROW.dump_python(row, mode="json")
    return dumped


def load_row(facts: dict[str, Any]) -> Row:
    """The inverse of `dump_row`."""
    return _ROW.validate_python(facts)


def storable(row: Row) -> Row:
    """The row without NUL characters, which PostgreSQL keeps in no text."""
    text = json.dumps(dump_row(row))
    return load_row(json.loads(text.replace("\\u0000", ""))) if "\\u0000" in text else row


async def load_placed(session: Session, *, list_id: int) -> list[Placed]:
    """Every row that a list shows or has shown, in the order of the document, dropped ones last."""
    found = _SELECT.where(PlacementRow.list_id == list_id)
    return _in_order((await session.execute(found)).all())


async def load_placed_of_papers(session: Session, paper_ids: Iterable[int]) -> list[Placed]:
    """Every row of these papers, those of the newest list first and of our own last, each list's in order, dropped ones
    at the end."""
    found: list[Placed] = []
    for part in in_parts(sorted(set(paper_ids))):
        found += _in_order((await session.execute(_SELECT.where(PlacementRow.paper_id.in_(part)))).all())
    return found


async def count_rows(session: Session, list_id: int) -> int:
    """How many rows a list shows."""
    shown = select(func.count()).where(PlacementRow.list_id == list_id, PlacementRow.removed_at.is_(None))
    return (await session.execute(shown)).scalar_one()


def in_parts(values: Sequence[Any], size: int = _MOST_PARAMETERS) -> Iterable[Sequence[Any]]:
    """The values in parts that one statement may name."""
    return (values[start : start + size] for start in range(0, len(values), size))


_SELECT = (
    select(PlacementRow, ListRow.name)
    .join(ListRow, ListRow.id == PlacementRow.list_id)
    .execution_options(populate_existing=True)  # rows are written in bulk, past what the session remembers of them
)


def _in_order(rows: Sequence[Any]) -> list[Placed]:
    placed = [
        Placed(
            id=row.id,
            list_id=row.list_id,
            list_name=name,
            paper_id=row.paper_id,
            section_id=row.section_id,
            position=row.position,
            row=load_row(row.facts),
            removed_at=row.removed_at,
        )
        for row, name in rows
    ]
    return sorted(placed, key=_order)


def _order(one: Placed) -> tuple[bool, bool, int, int, int]:
    return one.removed_at is not None, one.list_name == OWN_LIST, -one.list_id, one.position, one.id


def same_facts(one: Row, other: Row) -> bool:
    """Whether two rows say the same; the line on which they say it does not count."""
    return replace(one, line=0) == replace(other, line=0)
