"""Every column of Discord's numbers is told: nothing of a member or a guild can be forgotten."""

import importlib
import pkgutil

from sqlalchemy import BigInteger

import storage
from storage.members.traces import NO_TRACES, OF_GUILDS, OF_MEMBERS
from storage.submissions.tables import BlockRow
from storage.tables import Base


def import_every_table() -> None:
    for module in pkgutil.walk_packages(storage.__path__, "storage."):
        if "__main__" not in module.name and "migrations" not in module.name:
            importlib.import_module(module.name)


def test_every_column_of_large_numbers_is_told() -> None:
    import_every_table()
    large = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, BigInteger)
    }
    told = {str(trace.column.property.columns[0]) for trace in (*OF_MEMBERS, *OF_GUILDS)} | NO_TRACES
    assert large - told == set(), "storage/members/traces.py has to say whether these hold members or guilds"
    assert told - large == set(), "storage/members/traces.py tells of columns that are gone"


def test_what_is_called_for_a_person_is_told_as_one() -> None:
    """A column that is named for somebody cannot be passed off as something else."""
    persons = ("user", "maker", "member", "author", "submitter", "reviewer", "actor", "owner")
    for name in NO_TRACES:
        column = name.partition(".")[2]
        assert not column.endswith("_by"), name
        assert not any(person in column for person in persons), name


def test_what_stays_is_emptied_of_the_number_itself() -> None:
    for trace in (*OF_MEMBERS, *OF_GUILDS):
        if trace.instead is not None and trace.column is not BlockRow.user_id:  # a block outlives who would lift it
            column = trace.column.property.columns[0]
            assert column.name in trace.instead
            assert set(trace.instead) <= set(column.table.columns.keys())
