"""Where numbers of members and guilds stand in the database, and what becomes of each place when they are erased.

Whoever adds a column of Discord's numbers (they are BigInteger, all of them) says here what it holds. A test fails for
one that was forgotten, so that no export and no erasure ever is incomplete.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from storage.digests.tables import DeliveryRow, SubscriptionRow
from storage.submissions.drafts import DraftRow
from storage.submissions.tables import (
    AuditRow,
    BlockRow,
    DecisionRow,
    QuestionRow,
    ReviewerRow,
    ReviewRow,
    SubmissionRow,
)
from storage.tables import GuildChannelRow, GuildListRow, GuildRow, SavedPaperRow

NOBODY = 0
"""The number that stands in the place of a member who was erased."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A column that holds numbers of members, or of guilds.

    Erasing deletes the rows and all that refers to them; with `instead` the rows are others' too and stay, with these
    values by the names of columns.
    """

    column: InstrumentedAttribute[Any]
    instead: Mapping[str, object] | None = None


def _stays(column: InstrumentedAttribute[Any], **instead: object) -> Trace:
    return Trace(column, MappingProxyType(instead))


OF_MEMBERS: tuple[Trace, ...] = (
    Trace(SavedPaperRow.user_id),
    Trace(DeliveryRow.user_id),
    Trace(SubscriptionRow.user_id),
    _stays(SubscriptionRow.maker_id, maker_id=NOBODY),  # a digest of a guild goes on without who made it
    Trace(DraftRow.user_id),
    _stays(SubmissionRow.submitter_id, submitter_id=NOBODY, credit="", mentions=False),  # its facts stay
    _stays(SubmissionRow.decided_by, decided_by=None),
    _stays(SubmissionRow.taken_by, taken_by=None, taken_at=None),
    _stays(DecisionRow.actor_id, actor_id=None),
    _stays(QuestionRow.asked_by, asked_by=NOBODY),
    _stays(AuditRow.actor_id, actor_id=None),
    _stays(AuditRow.member_id, member_id=None),
    Trace(ReviewerRow.user_id),
    _stays(ReviewRow.closed_by, closed_by=None),
    _stays(BlockRow.by, by=NOBODY),
    _stays(BlockRow.user_id, reason=""),  # else whoever is blocked would unblock themselves
)

OF_GUILDS: tuple[Trace, ...] = (
    Trace(SubscriptionRow.guild_id),
    _stays(  # the marks of messages that stand in channels stay, or those would be taken for another database's
        DeliveryRow.guild_id,
        guild_id=None,
        channel_id=None,
        message_id=None,
        message_channel_id=None,
        after_message_id=None,
        payload={},
    ),
    _stays(SubmissionRow.guild_id, guild_id=None, channel_id=None),
    _stays(AuditRow.guild_id, guild_id=None),
    Trace(ReviewerRow.guild_id),
    Trace(ReviewRow.guild_id),
    Trace(BlockRow.guild_id),
    Trace(GuildChannelRow.guild_id),
    Trace(GuildListRow.guild_id),
    Trace(GuildRow.id),
)
"""In the order in which they are erased."""

NO_TRACES = frozenset(
    {
        "changes.seq",
        "conversations.id",  # drawn by lot; who asked is not kept
        "counters.last",
        "decisions.first_seq",
        "decisions.last_seq",
        "deliveries.after_message_id",
        "deliveries.channel_id",
        "deliveries.first_seq",
        "deliveries.message_channel_id",
        "deliveries.message_id",
        "guild_channels.channel_id",
        "ledger.seq",
        "review_settings.channel_id",
        "submission_drafts.id",  # drawn by lot
        "submissions.channel_id",
        "subscriptions.channel_id",
        "subscriptions.cursor",
        "subscriptions.mention_role_id",
    }
)
"""Columns of large numbers that are neither, as table and column; those of channels go with their guild's rows."""
