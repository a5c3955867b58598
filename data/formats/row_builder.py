"""From the parts of an entry to its row, and what was wrong with it on the way."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from data.formats.columns import Column
from data.formats.inline_kinds import Inline
from data.formats.link_kinds import kind_of_link
from data.formats.marks import fold_blanks, says_none
from data.formats.sections import Place
from data.formats.title_cell import TitleCell
from data.identity.keys import keys_of
from data.months import Month, parse_month
from data.organisations import parse_organisations
from data.schema import Link, Problem, Row, Section

LONGEST_ADDRESS = 2_000
LONGEST_LABEL = 200
_EXCERPT = 120
_IN_ADDRESS = r"[^\s<>\"\\\x00-\x20\x7f]"
_ADDRESS = re.compile(rf"https?://(?:[^/?#@\s]*@)?[^/?#@:\s<>\"\\]+{_IN_ADDRESS}*", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|\s", re.IGNORECASE)
_BROKEN = re.compile(r"\[[^\[\]]{0,80}\]{1,2} ?\(\s*(?:https?://|www\.)\S{0,100}", re.IGNORECASE)
_HOST = re.compile(
    r"(?:www\.|(?:[a-z0-9-]+\.)+(?:org|com|net|io|ai|dev|edu|gov|info|co|cn|de|uk|me)(?:[/:?#]|$))", re.IGNORECASE
)
"""An address that lacks its scheme."""
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SHORT_YEAR = re.compile(r"^([1-3]\d)[-./](\d{1,2})$")
_BRACKETS = re.compile(r"[\[\]【】]+")


class RawLink(NamedTuple):
    """A link as it was met: in which column, under which words, to which target; None where a page lost its targets."""

    column: Column
    label: str
    target: str | None


@dataclass(slots=True)
class Findings:
    """The rows and the problems of a document, and what was passed over in it, while it is read.

    `likely` counts the items of a form that have a link, by their section; `lonely` are such without a link, with their
    form: these are judged by those.
    """

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    likely: Counter[tuple[Section, str]] = field(default_factory=Counter)
    lonely: list[tuple[int, Inline, Place, str]] = field(default_factory=list)

    def report(self, line: int, kind: str, text: str) -> None:
        """Notes a problem with an excerpt of the text that shows it."""
        self.problems.append(Problem(line, kind, fold_blanks(text)[:_EXCERPT]))

    def report_broken(self, line: int, text: str) -> None:
        """Notes a link in the words of an entry whose brackets do not fit together."""
        if "](" in text or "] (" in text:
            for found in _BROKEN.finditer(text):
                self.report(line, "broken_link", found[0])

    def skip(self, line: int, kind: str, text: str) -> None:
        """Notes a piece of the document that is not read as an entry, and why."""
        self.skipped.append(Problem(line, kind, fold_blanks(text[: 4 * _EXCERPT])[:_EXCERPT]))


def build_row(
    findings: Findings,
    line: int,
    section: Section,
    cell: TitleCell,
    links: Iterable[RawLink],
    *,
    date: str = "",
    organisations: str = "",
    alias: str = "",
    stars: int = 0,
) -> None:
    """Adds the row that these parts are; `date`, `organisations` and `alias` come from columns of their own."""
    if cell.is_cut:
        findings.report(line, "truncated", cell.title)
    kept = _read_links(findings, line, links)
    organisation_text = "; ".join(filter(None, (cell.organisation_text, organisations)))
    findings.rows.append(
        Row(
            title=cell.title,
            section=section,
            line=line,
            aliases=tuple(dict.fromkeys((*([alias] if alias else []), *cell.aliases))),
            prefix=cell.prefix,
            organisations=parse_organisations(organisation_text),
            organisation_text=organisation_text,
            published=_read_date(findings, line, date) or cell.published,
            stars=max(stars, cell.stars),
            heat=cell.heat,
            links=kept,
            keys=keys_of(cell.title, kept),
        )
    )


def clean_label(text: str) -> str:
    """The words of a label: "[pdf]" is "pdf", "[arxiv][pdf]" is "arxiv pdf"."""
    return fold_blanks(_BRACKETS.sub(" ", text))[:LONGEST_LABEL]


def is_address(target: str) -> bool:
    """Whether a target may become a link: http(s), a host, no blanks, not endless."""
    return len(target) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(target) is not None


def _read_links(findings: Findings, line: int, links: Iterable[RawLink]) -> tuple[Link, ...]:
    kept: dict[tuple[str, str], Link] = {}  # a target counts once a kind, under its first label
    for column, words, target in links:
        label = clean_label(words)
        if target is None:
            link = Link(kind_of_link(column, label, ""), label, "")
            kept.setdefault((link.kind, label), link)
        elif not target:
            findings.report(line, "empty_link", words)
        elif not is_address(target):
            is_elsewhere = _SCHEME.match(target) or _HOST.match(target)
            findings.report(line, "unsafe_link" if is_elsewhere else "relative_link", target)
        else:
            link = Link(kind_of_link(column, label, target), label, target)
            key = (link.kind, link.url)
            kept[key] = link if key not in kept or not kept[key].label else kept[key]
    return tuple(kept.values())


def _read_date(findings: Findings, line: int, text: str) -> Month | None:
    if says_none(text):
        return None
    published = parse_month(text) or parse_month(_SHORT_YEAR.sub(r"20\1-\2", text.strip()))
    if published is None and not _YEAR.fullmatch(text.strip()):
        findings.report(line, "unknown_date", text)
    return published


def distinct_sections(rows: Sequence[Row]) -> tuple[Section, ...]:
    """The sections that have rows, in order."""
    return tuple(dict.fromkeys(row.section for row in rows))
