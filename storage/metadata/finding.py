"""Asking the source that knows a link."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit

from data.identity.keys import arxiv_month, link_key
from data.months import Month
from storage.metadata.arxiv import read_arxiv
from storage.metadata.documents import read_bibtex, read_doi, read_github, read_openreview
from storage.metadata.facts import Metadata
from storage.metadata.page import read_page
from storage.sync.errors import ListUnreachable
from storage.sync.fetching import fetch_stranger

SECONDS = 8.0
"""How long one question may take, redirects included."""

LARGEST_ANSWER = 2 * 1024 * 1024
"""Bytes of an answer, unpacked. What is larger, such as a PDF, is given up while it comes in."""

_CSL = "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the sources answer. `named` is a private host that may be asked, "" for none."""

    arxiv: str = "https://export.arxiv.org/api/query?id_list={}&max_results=1"
    openreview: str = "https://api2.openreview.net/notes?id={}"
    openreview_before: str = "https://api.openreview.net/notes?id={}"
    acl: str = "https://aclanthology.org/{}.bib"
    github: str = "https://api.github.com/repos/{}"
    doi: str = "https://doi.org/{}"
    named: str = ""


@dataclass(frozen=True, slots=True)
class _Question:
    """An address to ask, and how its answer is read."""

    url: str
    read: Callable[[bytes], Metadata]
    accept: str = "*/*"


async def find_metadata(
    url: str,
    now: datetime,
    sources: Sources | None = None,
    *,
    proxy: str | None = None,
    seconds: float = SECONDS,
) -> Metadata:
    """What the source of a link says of the paper; an empty value where none knows it, none answers in time, or the
    link leads to a private host. Never raises for what a network or a stranger's server does.

    An arXiv id states its month, so that one is known even then.
    """
    found = Metadata(published=_stated_month(url))
    try:
        async with asyncio.timeout(seconds):
            for question in _questions(url, sources or Sources()):
                found = await _ask(question, sources or Sources(), now, proxy, seconds) or found
                if not found.is_empty:
                    break
    except TimeoutError:
        return found
    return found


async def _ask(
    question: _Question, sources: Sources, now: datetime, proxy: str | None, seconds: float
) -> Metadata | None:
    try:
        body = await fetch_stranger(
            question.url,
            now,
            accept=question.accept,
            proxy=proxy,
            seconds=seconds,
            most_bytes=LARGEST_ANSWER,
            named=sources.named,
        )
    except ListUnreachable:
        return None
    said = question.read(body)
    return None if said.is_empty else said


def _questions(url: str, sources: Sources) -> list[_Question]:
    """Whom to ask about a link, in order."""
    kind, _, name = link_key(url).partition(":")
    match kind:
        case "arxiv":
            return [_Question(sources.arxiv.format(quote(name)), lambda body: read_arxiv(body, name))]
        case "openreview":
            number = quote(name, safe="")
            return [
                _Question(sources.openreview.format(number), read_openreview),
                _Question(sources.openreview_before.format(number), read_openreview),
            ]
        case "acl":
            name = name.upper() if name[0].isalpha() else name  # the old ids have a letter in front
            return [_Question(sources.acl.format(quote(name)), read_bibtex)]
        case "repo" if name.startswith("github.com/"):
            return [_Question(sources.github.format(quote(name.removeprefix("github.com/"))), read_github)]
        case "doi":
            return [_Question(sources.doi.format(quote(name)), read_doi, _CSL)]
    is_page = urlsplit(url).scheme in {"http", "https"}
    return [_Question(url, read_page, "text/html")] if is_page else []


def _stated_month(url: str) -> Month | None:
    kind, _, name = link_key(url).partition(":")
    return arxiv_month(name) if kind == "arxiv" else None
