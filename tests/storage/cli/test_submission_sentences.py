from datetime import UTC, datetime

from storage.cli.sentences import find_sentence
from storage.cli.submission_sentences import SUBMISSION_SENTENCES
from storage.submissions.errors import AlreadyDecided, InvalidFacts, NotUndoable, QuotaReached
from storage.submissions.submission import State

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_facts_become_sentences_that_name_them() -> None:
    assert find_sentence(AlreadyDecided(7, State.APPROVED, 3, AT)) == (
        "Submission 7 is approved already on 2026-11-21 at 09:30 UTC."
    )
    assert find_sentence(AlreadyDecided(7, State.MERGED_UPSTREAM, None, None)) == (
        "Submission 7 is merged_upstream already."
    )
    assert "Try again after 2026-11-21 09:30 UTC." in str(find_sentence(QuotaReached("daily", 3, AT)))
    assert "too late" in str(find_sentence(NotUndoable(7, "too_late")))
    assert "title" in str(find_sentence(InvalidFacts("title", "too_long")))
    assert SUBMISSION_SENTENCES
