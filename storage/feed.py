"""The feed: what changed, in the order in which it became true. Append-only, and the only source of "new"."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import insert

from storage.counters import CHANGES, advance
from storage.database import Session
from storage.tables import ChangeRow


class ChangeKind(StrEnum):
    """What can happen to a paper on a list."""

    ADDED = "added"
    CODE_RELEASED = "code_released"
    LINK_CHANGED = "link_changed"
    MOVED = "moved"
    RETITLED = "retitled"
    RATED = "rated"
    REMOVED = "removed"
    RESTORED = "restored"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a paper on one list. `before` and `after` hold the facts that differ, as JSON values."""

    kind: ChangeKind
    paper_id: int
    list_id: int
    section: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


async def append_changes(session: Session, changes: Sequence[Change], at: datetime) -> int:
    """Writes changes to the end of the feed and returns the number of the last, 0 without any."""
    if not changes:
        return 0
    last = await advance(session, CHANGES, len(changes))
    first = last - len(changes) + 1
    rows = [
        {
            "seq": first + place,
            "kind": change.kind.value,
            "paper_id": change.paper_id,
            "list_id": change.list_id,
            "section": change.section,
            "before": change.before,
            "after": change.after,
            "at": at,
        }
        for place, change in enumerate(changes)
    ]
    await session.execute(insert(ChangeRow), rows)
    return last
