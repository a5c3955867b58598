"""arXiv's answers about papers, an Atom feed (https://info.arxiv.org/help/api/user-manual.html)."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from data.identity.keys import arxiv_month, find_arxiv_id
from storage.metadata.facts import LONGEST_SUMMARY, LONGEST_TITLE, Metadata, find_code, plain

_ATOM = "{http://www.w3.org/2005/Atom}"
_NAMES = {"atom": "http://www.w3.org/2005/Atom", "arxiv": "http://arxiv.org/schemas/atom"}


def read_arxiv(body: bytes, arxiv_id: str) -> Metadata:
    """What the feed says of the paper with this base id. arXiv reports mistakes as an entry of their own, and sends
    prose when it is busy: then nothing is said."""
    return (read_arxiv_feed(body) or {}).get(arxiv_id, Metadata())


def read_arxiv_feed(body: bytes) -> Mapping[str, Metadata] | None:
    """What a feed says of each paper, by its base id; None for what is no feed. Documents that declare entities are not
    read."""
    if b"<!ENTITY" in body:
        return None
    try:
        feed = ET.fromstring(body)  # noqa: S314 - entities are refused above, and the size is bounded
    except ET.ParseError:
        return None
    if feed.tag != f"{_ATOM}feed":
        return None
    entries = {find_arxiv_id(entry.findtext("atom:id", "", _NAMES)): entry for entry in feed.iterfind(f"{_ATOM}entry")}
    return {arxiv_id: _read_entry(entry, arxiv_id) for arxiv_id, entry in entries.items() if arxiv_id}


def _read_entry(entry: ET.Element, arxiv_id: str) -> Metadata:
    summary, comment = (entry.findtext(name, "", _NAMES) for name in ("atom:summary", "arxiv:comment"))
    return Metadata(
        title=plain(entry.findtext("atom:title", "", _NAMES), LONGEST_TITLE),
        published=arxiv_month(arxiv_id),
        code_url=find_code(comment, summary),
        summary=plain(summary, LONGEST_SUMMARY),
    )
