"""Looking at links in the background: slowly, one host after another, and asking only whether the page is there."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from storage.database import Database
from storage.linkrot import CheckedLink, claim_links, mark_alive, mark_gone, mark_unsure, note_links
from storage.sync.errors import ListUnreachable
from storage.sync.fetching import probe

MOST_AT_ONCE = 20
PAUSE_SECONDS = 1.0
"""Between two requests, whatever their hosts."""

_GONE = {404, 410}
_GONE_REASONS = {"unreachable", "redirects"}
"""No such host, or a page that redirects in circles; a time-out or an answer that breaks off tells nothing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a round of checks found: links that lead somewhere, that are gone, and whose servers would not say."""

    alive: int = 0
    gone: int = 0
    unsure: int = 0


async def check_links(
    database: Database,
    now: datetime,
    *,
    most: int = MOST_AT_ONCE,
    proxy: str | None = None,
    pause: float = PAUSE_SECONDS,
    named: str = "",
) -> Tally:
    """Looks at the links that are due. A refusal (401, 403, 429) and a fault of the server (5xx) are no rot. No private
    host is asked but the one that is `named`."""
    async with database.write() as session:
        await database.lock_out_others(session)  # two that note the same new link would hit upon each other
        await note_links(session, now)
        links = await claim_links(session, now, most)
    found = {"alive": 0, "gone": 0, "unsure": 0}
    for number, link in enumerate(links):
        if number:
            await asyncio.sleep(pause)
        found[await _check(database, link, now, proxy, named)] += 1
    return Tally(**found)


async def _check(database: Database, link: CheckedLink, now: datetime, proxy: str | None, named: str) -> str:
    try:
        validators = await probe(link.url, link.validators, now, proxy=proxy, named=named)
    except ListUnreachable as error:
        async with database.write() as session:
            if error.status in _GONE or (not error.status and error.reason in _GONE_REASONS):
                failure = f"status {error.status}" if error.status else error.reason
                await mark_gone(session, link, failure, now)
                return "gone"
            await mark_unsure(session, link, now, error.after)
            return "unsure"
    async with database.write() as session:
        await mark_alive(session, link, validators, now)
    return "alive"
