"""Where digests go, over all guilds."""

from dataclasses import dataclass

from sqlalchemy import exists, select

from storage.database import Session
from storage.digests.subscription import PauseReason, Place, State, Target
from storage.digests.tables import SubscriptionRow
from storage.tables import GuildRow


@dataclass(frozen=True, slots=True)
class UsedPlace:
    """A channel that digests go to, and why one of them rests (`NONE`: none does, or a person wanted it)."""

    place: Place
    pause_reason: PauseReason


async def find_used_places(session: Session, limit: int) -> tuple[UsedPlace, ...]:
    """The channels of guilds that the bot is in, each once, by guild and channel."""
    left = exists().where(GuildRow.id == SubscriptionRow.guild_id, GuildRow.left_at.is_not(None))
    columns = SubscriptionRow.guild_id, SubscriptionRow.channel_id, SubscriptionRow.target
    rows = (
        select(*columns, SubscriptionRow.state, SubscriptionRow.pause_reason)
        .where(SubscriptionRow.guild_id.is_not(None), SubscriptionRow.channel_id.is_not(None), ~left)
        .order_by(*columns)
    )
    found: dict[Place, PauseReason] = {}
    for guild_id, channel_id, target, state, reason in await session.execute(rows):
        place = Place(Target(target), guild_id, channel_id)
        rests = State(state) is not State.ACTIVE and PauseReason(reason) is not PauseReason.PERSON
        found[place] = PauseReason(reason) if rests else found.get(place, PauseReason.NONE)
    return tuple(UsedPlace(place, reason) for place, reason in list(found.items())[:limit])
