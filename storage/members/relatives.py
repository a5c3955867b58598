"""Which rows hang on which, and go with them: the foreign keys of the tables, as conditions."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, select


@dataclass(frozen=True, slots=True)
class Relative:
    """A table whose rows go with those of another one that they refer to."""

    table: Table
    column: Column[Any]
    referred: Column[Any]

    def hangs_on(self, condition: ColumnElement[bool]) -> ColumnElement[bool]:
        """That a row hangs on one for which this is true."""
        return self.column.in_(select(self.referred).where(condition))


@cache
def find_relatives(table: Table) -> tuple[Relative, ...]:
    """The tables whose rows go with those of this one, by name."""
    tables = sorted(table.metadata.tables.values(), key=lambda each: each.name)
    return tuple(
        Relative(other, key.parent, key.column)
        for other in tables
        for key in sorted(other.foreign_keys, key=lambda each: each.parent.name)
        if key.column.table is table and other is not table and key.ondelete == "CASCADE"
    )
