"""arXiv's answer about one paper, an Atom feed (https://info.arxiv.org/help/api/user-manual.html)."""

import xml.etree.ElementTree as ET

from data.identity.keys import arxiv_month
from storage.metadata.facts import LONGEST_SUMMARY, LONGEST_TITLE, Metadata, find_code, plain

_NAMES = {"atom": "http://www.w3.org/2005/Atom", "arxiv": "http://arxiv.org/schemas/atom"}


def read_arxiv(body: bytes, arxiv_id: str) -> Metadata:
    """What the feed says of the paper with this base id. arXiv reports mistakes as an entry of their own, and sends
    prose when it is busy: then nothing is said. Documents that declare entities are not read."""
    if b"<!ENTITY" in body:
        return Metadata()
    try:
        feed = ET.fromstring(body)  # noqa: S314 - entities are refused above, and the size is bounded
    except ET.ParseError:
        return Metadata()
    entry = feed.find("atom:entry", _NAMES)
    if entry is None or arxiv_id not in (entry.findtext("atom:id", "", _NAMES)).lower():
        return Metadata()
    summary, comment = (entry.findtext(name, "", _NAMES) for name in ("atom:summary", "arxiv:comment"))
    return Metadata(
        title=plain(entry.findtext("atom:title", "", _NAMES), LONGEST_TITLE),
        published=arxiv_month(arxiv_id),
        code_url=find_code(comment, summary),
        summary=plain(summary, LONGEST_SUMMARY),
    )
