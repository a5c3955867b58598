"""The audit log: who did what to which submission, and when. It is only ever added to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import insert, select

from storage.database import Session
from storage.submissions.tables import AuditRow
from storage.tables import table_of


@dataclass(frozen=True, slots=True)
class Audited:
    """One line of the log. `submission_id` is None for what concerns no single one, `guild_id` None for direct messages
    or all guilds, and `actor_id` None for what a sync did. `facts` are JSON values; `at` is aware, UTC."""

    id: int
    submission_id: int | None
    guild_id: int | None
    actor_id: int | None
    action: str
    facts: Mapping[str, Any]
    at: datetime


async def write_audit(
    session: Session,
    action: str,
    now: datetime,
    *,
    submission_id: int | None = None,
    guild_id: int | None = None,
    actor_id: int | None = None,
    facts: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Adds a line. `facts` are JSON values; those that are None or "" are left out."""
    told = {name: value for name, value in facts.items() if value not in (None, "")}
    line = {
        "submission_id": submission_id,
        "guild_id": guild_id,
        "actor_id": actor_id,
        "action": action,
        "facts": told,
        "at": now,
    }
    await session.execute(insert(table_of(AuditRow)).values(**line))


async def load_audit(
    session: Session,
    *,
    guild_id: int | None = None,
    submission_id: int | None = None,
    after: int = 0,
    limit: int = 1_000,
) -> tuple[Audited, ...]:
    """The lines after a number, the oldest first; with `guild_id` what happened to submissions of that guild, with
    `submission_id` to one."""
    found = select(AuditRow).where(AuditRow.id > after).order_by(AuditRow.id).limit(limit)
    if guild_id is not None:
        found = found.where(AuditRow.guild_id == guild_id)
    if submission_id is not None:
        found = found.where(AuditRow.submission_id == submission_id)
    return tuple(
        Audited(row.id, row.submission_id, row.guild_id, row.actor_id, row.action, dict(row.facts), row.at)
        for row in (await session.execute(found)).scalars()
    )
