"""What a subscription is, as frozen values."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from storage.feed import ChangeKind

DEFAULT_KINDS = (ChangeKind.ADDED, ChangeKind.CODE_RELEASED)
"""What a digest tells where its maker chose nothing else."""


class Target(StrEnum):
    """What kind of place a digest goes to."""

    TEXT = "text"
    ANNOUNCEMENT = "announcement"
    THREAD = "thread"
    FORUM = "forum"  # each digest is a post of its own
    PERSON = "person"  # direct messages


class Style(StrEnum):
    """How a digest shows its papers."""

    COMPACT = "compact"
    CARDS = "cards"


class State(StrEnum):
    """Whether a subscription is served."""

    ACTIVE = "active"
    PAUSED = "paused"


class PauseReason(StrEnum):
    """Why a subscription rests. All but `PERSON` are faults: after them it goes on from where it stopped."""

    NONE = ""
    PERSON = "person"
    CHANNEL_GONE = "channel_gone"
    NO_ACCESS = "no_access"
    NO_PERMISSION = "no_permission"
    THREAD_CLOSED = "thread_closed"
    TAG_REQUIRED = "tag_required"
    MESSAGES_CLOSED = "messages_closed"  # the person takes no direct messages
    REFUSED = "refused"  # Discord did not take the message itself


@dataclass(frozen=True, slots=True)
class Interest:
    """What a subscription wants to hear of. A part that is empty asks for nothing.

    `categories` are slugs, `organisations` canonical names, `papers` numbers. Within a part one of its values is
    enough; a keyword that begins with "-" keeps out what it fits. All parts must fit, or with `any_part`, as for a
    person who follows this and that, one of categories, keywords, organisations and papers.
    """

    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    papers: tuple[int, ...] = ()
    has_code: bool | None = None
    min_stars: int = 0
    any_part: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is followed, so that with `any_part` nothing would fit."""
        return not (self.categories or self.keywords or self.organisations or self.papers)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the maker of a digest sets and may edit. `cadence` is text for `bot.cadence`, `timezone` an IANA name.

    `min_items` waits until there are so many, but no longer than `max_wait`. `mention_role_id` is pinged by the first
    part of each digest. `publishes` crossposts what an announcement channel shows. `picks` adds one from the archive.
    """

    cadence: str
    timezone: str = "UTC"
    language: str = "en-US"
    style: Style = Style.COMPACT
    interest: Interest = field(default=Interest())
    kinds: tuple[ChangeKind, ...] = DEFAULT_KINDS
    mention_role_id: int | None = None
    publishes: bool = False
    picks: bool = False
    min_items: int = 1
    max_wait: timedelta = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a digest goes: a channel (or thread) of a guild, or with `user_id` a person."""

    target: Target
    guild_id: int | None = None
    channel_id: int | None = None
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A digest that somebody made. Instants are aware, UTC; `cursor` is the last change that it has looked at."""

    id: int
    place: Place
    maker_id: int
    choices: Choices
    state: State
    pause_reason: PauseReason
    paused_at: datetime | None
    cursor: int
    next_at: datetime
    run_at: datetime | None
    verified_at: datetime
    created_at: datetime
    edited_at: datetime
