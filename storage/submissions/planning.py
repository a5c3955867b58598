"""What approved submissions would have a list say: which list, which of its rows, in which words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data.categories import categorise, known_categories
from data.identity.keys import arxiv_month, link_key
from data.identity.titles import compact_title
from data.months import Month
from data.schema import Document, Link, Row, Section
from data.writers.rows.proposals import Proposal
from storage.submissions.facts import row_of
from storage.submissions.submission import Facts, Fault, Kind, Submission

_ARXIV = "arxiv:"


@dataclass(frozen=True, slots=True)
class Target:
    """A list that submissions may be written into, as last read."""

    name: str
    document: Document


def choose_list(submission: Submission, targets: Sequence[Target]) -> Target | None:
    """The list that a submitted paper goes to: the one that was meant, else the first that has its section, else the
    first that has its category, else the first. None where the one that was meant is not among them."""
    facts = submission.facts
    if facts.list_name:
        return next((target for target in targets if target.name == facts.list_name), None)
    wanted = compact_title(facts.section)
    for fits in (
        lambda section: bool(wanted) and compact_title(section.name) == wanted,
        lambda section: bool(facts.category) and categorise(section).slug == facts.category,
    ):
        for target in targets:
            if any(map(fits, target.document.sections)):
                return target
    return next(iter(targets), None)


def plan_paper(submission: Submission) -> Proposal:
    """The row that a submitted paper would be. Its links get the labels of the list; without a month it takes that of
    its arXiv id."""
    facts = submission.facts
    row = row_of(facts)
    links = tuple(map(_unlabelled, facts.links))
    named = replace(row, section=_section_of(facts), links=links, published=facts.published or _month_of(row), line=0)
    return Proposal(submission.id, named, category=facts.category, credit=submission.credit)


def plan_amendment(submission: Submission, rows: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, Proposal]]:
    """The rows of each list, given by its name, that an approved addition or correction would have say something else;
    each with the name of its list. Nothing for what no row of a list can say, such as that two papers are one."""
    facts = submission.facts
    for name, own in rows.items():
        if facts.list_name in ("", name) and own:
            for before, row in _amended(submission, own):
                again = before is None
                yield name, Proposal(submission.id, row, before, facts.category, submission.credit, again)


def _amended(submission: Submission, rows: Sequence[Row]) -> Iterator[tuple[Row | None, Row]]:
    """What becomes of the rows of a paper on one list: each row before (None for a new one) and after."""
    facts, fault = submission.facts, submission.fault
    if fault is Fault.WRONG_DATE and facts.published:
        yield from ((row, replace(row, published=facts.published)) for row in rows)
    elif fault is Fault.DEAD_LINK:
        for row in rows:
            kept = tuple(link for link in row.links if link_key(link.url) != link_key(facts.dead_url))
            if kept != row.links:
                yield row, _with_links(replace(row, links=kept), facts.links)
    elif fault is Fault.MISSING_CODE:
        yield from ((row, _with_links(row, facts.code)) for row in rows)
    elif fault is Fault.WRONG_SECTION or (submission.kind is Kind.ADDITION and (facts.section or facts.category)):
        yield from _placed_anew(submission, rows)
    elif submission.kind is Kind.ADDITION:
        yield from ((row, _with_links(row, facts.links)) for row in rows)


def _placed_anew(submission: Submission, rows: Sequence[Row]) -> Iterator[tuple[Row | None, Row]]:
    """A paper that stands once in the wrong section moves; any other gets a row in the section that it lacks."""
    facts = submission.facts
    section = _section_of(facts)
    moves = submission.fault is Fault.WRONG_SECTION and len(rows) == 1
    first = _with_links(rows[0], facts.links)
    yield (rows[0] if moves else None), replace(first, section=section, line=0)
    if facts.links and not moves:
        yield from ((row, _with_links(row, facts.links)) for row in rows)


def _with_links(row: Row, links: Sequence[Link]) -> Row:
    known = {link_key(link.url) for link in row.links}
    return replace(row, links=(*row.links, *(_unlabelled(link) for link in links if link_key(link.url) not in known)))


def _unlabelled(link: Link) -> Link:
    """The link for a list to name as it names its like; an address says what it leads to better than a form did."""
    return Link(link.kind, "", link.url)


def _section_of(facts: Facts) -> Section:
    names = {category.slug: category.names["en-US"] for category in known_categories()}
    return Section(facts.section or names.get(facts.category, facts.category) or "Others")


def _month_of(row: Row) -> Month | None:
    months = (arxiv_month(key.removeprefix(_ARXIV)) for key in row.keys if key.startswith(_ARXIV))
    return min(filter(None, months), default=None)
