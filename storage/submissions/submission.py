"""What a submission is, as frozen values."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from data.months import Month
from data.schema import Link, LinkKind


class Kind(StrEnum):
    """What is proposed."""

    PAPER = "paper"  # a paper that no list shows
    ADDITION = "addition"  # code or a section for a paper that stands
    CORRECTION = "correction"  # something is wrong with a paper that stands


class Fault(StrEnum):
    """What is wrong with a paper that stands; `NONE` for what is no correction."""

    NONE = ""
    DEAD_LINK = "dead_link"
    WRONG_DATE = "wrong_date"
    MISSING_CODE = "missing_code"
    WRONG_SECTION = "wrong_section"
    DUPLICATE = "duplicate"


class State(StrEnum):
    """How far a submission has come."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    MERGED_UPSTREAM = "merged_upstream"  # a list shows it by now


class Reason(StrEnum):
    """Why a submission was declined. `OTHER` says it in the comment."""

    NONE = ""
    OFF_TOPIC = "off_topic"
    NO_PAPER = "no_paper"
    LOW_QUALITY = "low_quality"
    NOT_PUBLIC = "not_public"
    INCOMPLETE = "incomplete"
    NOT_SO = "not_so"  # what a correction says is wrong is right
    SPAM = "spam"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is proposed, in the words of the row that it would be. A submission of a paper needs a title and a link.

    `links` are those to be added, code among them. `list_name` and `section` name a heading of a list that is followed,
    `category` one of our own topics; any of them may be "". `organisations` is written as lists write it. `note` is for
    the reviewers. A correction of a dead link names it in `dead_url` and may bring another one in `links`; one of a
    date brings `published`; a duplicate names the other paper in `same_as`.
    """

    title: str = ""
    links: tuple[Link, ...] = ()
    alias: str = ""
    list_name: str = ""
    section: str = ""
    category: str = ""
    organisations: str = ""
    published: Month | None = None
    note: str = ""
    dead_url: str = ""
    same_as: int | None = None

    @property
    def code(self) -> tuple[Link, ...]:
        """The links to code."""
        return tuple(link for link in self.links if link.kind is LinkKind.CODE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a member hands in. `paper_id` is the standing paper of an addition or correction. `guild_id` and
    `channel_id` tell where, None for direct messages. `language` is the member's ("zh-CN"). `mentions` asks to be told
    of the outcome in that channel instead of by direct message. `credit` is the name under which the submitter agreed
    to be credited, "" for not at all."""

    facts: Facts
    submitter_id: int
    kind: Kind = Kind.PAPER
    fault: Fault = Fault.NONE
    paper_id: int | None = None
    guild_id: int | None = None
    channel_id: int | None = None
    language: str = "en-US"
    mentions: bool = False
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission as it stands. Instants are aware, UTC. `version` grows with everything that changes it; `paper_id`
    is the paper that it is about or that it became, under its number of today. `decided_by` is None also for a sync's
    decision. `taken_by` says who is on it. `submitted` are the facts as the member gave them."""

    id: int
    kind: Kind
    fault: Fault
    state: State
    version: int
    facts: Facts
    submitted: Facts
    paper_id: int | None
    guild_id: int | None
    channel_id: int | None
    submitter_id: int
    language: str
    mentions: bool
    credit: str
    decided_by: int | None
    decided_at: datetime | None
    reason: Reason
    comment: str
    duplicate_of_id: int | None
    duplicate_paper_id: int | None
    taken_by: int | None
    taken_at: datetime | None
    created_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state is State.PENDING


class Verdict(StrEnum):
    """What an outcome is: a state that was reached, or that a decision was undone."""

    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    MERGED_UPSTREAM = "merged_upstream"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Decision:
    """One outcome of a submission; `number` counts those of a submission from 1. `actor_id` is None for a sync."""

    id: int
    submission_id: int
    number: int
    verdict: Verdict
    actor_id: int | None
    reason: Reason
    comment: str
    at: datetime
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Question:
    """What a reviewer asked the submitter; `answered_at` is None, and `answer` "", until there is an answer."""

    id: int
    submission_id: int
    asked_by: int
    question: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


class Likeness(StrEnum):
    """Why something is held for the same as a submission."""

    IDENTITY = "identity"  # the same paper, by its keys
    TITLE = "title"  # titles so close that somebody should look


@dataclass(frozen=True, slots=True)
class NearPaper:
    """A paper of the catalog that the submission is, or may be."""

    paper_id: int
    title: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class NearSubmission:
    """Another submission of the same, or maybe the same; for one that was declined, why."""

    submission_id: int
    title: str
    state: State
    likeness: Likeness
    reason: Reason = Reason.NONE
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What a submission may repeat: papers that lists show, submissions that wait, and those that were declined."""

    papers: tuple[NearPaper, ...] = field(default=())
    waiting: tuple[NearSubmission, ...] = field(default=())
    declined: tuple[NearSubmission, ...] = field(default=())

    @property
    def is_certain(self) -> bool:
        """Whether it is on a list, or waits, beyond doubt: then nobody can insist."""
        likenesses = *(one.likeness for one in self.papers), *(one.likeness for one in self.waiting)
        return Likeness.IDENTITY in likenesses

    def __bool__(self) -> bool:
        return bool(self.papers or self.waiting or self.declined)
