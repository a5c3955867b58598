"""Papers in the database: the facts of their rows, merged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from data.identity.titles import compact_title
from data.merging import Facts, merge_rows
from data.schema import Row
from storage.counters import PAPERS, advance
from storage.database import Session
from storage.placements import Placed, in_parts, load_placed_of_papers
from storage.submissions.amendments import Amendment, amend, load_amendments
from storage.tables import LinkRow, PaperRow, PlacementRow, table_of


async def create_papers(session: Session, groups: Sequence[Sequence[Row]], now: datetime) -> list[int]:
    """Writes one paper for each group of rows and returns their numbers, in the same order."""
    facts = [merge_rows(group) for group in groups]
    if not facts:
        return []
    last = await advance(session, PAPERS, len(facts))
    ids = list(range(last - len(facts) + 1, last + 1))
    shared = {"is_listed": True, "first_seen_at": now}
    values = [{"id": number, **_columns(one), **shared} for number, one in zip(ids, facts, strict=True)]
    await session.execute(insert(table_of(PaperRow)), values)
    await _write_links(session, list(zip(ids, facts, strict=True)))
    return ids


async def refresh_papers(session: Session, paper_ids: Iterable[int]) -> None:
    """Merges the facts of these papers anew from the rows that lists show; writes those that differ.

    A paper that no list shows any more keeps its facts and is not listed. What was added to it by approved submissions
    goes and comes with it.
    """
    placed: dict[int, list[Placed]] = defaultdict(list)
    ids = sorted(set(paper_ids))
    for one in await load_placed_of_papers(session, ids):
        placed[one.paper_id].append(one)
    amendments = await load_amendments(session, ids)
    changed: list[tuple[int, Facts]] = []
    for part in in_parts(ids):
        for row in (await session.execute(select(PaperRow).where(PaperRow.id.in_(part)))).scalars():
            shown = await _show_amendments(session, placed[row.id], amendments.get(row.id, ()))
            row.is_listed = bool(shown)
            if shown:
                facts = _with_former_titles(merge_rows(shown), row.facts["titles"])
                facts = amend(facts, amendments.get(row.id, ()))
                _assign(row, facts)
                changed.append((row.id, facts))
    await session.flush()
    await _rewrite_links(session, changed)


async def _show_amendments(session: Session, placed: Sequence[Placed], amendments: Sequence[Amendment]) -> list[Row]:
    """The rows that make up a paper now. Rows of amendments make no paper: they are shown while another row is."""
    added = {one.placement_id for one in amendments if one.placement_id is not None}
    if not added:
        return [one.row for one in placed if one.removed_at is None]
    standing = [one for one in placed if one.id not in added]
    is_listed = any(one.removed_at is None for one in standing)
    gone_at = None if is_listed else max((one.removed_at for one in standing if one.removed_at), default=None)
    turned = [one.id for one in placed if one.id in added and (one.removed_at is None) is not is_listed]
    if turned and (is_listed or gone_at):
        await session.execute(update(PlacementRow).where(PlacementRow.id.in_(turned)).values(removed_at=gone_at))
    return [one.row for one in placed if one.id in added or one.removed_at is None] if is_listed else []


def _with_former_titles(facts: Facts, former: Sequence[str]) -> Facts:
    """A paper is found by what it was called before, too."""
    current = set(map(compact_title, facts.titles))
    return replace(facts, titles=(*facts.titles, *(title for title in former if compact_title(title) not in current)))


def _columns(facts: Facts) -> dict[str, Any]:
    return {
        "title": facts.title,
        "published": facts.published.number if facts.published else None,
        "published_from": facts.published_from.value if facts.published_from else None,
        "stars": facts.stars,
        "heat": facts.heat,
        "facts": {
            "titles": list(facts.titles),
            "aliases": list(facts.aliases),
            "organisations": list(facts.organisations),
            "organisation_texts": list(facts.organisation_texts),
            "keys": list(facts.keys),
        },
    }


def _assign(row: PaperRow, facts: Facts) -> None:
    for name, value in _columns(facts).items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _links_of(facts: Facts) -> list[tuple[str, str, str]]:
    return [(link.kind.value, link.label, link.url) for link in facts.links]


async def _rewrite_links(session: Session, papers: Sequence[tuple[int, Facts]]) -> None:
    """Writes the links of those papers whose links differ from what is stored."""
    stored: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    ids = [paper_id for paper_id, _ in papers]
    for part in in_parts(ids):
        found = select(LinkRow).where(LinkRow.paper_id.in_(part)).order_by(LinkRow.paper_id, LinkRow.position)
        for row in (await session.execute(found)).scalars():
            stored[row.paper_id].append((row.kind, row.label, row.url))
    differing = [(paper_id, facts) for paper_id, facts in papers if stored[paper_id] != _links_of(facts)]
    for part in in_parts([paper_id for paper_id, _ in differing]):
        await session.execute(delete(LinkRow).where(LinkRow.paper_id.in_(part)))
    await _write_links(session, differing)


async def _write_links(session: Session, papers: Sequence[tuple[int, Facts]]) -> None:
    rows = [
        {"paper_id": paper_id, "position": position, "kind": kind, "label": label, "url": url}
        for paper_id, facts in papers
        for position, (kind, label, url) in enumerate(_links_of(facts))
    ]
    if rows:
        await session.execute(insert(table_of(LinkRow)), rows)
