"""The operator's rules for submissions, and who may decide."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator has set.

    `curating` are the guilds whose moderators decide for the catalog that all share; what is submitted anywhere else is
    reviewed in `operator_guild`. A member may have `most_open` submissions waiting, hand in `most_daily` in a day, and
    `pause` lies between two of them; a guild takes `guild_hourly` in an hour. A decision can be undone within
    `undo_within`. Who said "I'm on it" holds it for `take_lasts`. After `stale_after` the reviewers are reminded, once.
    """

    curating: frozenset[int] = frozenset()
    operator_guild: int | None = None
    most_open: int = 10
    most_daily: int = 20
    pause: timedelta = timedelta(seconds=10)
    guild_hourly: int = 60
    undo_within: timedelta = timedelta(hours=24)
    take_lasts: timedelta = timedelta(hours=24)
    stale_after: timedelta = timedelta(days=7)

    def review_guild_of(self, guild_id: int | None) -> int | None:
        """The guild whose reviewers decide what is submitted in a guild (None: in direct messages); None where nobody
        does, because the operator has named no guild."""
        return guild_id if guild_id in self.curating else self.operator_guild


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who wants to decide, as Discord tells at this moment: in which guild, with which roles, and whether they may
    manage it. `is_operator` may decide everywhere."""

    user_id: int
    guild_id: int | None = None
    role_ids: frozenset[int] = frozenset()
    manages_guild: bool = False
    is_operator: bool = False


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """How a guild reviews. `channel_id` is None until a review channel was chosen. Without roles and members those
    decide who may manage the guild. `is_closed` is the raid mode: no submissions are taken."""

    guild_id: int
    channel_id: int | None = None
    role_ids: frozenset[int] = frozenset()
    member_ids: frozenset[int] = frozenset()
    is_closed: bool = False

    def may_review(self, reviewer: Reviewer) -> bool:
        """Whether somebody may decide what this guild reviews."""
        if reviewer.is_operator:
            return True
        if reviewer.guild_id != self.guild_id:
            return False
        if self.role_ids or self.member_ids:
            return reviewer.user_id in self.member_ids or bool(self.role_ids & reviewer.role_ids)
        return reviewer.manages_guild
