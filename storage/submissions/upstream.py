"""When lists take over what was submitted: the submission turns `merged_upstream`, and nobody hears of it twice."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, select, update

from data.identity.entries import entry_of
from data.schema import Row
from storage.database import Session
from storage.feed import Change, ChangeKind
from storage.lists import OWN_LIST
from storage.placements import Placed, in_parts, load_placed_of_papers
from storage.submissions.amendments import is_said, without_link
from storage.submissions.audit import write_audit
from storage.submissions.concluding import change, conclude, write_decision
from storage.submissions.facts import is_same_paper, load_facts, row_of
from storage.submissions.submission import Facts, Fault, Kind, State, Verdict
from storage.submissions.tables import SubmissionKeyRow, SubmissionRow
from storage.tables import PlacementRow, RedirectRow

_OPEN = (State.PENDING.value, State.APPROVED.value)


@dataclass(slots=True)
class TakenOver:
    """What lists have taken over. `changes` tells the feed that our own list shows these papers no more."""

    changes: list[Change] = field(default_factory=list)
    _shown: dict[int, list[tuple[Row | None, str]]] = field(default_factory=lambda: defaultdict(list))

    def note(self, paper_id: int, row: Row | None, dead_url: str) -> None:
        """Notes what an amendment has shown of a paper: a row of our own, and that a link is dead."""
        self._shown[paper_id].append((row, dead_url))

    def as_told(self, paper_id: int, rows: Sequence[Row]) -> list[Row]:
        """The rows that a list had of a paper, with what the amendments that it has taken over have told already."""
        known = list(rows)
        for row, dead_url in self._shown.get(paper_id, ()) if rows else ():
            known = without_link(known, dead_url) if dead_url else known
            known += [row] if row is not None else []
        return known


async def settle_upstream(
    session: Session, list_name: str, rows: Mapping[int, Sequence[Row]], now: datetime
) -> TakenOver:
    """Settles the submissions that rows of a list make needless; `rows` gives for the number of each paper those of its
    rows that are new or say something new. The catalog is held, and the rows are written, but papers not yet refreshed.
    """
    taken = TakenOver()
    if not rows or (await session.execute(select(SubmissionRow.id).limit(1))).first() is None:
        return taken
    await _settle_papers(session, rows.keys(), taken, now)
    await _settle_pending(session, list_name, rows, now)
    return taken


async def settle_merged(session: Session, keep_id: int, gone_id: int, now: datetime) -> None:
    """Lets what was said of a paper that was merged into another hold for that; what this settles is settled. The
    placements are the other's already."""
    for column in (SubmissionRow.paper_id, SubmissionRow.duplicate_paper_id):
        await session.execute(update(SubmissionRow).where(column == gone_id).values({column: keep_id}))
    await _settle_papers(session, [keep_id], TakenOver(), now)
    found = select(SubmissionRow).where(
        SubmissionRow.fault == Fault.DUPLICATE.value, SubmissionRow.state.in_(_OPEN), SubmissionRow.paper_id == keep_id
    )
    for row in (await session.execute(_held(found))).scalars().all():
        same_as = load_facts(row.facts).same_as or 0
        redirect = await session.get(RedirectRow, same_as)
        if keep_id in {same_as, redirect.target_id if redirect else None}:
            await _settle(session, row, now)


async def move_submissions(session: Session, placement_ids: Collection[int], paper_id: int) -> None:
    """Lets submissions follow their rows, which were split off to a paper of their own."""
    moved = update(SubmissionRow).where(SubmissionRow.placement_id.in_(placement_ids))
    await session.execute(moved.values(paper_id=paper_id))


