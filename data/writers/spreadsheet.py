"""Papers as CSV (RFC 4180): one record a paper, under a header, safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable

from data.paper import Paper
from data.schema import LinkKind

COLUMNS = (
    "title", "aliases", "organisations", "published", "stars", "heat",
    "sections", "categories", "lists", "paper", "code", "other_links", "keys", "first_seen_at",
)  # fmt: skip

_BETWEEN = " | "
# A cell that begins so is a formula to a spreadsheet, wide forms and blanks before it included.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def render_csv(papers: Iterable[Paper]) -> str:
    """A header of `COLUMNS` and one record a paper, in the order given, ended by CR LF.

    Several values in a cell stand between " | ". No cell holds a control character, and one that a spreadsheet would
    take for a formula is led in by an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for paper in papers:
        writer.writerow(_guarded(cell) for cell in _cells(paper))
    return text.getvalue()


def _cells(paper: Paper) -> tuple[str, ...]:
    return (
        paper.title,
        _joined(paper.aliases),
        _joined(paper.organisations),
        str(paper.published or ""),
        str(paper.stars),
        str(paper.heat),
        _joined(placement.section for placement in paper.placements),
        _joined(paper.categories),
        _joined(placement.list_name for placement in paper.placements),
        _joined(_addresses(paper, {LinkKind.PAPER})),
        _joined(_addresses(paper, {LinkKind.CODE})),
        _joined(_addresses(paper, set(LinkKind) - {LinkKind.PAPER, LinkKind.CODE})),
        _joined(paper.keys),
        paper.first_seen_at.isoformat(),
    )


def _addresses(paper: Paper, kinds: set[LinkKind]) -> Iterable[str]:
    return (link.url for link in paper.links if link.kind in kinds and link.url)


def _joined(values: Iterable[str]) -> str:
    return _BETWEEN.join(dict.fromkeys(values))


def _guarded(cell: str) -> str:
    plain = _CONTROL.sub(" ", cell).strip()
    return f"'{plain}" if _FORMULA.match(plain) else plain
