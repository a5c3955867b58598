"""Counting what lists show: papers, months, code. The database counts, so that a large catalog is not read whole."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import exists, func, select

from data.months import Month
from data.schema import LinkKind
from storage.database import Session
from storage.tables import LinkRow, ListRow, PaperRow, PlacementRow


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many papers there are, each once, how many of them have code, and how many each month of publication has, the
    earliest first; `undated` have no month."""

    papers: int
    with_code: int
    months: tuple[tuple[Month, int], ...]
    undated: int


async def load_statistics(session: Session, lists: Collection[str]) -> Statistics:
    """The statistics of the papers that these lists show. Two statements, whatever the size."""
    shown = (
        exists()
        .where(PlacementRow.paper_id == PaperRow.id, PlacementRow.removed_at.is_(None))
        .where(ListRow.id == PlacementRow.list_id, ListRow.name.in_(sorted(lists)))
    )
    has_code = exists().where(LinkRow.paper_id == PaperRow.id, LinkRow.kind == LinkKind.CODE.value)
    by_month = select(PaperRow.published, func.count()).where(shown).group_by(PaperRow.published)
    counts: dict[int | None, int] = {row[0]: row[1] for row in await session.execute(by_month)}
    with_code = select(func.count()).select_from(PaperRow).where(shown, has_code)
    return Statistics(
        papers=sum(counts.values()),
        with_code=(await session.execute(with_code)).scalar_one(),
        months=tuple((Month.from_number(number), counts[number]) for number in sorted(filter(None, counts))),
        undated=counts.get(None, 0),
    )