async def _settle_papers(session: Session, paper_ids: Collection[int], taken: TakenOver, now: datetime) -> None:
    """Settles what is said of these papers and is now said by the lists themselves."""
    about: list[SubmissionRow] = []
    for part in in_parts(sorted(paper_ids)):
        found = select(SubmissionRow).where(SubmissionRow.paper_id.in_(part), SubmissionRow.state.in_(_OPEN))
        about += (await session.execute(_held(found.order_by(SubmissionRow.id)))).scalars()
    placed: dict[int, list[Placed]] = defaultdict(list)
    for one in await load_placed_of_papers(session, {row.paper_id for row in about if row.paper_id is not None}):
        placed[one.paper_id].append(one)
    for row in about:
        mine = placed[row.paper_id or 0]
        listed = [one.row for one in mine if one.list_name != OWN_LIST and one.removed_at is None]
        if listed and (row.kind == Kind.PAPER.value or is_said(listed, Fault(row.fault), load_facts(row.facts))):
            own = next((one for one in mine if one.id == row.placement_id and one.removed_at is None), None)
            _note(row, own, taken)
            await _settle(session, row, now)


async def _settle_pending(session: Session, list_name: str, rows: Mapping[int, Sequence[Row]], now: datetime) -> None:
    """Settles papers that wait for a decision and are on a list by now."""
    of_key: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for paper_id, own in rows.items():
        for row in own:
            for key in entry_of(row, list_name).signs:
                of_key[key].append((paper_id, row))
    settled: set[int] = set()
    for part in in_parts(sorted(of_key)):
        sharing = select(SubmissionKeyRow.submission_id, SubmissionKeyRow.key).where(SubmissionKeyRow.key.in_(part))
        keys: dict[int, list[str]] = defaultdict(list)
        for number, key in await session.execute(sharing):
            keys[number].append(key)
        waiting = select(SubmissionRow).where(
            SubmissionRow.id.in_(keys),
            SubmissionRow.state == State.PENDING.value,
            SubmissionRow.kind == Kind.PAPER.value,
        )
        for waits in (await session.execute(_held(waiting.order_by(SubmissionRow.id)))).scalars().all():
            submitted = row_of(load_facts(waits.facts))
            alike = (one for key in keys[waits.id] for one in of_key[key])
            same = [number for number, row in alike if is_same_paper(submitted, row, list_name)]
            if same and waits.id not in settled:
                settled.add(waits.id)
                await _settle(session, waits, now, paper_id=same[0])


def _held(found: Select[SubmissionRow]) -> Select[SubmissionRow]:
    """The same rows, which nobody else decides before this transaction ends."""
    return found.with_for_update(of=SubmissionRow).execution_options(populate_existing=True)


def _note(row: SubmissionRow, own: Placed | None, taken: TakenOver) -> None:
    """Notes what an approved submission has told of its paper, which lists tell now."""
    if row.state != State.APPROVED.value or row.paper_id is None:
        return
    facts: Facts = load_facts(row.facts)
    if row.kind != Kind.PAPER.value:
        dead = facts.dead_url if row.fault == Fault.DEAD_LINK.value else ""
        taken.note(row.paper_id, own.row if own else None, dead)
    elif own is not None:
        before = {"sections": [own.row.section.name]}
        taken.changes.append(Change(ChangeKind.REMOVED, row.paper_id, own.list_id, own.row.section.name, before))


async def _settle(session: Session, row: SubmissionRow, now: datetime, paper_id: int | None = None) -> None:
    """Turns a submission `merged_upstream`. Only who still waited for an outcome is told."""
    if row.state == State.PENDING.value:
        await conclude(session, row, Verdict.MERGED_UPSTREAM, None, now)
    else:
        merged = {"state": State.MERGED_UPSTREAM.value, "version": SubmissionRow.version + 1}
        await change(session, row.id, (), merged)
        await write_audit(session, Verdict.MERGED_UPSTREAM.value, now, submission_id=row.id, guild_id=row.guild_id)
        await write_decision(session, row, Verdict.MERGED_UPSTREAM, None, now, told=False, shown=False)
    if paper_id is not None:
        await change(session, row.id, (), {"paper_id": paper_id})
    if row.placement_id is not None:
        gone = update(PlacementRow).where(PlacementRow.id == row.placement_id, PlacementRow.removed_at.is_(None))
        await session.execute(gone.values(removed_at=now))
