"""The sentences about submissions, by the class of the error."""

from collections.abc import Callable, Mapping
from typing import Any

from storage.submissions import errors as proposed


def _decided(error: proposed.AlreadyDecided) -> str:
    when = f" on {error.decided_at:%Y-%m-%d at %H:%M} UTC" if error.decided_at else ""
    return f"Submission {error.submission_id} is {error.state.value} already{when}."


def _quota(error: proposed.QuotaReached) -> str:
    until = f" Try again after {error.until:%Y-%m-%d %H:%M} UTC." if error.until else ""
    return f"No more than {error.most} submissions are taken ({error.which}).{until}"


SUBMISSION_SENTENCES: Mapping[type[Exception], Callable[[Any], str]] = {
    proposed.SubmissionNotFound: lambda error: (
        f"There is no submission {error.submission_id}: python -m storage submissions list shows them."
    ),
    proposed.AlreadyDecided: _decided,
    proposed.ChangedMeanwhile: lambda error: (
        f"Somebody has changed submission {error.submission_id} meanwhile: look at it again."
    ),
    proposed.NotAReviewer: lambda error: f"Others decide about submission {error.submission_id}.",
    proposed.NotTheSubmitter: lambda error: f"Only who has made submission {error.submission_id} may do this.",
    proposed.DuplicateFound: lambda _: "It repeats what is on a list, or what waits for a decision.",
    proposed.DraftLost: lambda error: f"The draft {error.number} is kept no more, or is another member's.",
    proposed.NothingToChange: lambda error: f"Paper {error.paper_id} says so already.",
    proposed.InvalidFacts: lambda error: f"The field {error.field} cannot be taken: {error.reason.replace('_', ' ')}.",
    proposed.SubmissionsClosed: lambda _: "No submissions are taken at the moment.",
    proposed.Blocked: lambda error: f"No submissions of member {error.user_id} are taken.",
    proposed.QuotaReached: _quota,
    proposed.NotUndoable: lambda error: (
        f"The decision on submission {error.submission_id} cannot be undone: {error.reason.replace('_', ' ')}."
    ),
    proposed.TakenByAnother: lambda error: f"Somebody else is on submission {error.submission_id}.",
    proposed.QuestionNotFound: lambda error: f"There is no open question {error.question_id}.",
}
