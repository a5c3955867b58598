"""Stretches of time of which this database knows nothing: it was down, it was restored, a clock jumped.

In such a stretch another state of this database may have told things that this one does not remember. Subscriptions
that were verified before the last gap are to be compared with their channels before they are served.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import exists, select, update

from storage.database import Session
from storage.digests.delivery import DeliveryState
from storage.digests.subscription import State, Subscription
from storage.digests.subscriptions import read_subscription
from storage.digests.tables import DeliveryRow, RecoveredRow, SubscriptionRow
from storage.feed import ChangeKind
from storage.memory import find_memory, remember, remember_first
from storage.tables import GuildRow

LONGEST_SILENCE = timedelta(minutes=10)
"""A database of which nobody was alive for longer has a gap."""

_NAME, _EPOCH, _ALIVE, _GAP = "database name", "database epoch", "alive at", "gap at"


async def get_database_name(session: Session) -> str:
    """Eight letters and digits that tell this database from others under the same token; stays through restores."""
    return await _get_or_make(session, _NAME)


async def get_epoch(session: Session) -> str:
    """Eight letters and digits for the life of this database since it was made or restored last."""
    return await _get_or_make(session, _EPOCH)


async def begin(session: Session, now: datetime, *, is_new_life: bool = False) -> datetime | None:
    """Notes that a process begins, or still serves this database, and returns when the last gap ended, None where there
    never was one. Of what waits in the outbox nobody knows any more, after a gap, whether it was sent.

    `is_new_life` says that there is a gap whatever the clock tells, as after what had to be settled by hand.
    """
    alive, gap = await _find_instant(session, _ALIVE), await _find_instant(session, _GAP)
    if is_new_life or (alive is not None and abs(now - alive) > LONGEST_SILENCE):
        gap = now
        await remember(session, _GAP, now.isoformat())
        await remember(session, _EPOCH, secrets.token_hex(4))
        pending = DeliveryRow.state == DeliveryState.PENDING.value
        await session.execute(update(DeliveryRow).where(pending).values(in_doubt=True))
    await remember(session, _ALIVE, now.isoformat())
    return gap


async def find_unverified(session: Session, now: datetime, gap_at: datetime, limit: int) -> tuple[Subscription, ...]:
    """Subscriptions that are due and have not been compared with their channels since the gap, other than those of
    guilds that the bot has left."""
    left = exists().where(GuildRow.id == SubscriptionRow.guild_id, GuildRow.left_at.is_not(None))
    found = (
        select(SubscriptionRow)
        .where(
            SubscriptionRow.state == State.ACTIVE.value,
            SubscriptionRow.next_at <= now,
            SubscriptionRow.verified_at < gap_at,
            ~left,
        )
        .order_by(SubscriptionRow.next_at, SubscriptionRow.id)
        .limit(limit)
    )
    return tuple(map(read_subscription, (await session.execute(found)).scalars()))


async def find_known_marks(session: Session, marks: Iterable[str]) -> frozenset[str]:
    """Those of the marks that deliveries of this database have."""
    found = select(DeliveryRow.mark).where(DeliveryRow.mark.in_(list(marks)))
    return frozenset((await session.execute(found)).scalars())


async def mark_verified(
    session: Session, subscription_id: int, shown: Iterable[tuple[str, ChangeKind, int]], now: datetime
) -> None:
    """Notes what a channel shows beyond what the ledger knows: fingerprints of papers, kinds of change, occurrences."""
    for fingerprint, kind, occurrence in set(shown):
        await session.merge(
            RecoveredRow(
                subscription_id=subscription_id,
                fingerprint=fingerprint,
                kind=kind.value,
                occurrence=occurrence,
                noted_at=now,
            )
        )
    verified = update(SubscriptionRow).where(SubscriptionRow.id == subscription_id)
    await session.execute(verified.values(verified_at=now))


async def _get_or_make(session: Session, key: str) -> str:
    return await find_memory(session, key) or await remember_first(session, key, secrets.token_hex(4))


async def _find_instant(session: Session, key: str) -> datetime | None:
    text = await find_memory(session, key)
    return datetime.fromisoformat(text) if text else None
