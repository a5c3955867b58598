"""The tables of digests: subscriptions, the ledger of what each was told, and the outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables import Base


class SubscriptionRow(Base):
    """A digest that somebody made: for a channel of a guild, or for a person.

    `cursor` is the last change of the feed that it has looked at. `verified_at` is when its channel was last known to
    hold nothing that this database does not know of. `run_at` is when it was last claimed.
    """

    __tablename__ = "subscriptions"

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    user_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    target: Mapped[str] = mapped_column(String(16))
    maker_id: Mapped[int] = mapped_column(BigInteger)
    interest: Mapped[dict[str, Any]]
    kinds: Mapped[list[Any]]
    cadence: Mapped[str]
    timezone: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(16))
    style: Mapped[str] = mapped_column(String(16))
    mention_role_id: Mapped[int | None] = mapped_column(BigInteger)
    publishes: Mapped[bool]
    picks: Mapped[bool]
    min_items: Mapped[int]
    max_wait_days: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    pause_reason: Mapped[str] = mapped_column(String(32))
    paused_at: Mapped[datetime | None]
    cursor: Mapped[int] = mapped_column(BigInteger)
    next_at: Mapped[datetime]
    run_at: Mapped[datetime | None]
    verified_at: Mapped[datetime]
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime]

    __table_args__ = (Index(None, "state", "next_at"),)


class DeliveryRow(Base):
    """A message that has to leave: written first, sent later. What was sent is its receipt.

    `occasion` is what it is about, and no occasion has two. `mark` stands in the message and tells it from all others.
    `payload` is what is to be sent, frozen, and is emptied when it was. `after_message_id` was the newest message there
    before the first attempt. `in_doubt` is set while an attempt may have succeeded of which nobody knows. A row
    outlives its subscription, so that the message stays known as our own.
    """

    __tablename__ = "deliveries"

    id: Mapped[int] = mapped_column(primary_key=True)
    occasion: Mapped[str] = mapped_column(Text, unique=True)
    mark: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    subscription_id: Mapped[int | None] = mapped_column(ForeignKey("subscriptions.id", ondelete="SET NULL"), index=True)
    first_seq: Mapped[int] = mapped_column(BigInteger)
    part: Mapped[int]
    parts: Mapped[int]
    guild_id: Mapped[int | None] = mapped_column(BigInteger)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    target: Mapped[str] = mapped_column(String(16))
    publishes: Mapped[bool]
    payload: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[datetime]
    attempts: Mapped[int]
    in_doubt: Mapped[bool]
    after_message_id: Mapped[int | None] = mapped_column(BigInteger)
    leased_until: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    message_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "state", "due_at"),)


class LedgerRow(Base):
    """What one subscription was told of one paper: each occurrence of each kind of change once. Without a delivery it
    waits for enough company."""

    __tablename__ = "ledger"

    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True)
    paper_id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    occurrence: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id", ondelete="CASCADE"), index=True)
    noted_at: Mapped[datetime]

    __table_args__ = (Index(None, "subscription_id", "delivery_id"),)


class RecoveredRow(Base):
    """What a channel shows that this database did not know of, as after a restored backup. The paper is told by a
    fingerprint, as its number may be another one now."""

    __tablename__ = "recovered"

    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(16), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    occurrence: Mapped[int] = mapped_column(primary_key=True)
    noted_at: Mapped[datetime]
