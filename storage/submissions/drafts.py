"""Drafts: what a member was about to hand in when the bot asked something back, kept until the answer comes."""

from datetime import datetime, timedelta
from secrets import randbits
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, delete
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Session
from storage.submissions.errors import DraftLost
from storage.submissions.submission import Draft
from storage.tables import Base

KEPT = timedelta(days=7)
"""How long a draft is kept."""

_DRAFT = TypeAdapter(Draft)


class DraftRow(Base):
    """What a member has begun to submit."""

    __tablename__ = "submission_drafts"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(BigInteger, index=True)
    draft: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)


async def keep_draft(session: Session, draft: Draft, now: datetime) -> int:
    """Keeps a draft; the number under which its submitter gets it back. Those older than `KEPT` go."""
    await session.execute(delete(DraftRow).where(DraftRow.at < now - KEPT))
    kept = _DRAFT.dump_python(draft, mode="json")
    row = DraftRow(id=randbits(62), user_id=draft.submitter_id, draft=kept, at=now)
    session.add(row)
    await session.flush()
    return row.id


async def get_draft(session: Session, number: int, user_id: int) -> Draft:
    """The draft of this number. Raises `DraftLost` where it is gone, or another member's."""
    row = await session.get(DraftRow, number) if 0 <= number < 2**63 else None
    if row is None or row.user_id != user_id:
        raise DraftLost(number)
    return _DRAFT.validate_python(row.draft)


async def drop_draft(session: Session, number: int) -> None:
    """Forgets a draft that was handed in."""
    await session.execute(delete(DraftRow).where(DraftRow.id == number))
