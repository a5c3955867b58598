"""Asking arXiv for the abstracts of the papers of the lists: in the background, many with one question."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.abstracts import AGAIN, claim_ids, is_waiting, keep_abstracts, note_ids, put_off
from storage.database import Database
from storage.metadata.arxiv import read_arxiv_feed
from storage.sync.addresses import host_of
from storage.sync.errors import ListUnreachable
from storage.sync.fetching import fetch_stranger

ARXIV_API = "https://export.arxiv.org/api/query"
MOST_AT_ONCE = 50
"""Ids in one question. arXiv wants a pause of three seconds between two; the caller pauses for longer."""

_SECONDS, _LARGEST = 20.0, 4 * 1024 * 1024

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """Of how many papers arXiv was asked, and of how many it gave an abstract."""

    asked: int = 0
    found: int = 0


async def fetch_abstracts(
    database: Database, now: datetime, *, api: str = ARXIV_API, most: int = MOST_AT_ONCE, proxy: str | None = None
) -> Round:
    """Asks once for the abstracts that are due and keeps them. A fault is logged, and tried again an hour later.

    `api` is an address that the operator named, so its host may be private; where it leads to, none may.
    """
    async with database.read() as session:
        if not await is_waiting(session, now):
            return Round()
    async with database.write() as session:
        await database.lock_out_others(session)  # two that note the same new id would hit upon each other
        await note_ids(session, now)
        asked = await claim_ids(session, now, most)
    if not asked:
        return Round()
    try:
        body = await fetch_stranger(
            f"{api}?id_list={','.join(asked)}&max_results={len(asked)}",
            now,
            accept="application/atom+xml",
            seconds=_SECONDS,
            most_bytes=_LARGEST,
            proxy=proxy,
            named=host_of(api),
        )
    except ListUnreachable as fault:
        _log.warning("arXiv could not be asked for abstracts: %s %s", fault.reason, fault.status or "")
        if fault.after > AGAIN.total_seconds():
            async with database.write() as session:
                await put_off(session, asked, now + min(timedelta(seconds=fault.after), timedelta(days=7)))
        return Round(len(asked))
    found = read_arxiv_feed(body)
    if found is None:
        _log.warning("arXiv gave something that is no feed instead of abstracts.")
        return Round(len(asked))
    async with database.write() as session:
        await keep_abstracts(session, asked, found, now)
    return Round(len(asked), sum(bool(found[each].summary) for each in asked if each in found))
