"""Which digests are due, and taking them: a conditional update, so that of any number of processes one gets each."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import exists, select, update

from storage.database import Session
from storage.digests.subscription import State, Subscription
from storage.digests.subscriptions import read_subscription
from storage.digests.tables import SubscriptionRow
from storage.tables import GuildRow

_CLOCK_WENT_BACK = timedelta(hours=1)

Following = Callable[[Subscription, datetime], datetime]
"""When a subscription is due next after an instant."""


async def claim_due(
    session: Session, now: datetime, following: Following, limit: int, verified_since: datetime | None = None
) -> tuple[Subscription, ...]:
    """Takes subscriptions whose time has come, the longest overdue first, and sets when they are due next. However many
    of its times have passed, each is taken once. Those that rest and those of guilds that the bot left are passed over,
    and so are those that another process is taking at this moment.

    With `verified_since` those that have not been compared with their channels since then are passed over as well.
    """
    left = exists().where(GuildRow.id == SubscriptionRow.guild_id, GuildRow.left_at.is_not(None))
    found = (
        select(SubscriptionRow)
        .where(SubscriptionRow.state == State.ACTIVE.value, SubscriptionRow.next_at <= now, ~left)
        .order_by(SubscriptionRow.next_at, SubscriptionRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    if verified_since is not None:
        found = found.where(SubscriptionRow.verified_at >= verified_since)
    times: dict[tuple[datetime, datetime], list[int]] = defaultdict(list)
    for row in (await session.execute(found)).scalars().all():
        subscription = read_subscription(row)
        times[subscription.next_at, following(subscription, now)].append(subscription.id)
    claimed: list[Subscription] = []
    for (seen, next_at), ids in times.items():
        taken = (
            update(SubscriptionRow)
            .where(
                SubscriptionRow.id.in_(ids),
                SubscriptionRow.next_at == seen,
                SubscriptionRow.state == State.ACTIVE.value,
            )
            .values(next_at=next_at, run_at=now)
            .returning(SubscriptionRow)
            .execution_options(populate_existing=True)
        )
        claimed += map(read_subscription, (await session.execute(taken)).scalars())
    return tuple(sorted(claimed, key=lambda each: each.id))


async def set_clock_right(session: Session, now: datetime) -> None:
    """Makes due at once what was last claimed in the future, by a clock that has been set back since: its next time may
    be years away."""
    wrong = SubscriptionRow.run_at > now + _CLOCK_WENT_BACK
    await session.execute(update(SubscriptionRow).where(wrong).values(next_at=now, run_at=now))
