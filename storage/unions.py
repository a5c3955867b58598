"""What the operator says of identity: two papers are one, one paper is two, a proposal is wrong."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from data.identity.keys import is_strong
from storage.counters import CATALOG, advance, hold_catalog
from storage.database import Session
from storage.errors import PaperNotFound, RowsNotOfPaper, SamePaper
from storage.feed import Change, ChangeKind, append_changes
from storage.papers import create_papers, refresh_papers
from storage.placements import Placed, load_placed_of_papers
from storage.submissions.upstream import move_submissions, settle_merged
from storage.tables import (
    ContestedKeyRow,
    KeyRow,
    PaperRow,
    PlacementRow,
    ProposalRow,
    RedirectRow,
    VetoRow,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two papers that may be one, with their titles, and since when that has been so."""

    paper_id: int
    title: str
    other_id: int
    other_title: str
    since_at: datetime


async def load_proposals(session: Session) -> tuple[Proposal, ...]:
    """What is proposed to the operator, the oldest first."""
    rows = (await session.execute(select(ProposalRow).order_by(ProposalRow.since_at, ProposalRow.paper_id))).scalars()
    found = []
    for row in rows:
        one, other = await _get_paper(session, row.paper_id), await _get_paper(session, row.other_id)
        found.append(Proposal(one.id, one.title, other.id, other.title, row.since_at))
    return tuple(found)


async def propose(session: Session, pairs: Collection[tuple[int, int]], now: datetime) -> None:
    """Notes pairs of papers, lower number first, that may be one; each once."""
    for pair in sorted(pairs):
        if await session.get(ProposalRow, pair) is None and await session.get(VetoRow, pair) is None:
            session.add(ProposalRow(paper_id=pair[0], other_id=pair[1], since_at=now))
    await session.flush()


async def load_vetoes(session: Session, paper_ids: Collection[int]) -> set[tuple[int, int]]:
    """The pairs of papers that were told apart by hand and of which one is among these."""
    ids = set(paper_ids)
    if not ids:
        return set()
    rows = await session.execute(select(VetoRow.paper_id, VetoRow.other_id))
    return {(one, other) for one, other in rows if one in ids or other in ids}


async def merge_papers(session: Session, keep_id: int, gone_id: int, now: datetime) -> None:
    """Makes two papers one: the rows of the second become the first's, its number leads there from now on.

    The feed tells it once, as merged. Raises `PaperNotFound`, `SamePaper`.
    """
    if keep_id == gone_id:
        raise SamePaper(keep_id)
    await hold_catalog(session)
    keep, gone = await _get_paper(session, keep_id), await _get_paper(session, gone_id)
    titles = [keep.title, gone.title]
    rows = await load_placed_of_papers(session, [gone_id])
    for table in (PlacementRow, KeyRow):
        await session.execute(update(table).where(table.paper_id == gone_id).values(paper_id=keep_id))
    await session.execute(update(RedirectRow).where(RedirectRow.target_id == gone_id).values(target_id=keep_id))
    session.add(RedirectRow(paper_id=gone_id, target_id=keep_id, since_at=now))
    await _carry_over(session, ProposalRow, gone_id, keep_id)
    await _carry_over(session, VetoRow, gone_id, keep_id)
    keep.first_seen_at = min(keep.first_seen_at, gone.first_seen_at)
    await session.flush()
    await settle_merged(session, keep_id, gone_id, now)
    await refresh_papers(session, [keep_id, gone_id])
    before = {"titles": titles, "papers": [keep_id, gone_id]}
    change = Change(ChangeKind.MERGED, keep_id, rows[0].list_id if rows else None, _section(rows), before, {})
    await append_changes(session, [change], now)
    await advance(session, CATALOG)


async def split_paper(session: Session, paper_id: int, row_ids: Collection[int], now: datetime) -> int:
    """Makes some rows of a paper a paper of their own, and returns its number. Nothing is announced.

    A veto keeps the two apart, and the keys that both bear merge nothing alone from now on. Raises `PaperNotFound`,
    `RowsNotOfPaper`.
    """
    await hold_catalog(session)
    paper = await _get_paper(session, paper_id)
    placed = await load_placed_of_papers(session, [paper_id])
    moved = [one for one in placed if one.id in set(row_ids)]
    left = [one for one in placed if one.id not in set(row_ids)]
    if not moved or not left or len(moved) != len(set(row_ids)):
        raise RowsNotOfPaper(paper_id)
    (new_id,) = await create_papers(session, [[one.row for one in moved]], paper.first_seen_at)
    ids = [one.id for one in moved]
    await session.execute(update(PlacementRow).where(PlacementRow.id.in_(ids)).values(paper_id=new_id))
    await session.execute(update(KeyRow).where(KeyRow.placement_id.in_(ids)).values(paper_id=new_id))
    await move_submissions(session, ids, new_id)
    await veto(session, paper_id, new_id, now)
    for key in sorted(_strong_keys(moved) & _strong_keys(left)):
        await session.merge(ContestedKeyRow(key=key, since_at=now))
    await session.flush()
    await refresh_papers(session, [paper_id, new_id])
    await advance(session, CATALOG)
    return new_id


async def veto(session: Session, one_id: int, other_id: int, now: datetime) -> None:
    """Says that two papers are not one; a proposal of them is settled. Raises `PaperNotFound`, `SamePaper`."""
    if one_id == other_id:
        raise SamePaper(one_id)
    pair = min(one_id, other_id), max(one_id, other_id)
    for paper_id in pair:
        await _get_paper(session, paper_id)
    await session.merge(VetoRow(paper_id=pair[0], other_id=pair[1], since_at=now))
    await session.execute(delete(ProposalRow).where(ProposalRow.paper_id == pair[0], ProposalRow.other_id == pair[1]))


async def load_contested_keys(session: Session) -> tuple[str, ...]:
    """The keys that stand, or have stood, on two papers of one list."""
    return tuple((await session.execute(select(ContestedKeyRow.key).order_by(ContestedKeyRow.key))).scalars())


async def find_redirect(session: Session, paper_id: int) -> int:
    """The number under which a paper stands today: its own, unless it was merged into another."""
    row = await session.get(RedirectRow, paper_id)
    return row.target_id if row else paper_id


async def load_redirects(session: Session) -> dict[int, int]:
    """Every number of a merged paper, and the number under which it stands today."""
    rows = await session.execute(select(RedirectRow.paper_id, RedirectRow.target_id))
    return {row.paper_id: row.target_id for row in rows}


async def _get_paper(session: Session, paper_id: int) -> PaperRow:
    row = await session.get(PaperRow, paper_id)
    if row is None or await session.get(RedirectRow, paper_id) is not None:
        raise PaperNotFound(paper_id)
    return row


async def _carry_over(session: Session, table: type[ProposalRow] | type[VetoRow], gone_id: int, keep_id: int) -> None:
    """What was said of a paper and others holds for the one that it becomes."""
    of_gone = or_(table.paper_id == gone_id, table.other_id == gone_id)
    pairs = list(await session.execute(select(table.paper_id, table.other_id, table.since_at).where(of_gone)))
    await session.execute(delete(table).where(of_gone))
    for one, other, since_at in pairs:
        third = other if one == gone_id else one
        if third != keep_id:
            low, high = min(third, keep_id), max(third, keep_id)
            await session.merge(table(paper_id=low, other_id=high, since_at=since_at))


def _section(rows: Collection[Placed]) -> str:
    return next((one.row.section.name for one in rows), "")


def _strong_keys(rows: Collection[Placed]) -> set[str]:
    return {key for one in rows for key in one.row.keys if is_strong(key)}
