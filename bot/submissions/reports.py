"""What somebody says is wrong with a paper, read into facts as far as it can be; the rest is a note for moderators."""

from dataclasses import replace

from bot.library import Shelf
from bot.refusals import NotALink
from bot.submissions.links import read_link
from data.errors import UnreadableMonth
from data.identity.keys import link_key
from data.months import parse_months
from data.paper import Paper
from data.query.query import Query
from data.schema import Link, LinkKind
from storage.search.result import Confidence
from storage.submissions.submission import Facts, Fault


def read_report(fault: Fault, detail: str, note: str, paper: Paper, shelf: Shelf) -> Facts:
    """The facts of a report. A detail that cannot be read as what the fault needs stands before the note, so that
    nothing that was typed is lost."""
    facts = Facts(title=paper.title, note=note)
    read = _read(fault, detail, facts, paper, shelf) if detail else None
    if read is not None:
        return read
    return replace(facts, note="\n".join(filter(None, (detail, note))))


def _read(fault: Fault, detail: str, facts: Facts, paper: Paper, shelf: Shelf) -> Facts | None:
    match fault:
        case Fault.DEAD_LINK:
            return _dead_link(detail, facts, paper)
        case Fault.WRONG_DATE:
            try:
                months = parse_months(detail)
            except UnreadableMonth:
                return None
            return replace(facts, published=months.first) if months.first == months.last else None
        case Fault.MISSING_CODE:
            address = _address(detail)
            return replace(facts, links=(Link(LinkKind.CODE, "code", address),)) if address else None
        case Fault.WRONG_SECTION:
            category = shelf.find_category(detail)
            return replace(facts, category=category.slug) if category else replace(facts, section=detail[:120])
        case Fault.DUPLICATE:
            found = shelf.search(Query(text=detail))
            others = [one for one in found.papers if one.id != paper.id]
            return replace(facts, same_as=others[0].id) if others and found.confidence is Confidence.HIGH else None
        case _:
            return None


def _dead_link(detail: str, facts: Facts, paper: Paper) -> Facts | None:
    """The link of the paper that is meant: by its address, or by what it is called."""
    address = _address(detail)
    named = detail.casefold()
    for link in paper.links:
        same = address and link_key(link.url) == link_key(address)
        if link.url and (same or named in {link.kind.value, link.label.casefold()}):
            return replace(facts, dead_url=link.url)
    return None


def _address(text: str) -> str:
    try:
        return read_link(text)
    except NotALink:
        return ""
