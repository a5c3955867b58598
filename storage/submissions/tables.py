"""The tables of submissions: what was proposed, what was decided, who is told, who may decide, and the audit log."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, ForeignKey, Index, String, Text, exists
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from storage.tables import Base


class SubmissionRow(Base):
    """What a member proposed. `version` grows with everything that changes it.

    `paper_id` is the paper that it is about, or that it became; `placement_id` its row on our own list while it is
    approved. `facts` are those of today and `submitted` those of the beginning. `checked_at` is when it was last
    compared with all titles of the catalog.
    """

    __tablename__ = "submissions"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    fault: Mapped[str] = mapped_column(String(16))
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("papers.id", ondelete="SET NULL"), index=True)
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placements.id", ondelete="SET NULL"), index=True)
    facts: Mapped[dict[str, Any]]
    submitted: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    guild_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    submitter_id: Mapped[int] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(16))
    mentions: Mapped[bool]
    credit: Mapped[str]
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(32))
    comment: Mapped[str]
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("submissions.id", ondelete="SET NULL"), index=True)
    duplicate_paper_id: Mapped[int | None] = mapped_column(ForeignKey("papers.id", ondelete="SET NULL"), index=True)
    taken_by: Mapped[int | None] = mapped_column(BigInteger)
    taken_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    checked_at: Mapped[datetime]
    created_at: Mapped[datetime]

    __table_args__ = (Index(None, "state", "created_at"), Index(None, "submitter_id", "created_at"))


def adds_to_paper(placement_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether a placement was added to a paper that stands by itself: it makes no paper, and no list shows it."""
    return exists().where(SubmissionRow.placement_id == placement_id, SubmissionRow.kind != "paper")


class SubmissionKeyRow(Base):
    """A sign by which another submission of the same thing is found: identity keys, or what is to be corrected."""

    __tablename__ = "submission_keys"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True, index=True)


class DecisionRow(Base):
    """One outcome of a submission: a decision, its undoing, or that the list has taken it over.

    `first_seq` to `last_seq` is what it put into the feed, 0 for nothing. The notices to the submitter and to the guild
    in which it was made are "due", "posted" or "none".
    """

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"))
    number: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(16))
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(String(32))
    comment: Mapped[str]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    first_seq: Mapped[int] = mapped_column(BigInteger)
    last_seq: Mapped[int] = mapped_column(BigInteger)
    notice: Mapped[str] = mapped_column(String(16), index=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id", ondelete="SET NULL"), index=True)
    guild_notice: Mapped[str] = mapped_column(String(16), index=True)
    guild_notice_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id", ondelete="SET NULL"), index=True)

    __table_args__ = (Index(None, "submission_id", "number", unique=True),)


class QuestionRow(Base):
    """What a reviewer asked the submitter, and the answer once there is one."""

    __tablename__ = "submission_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), index=True)
    asked_by: Mapped[int] = mapped_column(BigInteger)
    question: Mapped[str]
    asked_at: Mapped[datetime]
    answer: Mapped[str]
    answered_at: Mapped[datetime | None]


class CardRow(Base):
    """The message on which a submission is decided: the delivery that brings it, and which version it shows."""

    __tablename__ = "review_cards"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int]
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id", ondelete="SET NULL"), index=True)
    shown_version: Mapped[int]
    is_lost: Mapped[bool]


class ReviewRow(Base):
    """How a guild reviews: in which channel, and who may decide; without roles and members whoever may manage the
    guild. `closed_at` is set while it takes no submissions. The guild 0 stands for all of them."""

    __tablename__ = "review_settings"

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    role_ids: Mapped[list[Any]]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(BigInteger)


class ReviewerRow(Base):
    """A member who was chosen to decide what a guild reviews."""

    __tablename__ = "reviewers"

    guild_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("review_settings.guild_id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class BlockRow(Base):
    """A member whose submissions a guild does not take; the guild 0 stands for all of them."""

    __tablename__ = "submission_blocks"

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    by: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str]
    at: Mapped[datetime]


class AuditRow(Base):
    """One line of the audit log, which is only ever added to. `actor_id` is None for what a sync did; `member_id` is to
    whom something was done, as to who was blocked."""

    __tablename__ = "submission_audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int | None] = mapped_column(index=True)
    guild_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    member_id: Mapped[int | None] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(32))
    facts: Mapped[dict[str, Any]]
    at: Mapped[datetime]
