"""What is known of the links of papers: when each was looked at last, and which lead nowhere any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from urllib.parse import urlsplit

from sqlalchemy import delete, insert, select, update

from storage.database import Session
from storage.placements import in_parts
from storage.sync.fetching import Validators
from storage.tables import LinkCheckRow, LinkRow, PaperRow

DEAD_AFTER = 3
"""So many checks in a row have to find a link gone before it counts as dead: a server may be down for a day."""

INTERVAL = timedelta(days=30)
"""How often a link that works is looked at."""

_AGAIN = timedelta(days=2)
_LONGEST_HOST = 255


@dataclass(frozen=True, slots=True)
class CheckedLink:
    """A link that is due: its address and what its server said last time."""

    digest: str
    url: str
    host: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that counts as dead: why ("status 404", "unreachable"), and since when (aware, UTC)."""

    url: str
    failure: str
    since: datetime


async def note_links(session: Session, now: datetime) -> int:
    """Brings the links to check to those of the listed papers; returns how many there are. New ones are spread over the
    interval, so that they do not all come due at once."""
    found = select(LinkRow.url).join(PaperRow, PaperRow.id == LinkRow.paper_id).where(PaperRow.is_listed).distinct()
    urls = {_digest(url): url for url in (await session.execute(found)).scalars() if url.startswith("http")}
    known = set((await session.execute(select(LinkCheckRow.digest))).scalars())
    for part in in_parts(sorted(known - urls.keys())):
        await session.execute(delete(LinkCheckRow).where(LinkCheckRow.digest.in_(part)))
    news = [_new_check(digest, urls[digest], now) for digest in sorted(urls.keys() - known)]
    if news:
        await session.execute(insert(LinkCheckRow), news)
    return len(urls)


async def claim_links(session: Session, now: datetime, most: int) -> list[CheckedLink]:
    """Takes the links that are due, the longest waiting first, and one of each host at the most; nobody else gets them
    until they would have been due again."""
    due = select(LinkCheckRow).where(LinkCheckRow.next_at <= now).order_by(LinkCheckRow.next_at).limit(20 * most)
    by_host: dict[str, LinkCheckRow] = {}
    for row in (await session.execute(due)).scalars():
        by_host.setdefault(row.host, row)
    claimed = []
    for row in list(by_host.values())[:most]:
        claim = (
            update(LinkCheckRow)
            .where(LinkCheckRow.digest == row.digest, LinkCheckRow.next_at == row.next_at)
            .values(next_at=now + _AGAIN)
            .returning(LinkCheckRow.digest)
        )
        link = CheckedLink(row.digest, row.url, row.host, Validators(row.etag, row.last_modified))
        if (await session.execute(claim)).scalar_one_or_none():
            claimed.append(link)
    return claimed


async def mark_alive(session: Session, link: CheckedLink, validators: Validators, now: datetime) -> None:
    """Notes that a link leads somewhere."""
    await _mark(
        session,
        link,
        checked_at=now,
        next_at=now + INTERVAL * (0.8 + 0.4 * _share(link.digest)),
        failure="",
        failures=0,
        failing_since=None,
        etag=validators.etag,
        last_modified=validators.last_modified,
    )


async def mark_gone(session: Session, link: CheckedLink, failure: str, now: datetime) -> None:
    """Notes that a link was found gone; it is looked at again soon until it counts as dead."""
    row = await session.get_one(LinkCheckRow, link.digest)
    failures = row.failures + 1
    await _mark(
        session,
        link,
        checked_at=now,
        next_at=now + (_AGAIN if failures < DEAD_AFTER else INTERVAL),
        failure=failure[:32],
        failures=failures,
        failing_since=row.failing_since or now,
    )


async def mark_unsure(session: Session, link: CheckedLink, now: datetime, after: float = 0.0) -> None:
    """Notes that a server would not say: what was known stays. It is left alone for as many seconds as it asked."""
    pause = max(_AGAIN, min(timedelta(seconds=after), INTERVAL))
    await _mark(session, link, checked_at=now, next_at=now + pause)


async def load_dead_links(session: Session, urls: Sequence[str] | None = None) -> tuple[DeadLink, ...]:
    """The links that count as dead, by address; with `urls` those among them."""
    found = select(LinkCheckRow).where(LinkCheckRow.failures >= DEAD_AFTER).order_by(LinkCheckRow.url)
    if urls is not None:
        found = found.where(LinkCheckRow.digest.in_([_digest(url) for url in urls]))
    rows = (await session.execute(found)).scalars()
    return tuple(DeadLink(row.url, row.failure, row.failing_since) for row in rows if row.failing_since)


async def _mark(session: Session, link: CheckedLink, **values: object) -> None:
    await session.execute(update(LinkCheckRow).where(LinkCheckRow.digest == link.digest).values(**values))


def _new_check(digest: str, url: str, now: datetime) -> dict[str, object]:
    return {
        "digest": digest,
        "url": url,
        "host": _host(url),
        "checked_at": None,
        "next_at": now + INTERVAL * _share(digest),
        "failure": "",
        "failures": 0,
        "failing_since": None,
        "etag": "",
        "last_modified": "",
    }


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "")[:_LONGEST_HOST]
    except ValueError:
        return ""


def _share(digest: str) -> float:
    return Random(digest).random()  # noqa: S311 - nothing secret


def _digest(url: str) -> str:
    return sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
