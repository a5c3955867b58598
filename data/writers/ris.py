"""Papers as RIS: one record a paper, valid for any title."""

import re
from collections.abc import Iterable, Iterator

from data.paper import Paper
from data.schema import LinkKind

_CONTROL = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_NOT_IN_ADDRESS = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def render_ris(papers: Iterable[Paper]) -> str:
    """One record a paper, in the order given, each ended by `ER`; lines end with CR LF, as the format wants them.

    The lists name no authors, so a record has its organisations as addresses (`AD`) instead. A paper with an arXiv id
    is an unpublished work, any other generic: the lists do not tell where papers appeared. No text can begin a field of
    its own, as none keeps its line breaks.
    """
    return "\r\n".join(_render_record(paper) for paper in papers)


def _render_record(paper: Paper) -> str:
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _fields(paper))


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    arxiv_id = _find_key(paper, "arxiv:")
    yield "TY", "UNPB" if arxiv_id else "GEN"
    yield "TI", _line(paper.title)
    yield from (("AD", line) for line in map(_line, paper.organisations) if line)
    if paper.published:
        yield "PY", f"{paper.published.year:04}"
        yield "DA", f"{paper.published.year:04}/{paper.published.month:02}//"
    if arxiv_id:
        yield "AN", f"arXiv:{arxiv_id}"
    if doi := _find_key(paper, "doi:"):
        yield "DO", _line(doi)
    yield from (("UR", url) for url in _addresses(paper))
    yield "ER", ""


def _find_key(paper: Paper, prefix: str) -> str:
    return next((key.removeprefix(prefix) for key in paper.keys if key.startswith(prefix)), "")


def _addresses(paper: Paper) -> list[str]:
    """The addresses of the paper itself, else the first of whatever the lists link."""
    addressed = [link for link in paper.distinct_links if link.url]
    papers = [link for link in addressed if link.kind is LinkKind.PAPER]
    return [_NOT_IN_ADDRESS.sub(_percent, link.url) for link in papers or addressed[:1]]


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()
