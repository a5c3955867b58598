"""A member's library: papers saved, marked read, with notes. It follows papers that are merged and split."""

import contextlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from data.identity.titles import compact_title
from storage.database import Session
from storage.members.errors import LibraryFull, PaperNotSaved
from storage.tables import SavedPaperRow

MOST_SAVED = 2_000
LONGEST_NOTE = 1_000
"""Characters that a member may write; the notes of papers that were merged may be longer together."""
LONGEST_JOINED_NOTE = 4_000


@dataclass(frozen=True, slots=True)
class Saved:
    """A paper in a library. `titles` is what it was called when it was saved; `read_at` is None while it is not read.
    Instants are aware, UTC."""

    paper_id: int
    titles: tuple[str, ...]
    note: str
    saved_at: datetime
    read_at: datetime | None


async def save_paper(session: Session, user_id: int, paper_id: int, title: str, now: datetime) -> bool:
    """Saves a paper under its present title; whether it was not saved before. Raises `LibraryFull`."""
    if await session.get(SavedPaperRow, (user_id, paper_id)) is not None:
        return False
    counted = select(func.count()).select_from(SavedPaperRow).where(SavedPaperRow.user_id == user_id)
    if (await session.execute(counted)).scalar_one() >= MOST_SAVED:
        raise LibraryFull(MOST_SAVED)
    row = SavedPaperRow(user_id=user_id, paper_id=paper_id, titles=[title], note="", saved_at=now, read_at=None)
    with contextlib.suppress(IntegrityError):  # a second press, or another process, was first
        async with session.begin_nested():
            session.add(row)
        return True
    return False


async def get_saved(session: Session, user_id: int, paper_id: int) -> Saved:
    """A paper of a member's library. Raises `PaperNotSaved`."""
    return _read(await _get_row(session, user_id, paper_id))


async def load_saved(session: Session, user_id: int) -> tuple[Saved, ...]:
    """A member's library, what was saved last first."""
    found = select(SavedPaperRow).where(SavedPaperRow.user_id == user_id)
    newest = found.order_by(SavedPaperRow.saved_at.desc(), SavedPaperRow.paper_id.desc())
    return tuple(_read(row) for row in (await session.execute(newest)).scalars())


async def mark_read(session: Session, user_id: int, paper_id: int, read_at: datetime | None) -> Saved:
    """Marks a paper read, with None not read. Raises `PaperNotSaved`."""
    row = await _get_row(session, user_id, paper_id)
    row.read_at = read_at
    return _read(row)


async def write_note(session: Session, user_id: int, paper_id: int, note: str) -> Saved:
    """Puts a note in the place of the one before; "" takes it away. Raises `PaperNotSaved`."""
    row = await _get_row(session, user_id, paper_id)
    row.note = _storable(note)[:LONGEST_JOINED_NOTE]
    return _read(row)


async def forget_saved(session: Session, user_id: int, paper_id: int) -> None:
    """Takes a paper out of a library. Raises `PaperNotSaved`."""
    await session.delete(await _get_row(session, user_id, paper_id))


async def merge_saved(session: Session, keep_id: int, gone_id: int) -> None:
    """Two papers have become one. Who had saved both has one entry with both notes, read if either was."""
    gone = select(SavedPaperRow).where(SavedPaperRow.paper_id == gone_id)
    for row in (await session.execute(gone)).scalars().all():
        other = await session.get(SavedPaperRow, (row.user_id, keep_id))
        if other is None:
            session.add(_copy(row, keep_id, row.titles))
        else:
            other.titles = [*dict.fromkeys((*other.titles, *row.titles))]
            notes = dict.fromkeys(filter(None, (other.note, row.note)))
            other.note = "\n".join(notes)[:LONGEST_JOINED_NOTE]
            other.saved_at = min(other.saved_at, row.saved_at)
            other.read_at = min(filter(None, (other.read_at, row.read_at)), default=None)
    await session.flush()
    await session.execute(delete(SavedPaperRow).where(SavedPaperRow.paper_id == gone_id))


async def split_saved(
    session: Session, paper_id: int, new_id: int, left: Collection[str], moved: Collection[str]
) -> None:
    """A paper has become two; `left` and `moved` are the titles of each. What a member saved goes with the title that
    it had then; what may have been either is kept as both."""
    stays, goes = _compacted(left), _compacted(moved)
    found = select(SavedPaperRow).where(SavedPaperRow.paper_id == paper_id)
    for row in (await session.execute(found)).scalars().all():
        new = [title for title in row.titles if compact_title(title) in goes]
        old = [title for title in row.titles if compact_title(title) in stays or compact_title(title) not in goes]
        if new:
            session.add(_copy(row, new_id, new))
        if new and not old:
            await session.delete(row)
        else:
            row.titles = old
    await session.flush()


def _copy(row: SavedPaperRow, paper_id: int, titles: Iterable[str]) -> SavedPaperRow:
    return SavedPaperRow(
        user_id=row.user_id,
        paper_id=paper_id,
        titles=list(titles),
        note=row.note,
        saved_at=row.saved_at,
        read_at=row.read_at,
    )


def _compacted(titles: Iterable[str]) -> frozenset[str]:
    return frozenset(map(compact_title, titles))


async def _get_row(session: Session, user_id: int, paper_id: int) -> SavedPaperRow:
    row = await session.get(SavedPaperRow, (user_id, paper_id))
    if row is None:
        raise PaperNotSaved(paper_id)
    return row


def _read(row: SavedPaperRow) -> Saved:
    return Saved(row.paper_id, tuple(row.titles), row.note, row.saved_at, row.read_at)


def _storable(text: str) -> str:
    """Without what no database takes."""
    return text.replace("\0", " ").encode(errors="replace").decode()
