from datetime import UTC, datetime
from typing import Any

import pytest

from storage.errors import StorageError
from storage.submissions import errors
from storage.submissions.submission import Duplicates, State

AT = datetime(2026, 11, 21, tzinfo=UTC)
DECIDED = {"submission_id": 7, "state": State.APPROVED, "decided_by": 3, "decided_at": AT}
ALL: tuple[tuple[StorageError, dict[str, Any]], ...] = (
    (errors.SubmissionNotFound(7), {"submission_id": 7}),
    (errors.AlreadyDecided(7, State.APPROVED, 3, AT), DECIDED),
    (errors.ChangedMeanwhile(7), {"submission_id": 7}),
    (errors.NotAReviewer(7, 5), {"submission_id": 7, "guild_id": 5}),
    (errors.NotTheSubmitter(7), {"submission_id": 7}),
    (errors.DuplicateFound(Duplicates()), {"duplicates": Duplicates()}),
    (errors.NothingToChange(7), {"paper_id": 7}),
    (errors.InvalidFacts("title", "missing"), {"field": "title", "reason": "missing"}),
    (errors.SubmissionsClosed(None), {"guild_id": None}),
    (errors.Blocked(7), {"user_id": 7}),
    (errors.QuotaReached("open", 3, None), {"which": "open", "most": 3, "until": None}),
    (errors.NotUndoable(7, "too_late"), {"submission_id": 7, "reason": "too_late"}),
    (errors.TakenByAnother(7, 3, AT), {"submission_id": 7, "by": 3, "since": AT}),
    (errors.QuestionNotFound(7), {"question_id": 7}),
    (errors.DraftLost(7), {"number": 7}),
)  # fmt: skip


@pytest.mark.parametrize(("error", "facts"), ALL, ids=lambda value: type(value).__name__)
def test_each_carries_its_facts_and_no_prose(error: StorageError, facts: dict[str, Any]) -> None:
    assert vars(error) == facts
    assert error.args == tuple(facts.values())


def test_none_is_forgotten() -> None:
    declared = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, StorageError)}
    assert {type(error) for error, _ in ALL} == declared - {StorageError}
