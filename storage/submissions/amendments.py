"""What approved additions and corrections make of a paper that lists show, beside what its rows say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from data.categories import categorise
from data.identity.keys import link_key
from data.identity.titles import compact_title
from data.merging import Facts as PaperFacts
from data.paper import PublishedFrom
from data.schema import Row, Section
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


def is_said(rows: Sequence[Row], fault: Fault, facts: Facts) -> bool:
    """Whether the rows of a paper say by themselves what an addition or correction would make them say."""
    said = []
    if fault is Fault.DEAD_LINK:
        return all(link.url != facts.dead_url for row in rows for link in row.links)
    if fault is Fault.WRONG_DATE:
        return min((row.published for row in rows if row.published), default=None) == facts.published
    if facts.links and fault is not Fault.WRONG_SECTION:
        links = {link_key(link.url) for row in rows for link in row.links if link.url}
        said.append(all(link_key(link.url) in links for link in facts.links))
    if (facts.section or facts.category) and fault is not Fault.MISSING_CODE:
        said.append(any(_is_there(row.section, facts) for row in rows))
    return bool(said) and all(said)


def _is_there(section: Section, facts: Facts) -> bool:
    """Whether a heading is the one that is wanted, or belongs to the category that is."""
    if facts.section:
        return compact_title(section.name) == compact_title(facts.section)
    return categorise(section).slug == facts.category
