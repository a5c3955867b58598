"""What a decision does to the catalog: an approved submission is a row of our own list, or amends a paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from data.identity.keys import keys_of
from data.schema import LinkKind, Row, Section
from storage.counters import CATALOG, PLACEMENTS, advance
from storage.database import Session
from storage.differences import find_differences
from storage.errors import PaperNotFound
from storage.feed import Change, append_changes
from storage.keys import write_keys
from storage.lists import get_or_create_own_list, touch_list
from storage.papers import create_papers, refresh_papers
from storage.placements import Placed, dump_row, load_placed_of_papers
from storage.recognition import Recognition
from storage.sections import get_or_create_section
from storage.submissions.amendments import is_said, load_amendments, without_link
from storage.submissions.concluding import change
from storage.submissions.errors import NothingToChange
from storage.submissions.facts import row_of
from storage.submissions.submission import Facts, Fault, Kind, Submission
from storage.tables import CategoryRow, LinkRow, PlacementRow, ProposalRow, table_of
from storage.unions import find_redirect, propose


@dataclass(frozen=True, slots=True)
class Applied:
    """What a decision did: the paper, its row on our own list (None without one) and what went to the feed (0:
    nothing)."""

    paper_id: int
    placement_id: int | None
    first_seq: int = 0
    last_seq: int = 0


async def apply_submission(
    session: Session, submission: Submission, recognition: Recognition | None, placement_id: int | None, now: datetime
) -> Applied:
    """Brings an approved submission, of which `check_amendable` had nothing to say, into the catalog and tells the
    feed. The catalog is held and the row says "approved" already. `recognition` is that of a submitted paper, None for
    what is said of a standing one; `placement_id` is the row that it had on our own list, if it was approved before."""
    if recognition is not None:
        return await _add_paper(session, submission, recognition, placement_id, now)
    paper_id = submission.paper_id or 0
    if submission.fault is Fault.DUPLICATE:
        await propose(session, {await _pair(session, submission)}, now)
        return Applied(paper_id, None)
    return await _amend_paper(session, submission, paper_id, placement_id, now)


async def check_amendable(session: Session, submission: Submission) -> None:
    """Raises `PaperNotFound` where no list shows the paper of an addition or correction any more, and `NothingToChange`
    where one says already what it asks for."""
    numbers = [submission.paper_id or 0]
    if submission.fault is Fault.DUPLICATE:
        numbers = list(await _pair(session, submission))
    placed = _shown(await load_placed_of_papers(session, numbers))
    for number in numbers:
        if not any(one.paper_id == number for one in placed):
            raise PaperNotFound(number)
    if len(set(numbers)) < len(numbers) or is_said([one.row for one in placed], submission.fault, submission.facts):
        raise NothingToChange(numbers[0])


async def take_back(session: Session, submission: Submission, placement_id: int | None, now: datetime) -> Applied:
    """Takes a submission out of the catalog again and tells the feed. `submission` is as it was while it was approved;
    the catalog is held and its row says that it is not approved any more."""
    paper_id = submission.paper_id or 0
    if submission.fault is Fault.DUPLICATE:
        one, other = await _pair(session, submission)
        mine = ProposalRow.paper_id == one, ProposalRow.other_id == other
        await session.execute(delete(ProposalRow).where(*mine, ProposalRow.since_at == submission.decided_at))
        return Applied(paper_id, None)
    before = _shown(await load_placed_of_papers(session, [paper_id]))
    left = [one for one in before if one.id != placement_id]
    base = await _find_base(session, paper_id, left)
    if submission.kind is Kind.PAPER or base is None:
        list_id = await get_or_create_own_list(session, now)
    else:
        list_id = base.list_id
    after = [one.row for one in left] if base else []
    if placement_id is not None:
        gone = update(table_of(PlacementRow)).where(PlacementRow.id == placement_id, PlacementRow.removed_at.is_(None))
        await session.execute(gone.values(removed_at=now))
    was = _as_amended([one.row for one in before], submission)
    changes = find_differences(paper_id, list_id, was, after, was_listed=True, had_code=True)
    return await _finish(session, paper_id, None, list_id, tuple(changes), now)


async def _add_paper(
    session: Session, submission: Submission, recognition: Recognition, placement_id: int | None, now: datetime
) -> Applied:
    row = await _with_heading(session, row_of(submission.facts), submission.facts)
    list_id = await get_or_create_own_list(session, now)
    paper_id, is_new = recognition.papers[0], recognition.papers[0] < 0
    if is_new:
        (paper_id,) = await create_papers(session, [[row]], now)
    placed = [] if is_new else await load_placed_of_papers(session, [paper_id])
    own = [one.id for one in placed if one.list_id == list_id]
    place = await _place(
        session, submission, row, paper_id, list_id, placement_id if placement_id in own else None, now
    )
    await propose(session, recognition.proposals, now)
    changes = find_differences(paper_id, list_id, (), (row,), was_listed=bool(own), had_code=False)
    return await _finish(session, paper_id, place, list_id, tuple(changes), now, refresh=not is_new)


async def _amend_paper(
    session: Session, submission: Submission, paper_id: int, placement_id: int | None, now: datetime
) -> Applied:
    placed = await load_placed_of_papers(session, [paper_id])
    base = await _find_base(session, paper_id, _shown(placed))
    if base is None:
        raise PaperNotFound(paper_id)
    shown = [one.row for one in _shown(placed)]
    after, place = list(shown), None
    if row := _amending_row(submission, base.row):
        row = await _with_heading(session, row, submission.facts)
        former = next((one.id for one in placed if one.id == placement_id), None)
        own_list = await get_or_create_own_list(session, now)
        place = await _place(session, submission, row, paper_id, own_list, former, now)
        after.append(row)
    code = LinkRow.paper_id == paper_id, LinkRow.kind == LinkKind.CODE.value
    had_code = (await session.execute(select(LinkRow.id).where(*code).limit(1))).first() is not None
    amended = _as_amended(after, submission)
    changes = find_differences(paper_id, base.list_id, shown, amended, was_listed=True, had_code=had_code)
    return await _finish(session, paper_id, place, base.list_id, tuple(changes), now)


async def _find_base(session: Session, paper_id: int, shown: Sequence[Placed]) -> Placed | None:
    """The first of the rows that make up a paper: what was added to one makes none. Who sees the list of that row hears
    of what is added, as if that list had said it."""
    added = {one.placement_id for one in (await load_amendments(session, [paper_id])).get(paper_id, ())}
    return next((one for one in shown if one.id not in added), None)


def _amending_row(submission: Submission, shown: Row) -> Row | None:
    """The row on our own list that carries the links and the section that a paper lacks; None where it lacks
    neither."""
    facts, fault = submission.facts, submission.fault
    moves = bool(facts.section or facts.category) and fault in {Fault.NONE, Fault.WRONG_SECTION}
    links = facts.links if fault in {Fault.NONE, Fault.MISSING_CODE, Fault.DEAD_LINK} else ()
    if not moves and not links:
        return None
    section = Section(facts.section or facts.category) if moves else shown.section
    return Row(shown.title, section, 1, links=links, keys=keys_of(shown.title, links))


async def _with_heading(session: Session, row: Row, facts: Facts) -> Row:
    """The row under the name of the category where only that was given."""
    if facts.section or not facts.category or row.section.name != facts.category:
        return row
    category = await session.get(CategoryRow, facts.category)
    return replace(row, section=Section(category.names["en-US"])) if category else row


async def _place(
    session: Session, submission: Submission, row: Row, paper_id: int, list_id: int, former: int | None, now: datetime
) -> int:
    """Writes the row of a submission on our own list, in the place of its former one; returns its number."""
    section_id = await get_or_create_section(session, list_id, row.section, submission.facts.category)
    values = {"section_id": section_id, "paper_id": paper_id, "facts": dump_row(row), "removed_at": None}
    if former is not None:
        await session.execute(update(table_of(PlacementRow)).where(PlacementRow.id == former).values(**values))
        number = former
    else:
        number = await advance(session, PLACEMENTS)
        fixed = {"id": number, "list_id": list_id, "position": submission.id, "since_at": now}
        await session.execute(insert(table_of(PlacementRow)).values(**fixed, **values))
    await write_keys(session, {number: (paper_id, row)}, now, fresh=former is None)
    await change(session, submission.id, (), {"placement_id": number, "paper_id": paper_id})
    return number


async def _finish(
    session: Session,
    paper_id: int,
    placement_id: int | None,
    list_id: int,
    changes: Sequence[Change],
    now: datetime,
    *,
    refresh: bool = True,
) -> Applied:
    if refresh:
        await refresh_papers(session, [paper_id])
    last = await append_changes(session, changes, now)
    await touch_list(session, list_id, now)
    await advance(session, CATALOG)
    return Applied(paper_id, placement_id, last - len(changes) + 1 if changes else 0, last)


def _shown(placed: Sequence[Placed]) -> list[Placed]:
    return [one for one in placed if one.removed_at is None]


def _as_amended(rows: Sequence[Row], submission: Submission) -> list[Row]:
    """The rows as the paper shows them while the submission is approved."""
    dead = submission.facts.dead_url if submission.fault is Fault.DEAD_LINK else ""
    return without_link(rows, dead) if dead else list(rows)


async def _pair(session: Session, submission: Submission) -> tuple[int, int]:
    """The papers that are said to be one, under their numbers of today."""
    one, other = submission.paper_id or 0, await find_redirect(session, submission.facts.same_as or 0)
    return min(one, other), max(one, other)
