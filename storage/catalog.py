"""The catalog: every paper that a list shows, as whole values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from data.months import Month
from data.paper import Paper, Placement, PublishedFrom
from data.schema import Link, LinkKind
from storage.counters import CATALOG, read_counter
from storage.database import Session
from storage.placements import in_parts
from storage.sections import load_categories
from storage.submissions.tables import adds_to_paper
from storage.tables import LinkRow, ListRow, PaperRow, PlacementRow, SectionRow

__all__ = ["load_categories", "load_papers", "load_some_papers", "read_version"]


async def read_version(session: Session) -> int:
    """A number that grows with every change of the catalog; one indexed read."""
    return await read_counter(session, CATALOG)


async def load_papers(session: Session) -> tuple[Paper, ...]:
    """Every paper that at least one list shows, by number. Four statements, whatever the size."""
    return await _load(session, PaperRow.is_listed)


async def load_some_papers(session: Session, paper_ids: Iterable[int]) -> dict[int, Paper]:
    """The papers of these numbers, also those that no list shows any more, by number."""
    found: dict[int, Paper] = {}
    for part in in_parts(sorted(set(paper_ids))):
        found |= {paper.id: paper for paper in await _load(session, PaperRow.id.in_(part), part)}
    return found


async def _load(
    session: Session, wanted: ColumnElement[bool] | InstrumentedAttribute[bool], paper_ids: Sequence[int] | None = None
) -> tuple[Paper, ...]:
    """The papers that are wanted; `paper_ids` narrows what is read beside them."""
    links = await _load_links(session, paper_ids)
    placements = await _load_placements(session, paper_ids)
    rows = (await session.execute(select(PaperRow).where(wanted).order_by(PaperRow.id))).scalars()
    return tuple(_paper(row, tuple(links[row.id]), tuple(placements[row.id])) for row in rows)


def _paper(row: PaperRow, links: tuple[Link, ...], placements: tuple[Placement, ...]) -> Paper:
    facts = row.facts
    return Paper(
        id=row.id,
        title=row.title,
        titles=tuple(facts["titles"]),
        aliases=tuple(facts["aliases"]),
        organisations=tuple(facts["organisations"]),
        organisation_texts=tuple(facts["organisation_texts"]),
        published=None if row.published is None else Month.from_number(row.published),
        published_from=None if row.published_from is None else PublishedFrom(row.published_from),
        stars=row.stars,
        heat=row.heat,
        links=links,
        placements=placements,
        keys=tuple(facts["keys"]),
        first_seen_at=row.first_seen_at,
    )


async def _load_links(session: Session, paper_ids: Sequence[int] | None) -> dict[int, list[Link]]:
    columns = (LinkRow.paper_id, LinkRow.kind, LinkRow.label, LinkRow.url)
    links: dict[int, list[Link]] = defaultdict(list)
    found = select(*columns).order_by(LinkRow.paper_id, LinkRow.position)
    if paper_ids is not None:
        found = found.where(LinkRow.paper_id.in_(paper_ids))
    for paper_id, kind, label, url in await session.execute(found):
        links[paper_id].append(Link(LinkKind(kind), label, url))
    return links


async def _load_placements(session: Session, paper_ids: Sequence[int] | None) -> dict[int, list[Placement]]:
    """Where lists show each paper, the newest list first; twice in one section is one placement. A section that was
    added by an approved submission counts as one of the list that the paper stands on."""
    is_added = adds_to_paper(PlacementRow.id)
    found = (
        select(PlacementRow.paper_id, ListRow.name, SectionRow.name, SectionRow.category_slug, is_added)
        .join(ListRow, ListRow.id == PlacementRow.list_id)
        .join(SectionRow, SectionRow.id == PlacementRow.section_id)
        .where(PlacementRow.removed_at.is_(None))
        .order_by(is_added, PlacementRow.list_id.desc(), PlacementRow.position)
    )
    if paper_ids is not None:
        found = found.where(PlacementRow.paper_id.in_(paper_ids))
    placements: dict[int, dict[Placement, None]] = defaultdict(dict)
    for paper_id, list_name, section, category, added in await session.execute(found):
        known = placements[paper_id]
        shown_by = next(iter(known)).list_name if added and known else list_name
        known[Placement(shown_by, section, category)] = None
    return defaultdict(list, {paper_id: list(places) for paper_id, places in placements.items()})
