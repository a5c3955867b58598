"""What a delivery is, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from storage.digests.collapsing import Item
from storage.digests.subscription import Place


class DeliveryKind(StrEnum):
    """What a delivery is."""

    DIGEST = "digest"
    NOTICE = "notice"  # to one person: why a digest rests, that syncing fails


class DeliveryState(StrEnum):
    """How far a delivery has come."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"  # and will not be tried again
    UNKNOWN = "unknown"  # may have been sent, and nothing can tell
    WITHDRAWN = "withdrawn"  # taken back before it was sent


Payload = Mapping[str, Any]
"""What is to be sent, as JSON values; what stands in it is between those who write it and who send it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a digest and what it tells. The mark is in the payload already."""

    mark: str
    payload: Payload
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that has to leave, as it was claimed. `in_doubt` says that an earlier attempt may have succeeded, so
    that somebody has to look before it is sent again. `after_message_id` was the newest message there before the first
    attempt, 0 for none and None where nobody has looked. Instants are aware, UTC."""

    id: int
    kind: DeliveryKind
    mark: str
    subscription_id: int | None
    first_seq: int
    part: int
    parts: int
    place: Place
    publishes: bool
    payload: Payload
    attempts: int
    in_doubt: bool
    after_message_id: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a delivery."""

    delivery_id: int
    first_seq: int
    part: int
    parts: int
    state: DeliveryState
    reason: str
    guild_id: int | None
    channel_id: int | None
    message_id: int | None
    papers: int
    created_at: datetime
    ended_at: datetime | None
