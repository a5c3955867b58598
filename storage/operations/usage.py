"""How often commands and buttons are used, by day and by how it ended; nobody's name is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select, update

from storage.database import Session, insert_first
from storage.operations.tables import UsageRow

LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used, how it ended ("answered", "refused", "failed"), and how often."""

    name: str
    outcome: str
    times: int


async def add_usage(session: Session, day: date, counts: Mapping[tuple[str, str], int]) -> None:
    """Adds counts, by name and outcome, to those of a day, whoever else does so at the same moment."""
    for (name, outcome), times in sorted(counts.items()):
        row = UsageRow.day == day, UsageRow.name == name[:LONGEST_NAME], UsageRow.outcome == outcome
        added = update(UsageRow).where(*row).values(times=UsageRow.times + times).returning(UsageRow.times)
        if (await session.execute(added)).first() is None:
            values = {"day": day, "name": name[:LONGEST_NAME], "outcome": outcome, "times": times}
            if not await insert_first(session, insert(UsageRow).values(values)):
                await session.execute(added)


async def find_usage(session: Session, since: date) -> tuple[Usage, ...]:
    """What was used since a day, the most used first."""
    times = func.sum(UsageRow.times)
    found = (
        select(UsageRow.name, UsageRow.outcome, times)
        .where(UsageRow.day >= since)
        .group_by(UsageRow.name, UsageRow.outcome)
        .order_by(times.desc(), UsageRow.name, UsageRow.outcome)
    )
    return tuple(Usage(name, outcome, int(count)) for name, outcome, count in await session.execute(found))


async def forget_usage(session: Session, before: date) -> None:
    """Forgets what was used before a day."""
    await session.execute(delete(UsageRow).where(UsageRow.day < before))
