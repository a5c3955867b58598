"""What approved additions and corrections make of a paper that lists show, beside what its rows say."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select

from data.merging import Facts as PaperFacts
from data.paper import PublishedFrom
from data.schema import Row
from storage.database import Session
from storage.placements import in_parts
from storage.submissions.facts import load_facts
from storage.submissions.submission import Facts, Fault, Kind, State
from storage.submissions.tables import SubmissionRow


@dataclass(frozen=True, slots=True)
class Amendment:
    """An approved addition or correction; `placement_id` is its row on our own list, where it has one."""

    submission_id: int
    fault: Fault
    facts: Facts
    placement_id: int | None


async def load_amendments(session: Session, paper_ids: Collection[int]) -> dict[int, list[Amendment]]:
    """The amendments of these papers, the oldest first."""
    found: dict[int, list[Amendment]] = defaultdict(list)
    columns = (
        SubmissionRow.paper_id,
        SubmissionRow.id,
        SubmissionRow.fault,
        SubmissionRow.facts,
        SubmissionRow.placement_id,
    )
    approved = SubmissionRow.state == State.APPROVED.value, SubmissionRow.kind != Kind.PAPER.value
    for part in in_parts(sorted(paper_ids)):
        of_papers = select(*columns).where(SubmissionRow.paper_id.in_(part), *approved).order_by(SubmissionRow.id)
        for paper_id, number, fault, facts, placement_id in await session.execute(of_papers):
            if paper_id is not None:
                found[paper_id].append(Amendment(number, Fault(fault), load_facts(facts), placement_id))
    return found


def amend(facts: PaperFacts, amendments: Iterable[Amendment]) -> PaperFacts:
    """A paper's facts with what corrections say of its date and of its dead links; the newest correction counts."""
    for one in amendments:
        if one.fault is Fault.WRONG_DATE and one.facts.published is not None:
            facts = replace(facts, published=one.facts.published, published_from=PublishedFrom.LIST)
        elif one.fault is Fault.DEAD_LINK:
            facts = replace(facts, links=tuple(link for link in facts.links if link.url != one.facts.dead_url))
    return facts


def without_link(rows: Iterable[Row], url: str) -> list[Row]:
    """The rows as if none of them had this link."""
    return [replace(row, links=tuple(link for link in row.links if link.url != url)) for row in rows]
