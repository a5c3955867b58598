"""The log of what found no answer, for curators: it shows which words the lexicon lacks. It does not keep who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from data.identity.titles import fold
from storage.database import Session
from storage.tables import RefusedRow

LONGEST_TEXT = 400
MOST_KEPT = 10_000
"""How many different texts are kept; those that were asked least lately go first."""


class Kind(StrEnum):
    """What was asked."""

    SEARCH = "search"
    QUESTION = "question"


class Reason(StrEnum):
    """Why it stands here."""

    NONE = "none"  # nothing on the lists fits
    WRONG = "wrong"  # somebody called the answer wrong


@dataclass(frozen=True, slots=True)
class Refused:
    """Words that found no answer, how often, and when first and last (UTC)."""

    kind: Kind
    reason: Reason
    text: str
    times: int
    first_at: datetime
    last_at: datetime


async def note_refused(session: Session, kind: Kind, reason: Reason, text: str, now: datetime) -> None:
    """Counts a text that found no answer; the same words, however they are written, are counted together."""
    shown = " ".join(text.replace("\0", " ").split())[:LONGEST_TEXT]
    if not shown:
        return
    digest = sha256("\n".join((kind, reason, fold(shown))).encode(errors="replace")).hexdigest()
    if await _count_again(session, digest, now):
        return
    row = RefusedRow(kind=kind, reason=reason, text=_storable(shown), digest=digest, times=1, first_at=now, last_at=now)
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:  # another process was first
        await _count_again(session, digest, now)
        return
    await _forget_surplus(session)


async def load_refused(session: Session, limit: int) -> Sequence[Refused]:
    """What was refused most often, at most so many."""
    found = select(RefusedRow).order_by(RefusedRow.times.desc(), RefusedRow.last_at.desc(), RefusedRow.id).limit(limit)
    return tuple(
        Refused(Kind(row.kind), Reason(row.reason), row.text, row.times, row.first_at, row.last_at)
        for row in (await session.execute(found)).scalars()
    )


async def forget_refused(session: Session) -> int:
    """Empties the log; how many texts it held."""
    return len((await session.execute(delete(RefusedRow).returning(RefusedRow.id))).all())


async def _count_again(session: Session, digest: str, now: datetime) -> bool:
    counted = (
        update(RefusedRow)
        .where(RefusedRow.digest == digest)
        .values(times=RefusedRow.times + 1, last_at=now)
        .returning(RefusedRow.id)
    )
    return (await session.execute(counted)).first() is not None


async def _forget_surplus(session: Session) -> None:
    kept = (await session.execute(select(func.count()).select_from(RefusedRow))).scalar_one()
    if kept > MOST_KEPT:
        oldest = select(RefusedRow.id).order_by(RefusedRow.last_at, RefusedRow.id).limit(kept - MOST_KEPT)
        await session.execute(delete(RefusedRow).where(RefusedRow.id.in_(oldest)))


def _storable(text: str) -> str:
    """Without halves of characters, which no database takes."""
    return text.encode(errors="replace").decode()
