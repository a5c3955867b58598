"""The facts of a submission: bounded and checked, as the row that they would be, and what is to be mended in them."""

import ipaddress
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from data.formats.row_builder import clean_label, is_address
from data.identity.entries import entry_of
from data.identity.evidence import find_evidence
from data.identity.keys import keys_of, link_key
from data.identity.titles import compact_title
from data.linting import DeadLink, lint
from data.months import Month
from data.organisations import parse_organisations
from data.schema import Document, Link, Problem, Row, Section
from storage.submissions.errors import InvalidFacts
from storage.submissions.submission import Facts, Fault, Kind

LONGEST = {
    "title": 300, "alias": 60, "list_name": 64, "section": 120, "category": 100, "organisations": 200, "note": 1_000,
    "dead_url": 2_000,
}  # fmt: skip
"""How many characters each field may have."""

PROPOSED = "@proposed"
"""The list on which a submission is compared with all others: each stands on one of its own, so that one id under two
titles is one paper, as it is on two lists."""

MOST_LINKS = 6
_FACTS = TypeAdapter(Facts)


def dump_facts(facts: Facts) -> dict[str, Any]:
    """Facts as JSON values."""
    dumped: dict[str, Any] = _FACTS.dump_python(facts, mode="json")
    return dumped


def load_facts(dumped: dict[str, Any]) -> Facts:
    """The inverse of `dump_facts`."""
    return _FACTS.validate_python(dumped)


def check_facts(facts: Facts, kind: Kind, fault: Fault) -> Facts:
    """The facts with their blanks folded. Raises `InvalidFacts` for what is too long, unsafe or missing.

    A correction may lack what only a reviewer will find out: see `find_missing`.
    """
    facts = _clean(facts)
    for name, most in LONGEST.items():
        if len(getattr(facts, name)) > most:
            raise InvalidFacts(name, "too_long")
    if len(facts.links) > MOST_LINKS:
        raise InvalidFacts("links", "too_many")
    if not all(_is_safe(link.url) for link in facts.links):
        raise InvalidFacts("links", "unsafe_link")
    if kind is Kind.PAPER and not compact_title(facts.title):
        raise InvalidFacts("title", "missing")
    if kind is Kind.PAPER and not facts.links:
        raise InvalidFacts("links", "missing")
    if kind is Kind.ADDITION and not (facts.links or facts.section or facts.category):
        raise InvalidFacts("links", "missing")
    if (kind is Kind.CORRECTION) is (fault is Fault.NONE):
        raise InvalidFacts("fault", "unknown")
    return facts


def find_missing(facts: Facts, fault: Fault) -> str | None:
    """The field without which a submission cannot be approved, or None."""
    has_section = bool(facts.section or facts.category)
    needed = {
        Fault.DEAD_LINK: ("dead_url", bool(facts.dead_url)),
        Fault.WRONG_DATE: ("published", facts.published is not None),
        Fault.MISSING_CODE: ("code", bool(facts.code)),
        Fault.WRONG_SECTION: ("section", has_section),
        Fault.DUPLICATE: ("same_as", facts.same_as is not None),
    }
    name, is_there = needed.get(fault, ("", True))
    return None if is_there else name


def row_of(facts: Facts) -> Row:
    """The row that a submitted paper would be."""
    return Row(
        title=facts.title,
        section=Section(facts.section or facts.category or "Others"),
        line=1,
        aliases=(facts.alias,) if facts.alias else (),
        organisations=parse_organisations(facts.organisations),
        organisation_text=facts.organisations,
        published=facts.published,
        links=facts.links,
        keys=keys_of(facts.title, facts.links),
    )


def signs_of(kind: Kind, fault: Fault, paper_id: int | None, facts: Facts) -> frozenset[str]:
    """By what another submission of the same is found: the signs of its row, or what is to be changed in which
    paper."""
    if kind is Kind.PAPER:
        return entry_of(row_of(facts), "").signs
    wanted = {f"link:{link_key(link.url)}" for link in facts.links}
    if kind is Kind.ADDITION or fault is Fault.MISSING_CODE:
        wanted |= {f"section:{compact_title(facts.section or facts.category)}"} if not facts.links else set()
        return frozenset(f"about:{paper_id}:{sign}" for sign in wanted)
    detail = {
        Fault.DEAD_LINK: link_key(facts.dead_url) if facts.dead_url else "",
        Fault.DUPLICATE: str(facts.same_as or ""),
    }.get(fault, "")
    return frozenset({f"about:{paper_id}:{fault.value}:{detail}"})


def is_same_paper(submitted: Row, other: Row, list_name: str) -> bool:
    """Whether a submitted paper and a row of a list are one, beyond doubt."""
    return (
        find_evidence(entry_of(submitted, PROPOSED), entry_of(other, list_name), frozenset(), first=False) is not None
    )


def lint_facts(facts: Facts, now: Month, dead: Iterable[DeadLink] = ()) -> tuple[Problem, ...]:
    """What a curator would mend in the row that a submitted paper would be; `now` is the present month."""
    return lint(Document("submission", (row_of(facts),)), now, dead)


def _clean(facts: Facts) -> Facts:
    texts: dict[str, Any] = {name: _fold(getattr(facts, name)) for name in LONGEST if name != "note"}
    note = facts.note.replace("\0", "").strip()
    links = tuple(dict.fromkeys(Link(one.kind, clean_label(_fold(one.label)), one.url.strip()) for one in facts.links))
    return replace(facts, **texts, note=note, links=links)


def _fold(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _is_safe(url: str) -> bool:
    """Whether a link may be shown to others: http(s) to a host of the public network, without a password in it."""
    if not is_address(url):
        return False
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    if parts.username or parts.password or ("." not in host.strip("[]") and ":" not in host):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return not host.endswith((".local", ".localhost", ".internal", ".test", ".invalid"))
