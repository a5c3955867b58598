"""What arXiv says of the papers of the lists, kept so that a card never waits for it: titles and abstracts.

Every arXiv id of a listed paper has a row from the moment that it is noted. A claim moves `next_at` on before arXiv is
asked, so that several processes ask once, and that a fault is tried again later without a word.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, exists, insert, select, update

from data.identity.titles import likeness
from data.paper import Paper
from storage.database import Session
from storage.metadata.facts import Metadata
from storage.placements import in_parts
from storage.tables import AbstractRow, KeyRow, PaperRow

KEPT = timedelta(days=90)
"""For how long an abstract is shown before it is asked for anew: authors revise theirs."""

MISSING = timedelta(days=14)
"""When an id of which arXiv knew nothing is asked for again."""

AGAIN = timedelta(hours=1)
"""When ids are asked for again after a fault, unless the server wants to be left alone for longer."""

_ALIKE = 75.0  # of 100: a list's wording of a title, not another paper's
_PREFIX = "arxiv:"


async def is_waiting(session: Session, now: datetime) -> bool:
    """Whether an id is yet to be noted or is due."""
    due = select(AbstractRow.key).where(AbstractRow.next_at <= now).limit(1)
    rows = [(await session.execute(each)).first() for each in (due, _unknown().limit(1))]
    return any(row is not None for row in rows)


async def note_ids(session: Session, now: datetime) -> None:
    """Makes the arXiv ids of listed papers that are new due at once, and forgets those that no list has any more."""
    await session.execute(delete(AbstractRow).where(~exists().where(KeyRow.key == AbstractRow.key)))
    keys = sorted((await session.execute(_unknown())).scalars())
    if keys:
        rows = [{"key": key, "title": "", "text": "", "checked_at": None, "next_at": now} for key in keys]
        await session.execute(insert(AbstractRow), rows)


async def claim_ids(session: Session, now: datetime, most: int) -> tuple[str, ...]:
    """Takes the arXiv ids that are due, the longest waiting first; nobody else gets them for an hour."""
    due = select(AbstractRow.key).where(AbstractRow.next_at <= now).order_by(AbstractRow.next_at, AbstractRow.key)
    keys = (await session.execute(due.limit(most))).scalars().all()
    claim = (
        update(AbstractRow)
        .where(AbstractRow.key.in_(keys), AbstractRow.next_at <= now)
        .values(next_at=now + AGAIN)
        .returning(AbstractRow.key)
    )
    return tuple(key.removeprefix(_PREFIX) for key in sorted((await session.execute(claim)).scalars()))


async def keep_abstracts(session: Session, asked: Sequence[str], found: Mapping[str, Metadata], now: datetime) -> None:
    """Keeps what arXiv said of the ids that it was asked for. What it did not know now keeps what was known."""
    for arxiv_id in asked:
        said = found.get(arxiv_id)
        values: dict[str, object] = {"checked_at": now, "next_at": now + MISSING}
        if said is not None and said.summary:
            values |= {"title": said.title, "text": said.summary, "next_at": now + KEPT}
        await session.execute(update(AbstractRow).where(AbstractRow.key == _PREFIX + arxiv_id).values(**values))


async def put_off(session: Session, asked: Sequence[str], until: datetime) -> None:
    """Leaves ids alone until an instant, as a busy server asked."""
    for part in in_parts([_PREFIX + arxiv_id for arxiv_id in asked]):
        await session.execute(update(AbstractRow).where(AbstractRow.key.in_(part)).values(next_at=until))


async def find_abstract(session: Session, paper: Paper) -> str:
    """The abstract of a paper, or "". One whose title there is another paper's is not shown: lists link wrongly, and
    two papers may bear one id."""
    keys = [key for key in paper.keys if key.startswith(_PREFIX)]
    if not keys:
        return ""
    rows = (await session.execute(select(AbstractRow).where(AbstractRow.key.in_(keys)))).scalars()
    by_key = {row.key: row for row in rows if row.text}
    fitting = (by_key[key].text for key in keys if key in by_key and _is_title_of(by_key[key].title, paper))
    return next(fitting, "")


def _is_title_of(title: str, paper: Paper) -> bool:
    return any(likeness(title, known) >= _ALIKE for known in (paper.title, *paper.titles))


def _unknown() -> Select[str]:
    """The arXiv keys of listed papers that have no row yet. Those from before April 2007 are left alone: arXiv refuses
    a whole question for one id of a form that it does not know, and theirs have many."""
    known = exists().where(AbstractRow.key == KeyRow.key)
    return (
        select(KeyRow.key)
        .join(PaperRow, PaperRow.id == KeyRow.paper_id)
        .where(KeyRow.key.like(f"{_PREFIX}____.%"), KeyRow.key.not_like("%/%"), PaperRow.is_listed, ~known)
        .distinct()
    )
