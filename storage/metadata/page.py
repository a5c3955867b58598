"""What a publisher's page says of its paper in the tags that citation tools read.

They are the tags that Google Scholar asks for (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing);
pages without them, such as blogs, are told by their title alone.
"""

import re
from html.parser import HTMLParser

from data.months import Month, month
from storage.metadata.facts import LONGEST_TITLE, Metadata, plain

_DATES = ("citation_publication_date", "citation_date", "citation_online_date", "article:published_time")


def read_page(body: bytes) -> Metadata:
    """The title and month of a page of HTML."""
    head = _Head()
    head.feed(body.decode("utf-8", "replace"))
    said = head.said
    title = said.get("citation_title") or said.get("og:title") or head.title
    dates = (_month_of(said[name]) for name in _DATES if name in said)
    return Metadata(title=plain(title, LONGEST_TITLE), published=next(filter(None, dates), None))


class _Head(HTMLParser):
    """Collects the first of each named tag, and the title."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = (given.get("name") or given.get("property") or "").lower()
        if tag == "meta" and name:
            self.said.setdefault(name, given.get("content") or "")
        self._in_title = tag == "title" and not self.title

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        if self._in_title and len(self.title) < LONGEST_TITLE:
            self.title += data


def _month_of(text: str) -> Month | None:
    found = re.match(r"\s*(\d{4})[-/](\d{1,2})(?!\d)", text)
    return month(int(found[1]), int(found[2])) if found else None
