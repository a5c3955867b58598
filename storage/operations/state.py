"""How work stands, in a few numbers that are quick to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select

from storage.database import Session
from storage.digests.claiming import find_oldest_due
from storage.digests.delivery import DeliveryState
from storage.digests.subscription import State
from storage.digests.tables import DeliveryRow, SubscriptionRow
from storage.operations.backups import LAST_BACKUP
from storage.operations.moments import find_moment
from storage.sources import load_health
from storage.tables import GuildRow


@dataclass(frozen=True, slots=True)
class WorkState:
    """`outbox` is how many messages have yet to leave, `oldest_due_at` since when the oldest of those that may leave
    could have, `digest_due_at` since when the oldest digest is due. `read_at` tells when each followed list was read
    last, None for never; `held` which wait for the operator. `backup_at` is when the last backup was written."""

    outbox: int
    oldest_due_at: datetime | None
    digest_due_at: datetime | None
    read_at: Mapping[str, datetime | None]
    held: tuple[str, ...]
    backup_at: datetime | None


async def read_state(session: Session, now: datetime) -> WorkState:
    """How work stands at this moment."""
    pending = DeliveryRow.state == DeliveryState.PENDING.value
    left = exists().where(GuildRow.id == SubscriptionRow.guild_id, GuildRow.left_at.is_not(None))
    due = select(func.min(SubscriptionRow.next_at)).where(
        SubscriptionRow.state == State.ACTIVE.value, SubscriptionRow.next_at <= now, ~left
    )
    health = await load_health(session)
    return WorkState(
        outbox=(await session.execute(select(func.count()).select_from(DeliveryRow).where(pending))).scalar_one(),
        oldest_due_at=await find_oldest_due(session, now),
        digest_due_at=(await session.execute(due)).scalar_one(),
        read_at={name: each.succeeded_at for name, each in health.items()},
        held=tuple(sorted(name for name, each in health.items() if each.held_at)),
        backup_at=await find_moment(session, LAST_BACKUP),
    )
