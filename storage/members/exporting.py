"""All that is kept of a member, or of a guild, as values that JSON can hold."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Column, Table, or_, select

from storage.database import Session
from storage.members.relatives import find_relatives
from storage.members.traces import NOBODY, OF_GUILDS, OF_MEMBERS, Trace

Rows = list[dict[str, Any]]


async def export_member(session: Session, user_id: int) -> dict[str, Rows]:
    """Every row that holds the number of a member, and every row that hangs on one that is theirs alone, by table.
    Other members' numbers are left out of them."""
    hidden = {trace.column.property.columns[0] for trace in OF_MEMBERS}
    return await _export(session, OF_MEMBERS, user_id, hidden)


async def export_guild(session: Session, guild_id: int) -> dict[str, Rows]:
    """Every row of what a guild has chosen, of its digests and of their messages, by table."""
    return await _export(session, OF_GUILDS, guild_id, set())


async def _export(session: Session, traces: Sequence[Trace], number: int, hidden: set[Column[Any]]) -> dict[str, Rows]:
    exported: dict[str, Rows] = {}
    for table in dict.fromkeys(_table(trace) for trace in traces):
        own = [trace for trace in traces if _table(trace) is table]
        found = select(table).where(or_(*(trace.column == number for trace in own))).order_by(*table.primary_key)
        exported[table.name] = [_row(table, row, number, hidden) for row in (await session.execute(found)).mappings()]
        for trace in (each for each in own if each.instead is None):
            for relative in find_relatives(table):
                hanging = select(relative.table).where(relative.hangs_on(trace.column == number))
                ordered = hanging.order_by(*relative.table.primary_key)
                rows = [
                    _row(relative.table, row, number, hidden) for row in (await session.execute(ordered)).mappings()
                ]
                exported[relative.table.name] = _united(exported.get(relative.table.name, []), rows)
    return exported


def _table(trace: Trace) -> Table:
    table = trace.column.property.columns[0].table
    assert isinstance(table, Table)  # noqa: S101  # every mapped column of ours stands in one
    return table


def _row(table: Table, row: Any, number: int, hidden: set[Column[Any]]) -> dict[str, Any]:
    """A row by the names of its columns."""
    shown = {}
    for column in table.columns:
        value = row[column]
        is_others = column in hidden and value not in (None, number, NOBODY)
        shown[column.name] = None if is_others else _value(value)
    return shown


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _united(rows: Rows, more: Iterable[dict[str, Any]]) -> Rows:
    return [*rows, *(row for row in more if row not in rows)]
