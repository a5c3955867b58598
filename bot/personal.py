"""The one digest of a person: what they follow, changed in one transaction each time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.follows import NOTHING
from bot.wishes import DAILY, next_run
from storage.database import Session
from storage.digests.errors import TooManySubscriptions
from storage.digests.ledger import keep_waiting
from storage.digests.outbox import withdraw
from storage.digests.subscription import Choices, Interest, PauseReason, Place, Subscription, Target
from storage.digests.subscriptions import (
    create_subscription,
    delete_subscription,
    edit_subscription,
    find_personal,
    hold_personal,
    pause_subscription,
    resume_subscription,
)
from storage.digests.window import WindowReader

Change = Callable[[Choices], Choices]


async def change_personal(
    session: Session, user_id: int, change: Change, *, language: str, now: datetime
) -> Subscription | None:
    """Changes what a person chose. The digest is made with the first thing that is followed and goes with the last.

    Returns the digest as it is now, None without one. `language` is that of a new one. What was wanted and not told yet
    goes on waiting; what is wanted from now on counts from now on. Raises what `change` raises.
    """
    old = await hold_personal(session, user_id)
    if old is None:
        choices = change(Choices(DAILY, language=language, interest=NOTHING))
        if choices.interest.is_empty:
            return None
        place, next_at = Place(Target.PERSON, user_id=user_id), next_run(choices, now)
        try:
            return await create_subscription(session, place, user_id, choices, next_at=next_at, now=now, most=1)
        except TooManySubscriptions:  # another process made it at the same moment
            old = await hold_personal(session, user_id)
            if old is None:
                raise
    choices = change(old.choices)
    if choices.interest.is_empty:
        await delete_subscription(session, old.id, None)
        return None
    if choices == old.choices:
        return old
    if choices.interest != old.choices.interest:
        await keep_waiting(session, old.id, await WindowReader(session).read(old), now)
    moved = (choices.cadence, choices.timezone) != (old.choices.cadence, old.choices.timezone)
    next_at = next_run(choices, now) if moved else old.next_at
    return await edit_subscription(session, old.id, None, choices, next_at=next_at, now=now)


async def stop_personal(session: Session, user_id: int, now: datetime) -> Subscription | None:
    """Lets a person's digest rest and takes back what has not left; what is followed is kept."""
    own = await find_personal(session, user_id)
    if own is None:
        return None
    paused = await pause_subscription(session, own.id, PauseReason.PERSON, now)
    await withdraw(session, own.id, now)
    return paused or own


async def resume_personal(session: Session, user_id: int, now: datetime) -> Subscription | None:
    """Serves a person's digest again."""
    own = await find_personal(session, user_id)
    if own is None:
        return None
    return await resume_subscription(session, own.id, None, next_at=next_run(own.choices, now), now=now)


def with_interest(change: Callable[[Interest], Interest]) -> Change:
    """A change of what is followed, as one of all choices."""
    return lambda choices: replace(choices, interest=change(choices.interest))
