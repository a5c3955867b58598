"""What can go wrong with submissions, as facts."""

from datetime import datetime

from storage.errors import StorageError
from storage.submissions.submission import Duplicates, State


class SubmissionNotFound(StorageError):
    """No submission of this number, or none that the asker may see."""

    def __init__(self, submission_id: int) -> None:
        super().__init__(submission_id)
        self.submission_id = submission_id


class AlreadyDecided(StorageError):
    """Somebody was quicker, or it was withdrawn: what it came to, who decided (None: a sync) and when (aware, UTC)."""

    def __init__(self, submission_id: int, state: State, decided_by: int | None, decided_at: datetime | None) -> None:
        super().__init__(submission_id, state, decided_by, decided_at)
        self.submission_id = submission_id
        self.state = state
        self.decided_by = decided_by
        self.decided_at = decided_at


class ChangedMeanwhile(StorageError):
    """The submission is no longer the one that was shown: somebody has edited it."""

    def __init__(self, submission_id: int) -> None:
        super().__init__(submission_id)
        self.submission_id = submission_id


class NotAReviewer(StorageError):
    """The asker may not, or may no longer, decide this. `guild_id` is whose reviewers do, None where nobody does."""

    def __init__(self, submission_id: int, guild_id: int | None) -> None:
        super().__init__(submission_id, guild_id)
        self.submission_id = submission_id
        self.guild_id = guild_id


class NotTheSubmitter(StorageError):
    """Only who has submitted it may do this."""

    def __init__(self, submission_id: int) -> None:
        super().__init__(submission_id)
        self.submission_id = submission_id


class DuplicateFound(StorageError):
    """It is on a list, waits, was declined, or resembles what is. Unless `duplicates.is_certain` one may insist."""

    def __init__(self, duplicates: Duplicates) -> None:
        super().__init__(duplicates)
        self.duplicates = duplicates


class NothingToChange(StorageError):
    """The paper says already what an addition or correction would make it say."""

    def __init__(self, paper_id: int) -> None:
        super().__init__(paper_id)
        self.paper_id = paper_id


class InvalidFacts(StorageError):
    """A field of the facts cannot be taken. `reason` is one of missing, too_long, too_many, unsafe_link, unknown."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(field, reason)
        self.field = field
        self.reason = reason


class SubmissionsClosed(StorageError):
    """No submissions are taken: in this guild, or with None anywhere."""

    def __init__(self, guild_id: int | None) -> None:
        super().__init__(guild_id)
        self.guild_id = guild_id


class Blocked(StorageError):
    """The member's submissions are not taken."""

    def __init__(self, user_id: int) -> None:
        super().__init__(user_id)
        self.user_id = user_id


class QuotaReached(StorageError):
    """One more than is taken. `which` is one of open, daily, pause, guild; `most` is the limit (for the pause 1), and
    `until` when to try again, None where that depends on reviewers."""

    def __init__(self, which: str, most: int, until: datetime | None) -> None:
        super().__init__(which, most, until)
        self.which = which
        self.most = most
        self.until = until


class NotUndoable(StorageError):
    """A decision that cannot be undone. `reason` is one of too_late, merged_upstream, not_decided, withdrawn."""

    def __init__(self, submission_id: int, reason: str) -> None:
        super().__init__(submission_id, reason)
        self.submission_id = submission_id
        self.reason = reason


class TakenByAnother(StorageError):
    """Somebody else is on it, since when (aware, UTC)."""

    def __init__(self, submission_id: int, by: int, since: datetime) -> None:
        super().__init__(submission_id, by, since)
        self.submission_id = submission_id
        self.by = by
        self.since = since


class QuestionNotFound(StorageError):
    """No question of this number, or one that was answered."""

    def __init__(self, question_id: int) -> None:
        super().__init__(question_id)
        self.question_id = question_id
