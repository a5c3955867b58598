"""What people read about submitting and deciding."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.errors import find_sentence, submissions
from bot.refusals import MayNotReview, NotALink
from bot.texts import Texts
from storage.submissions.errors import (
    AlreadyDecided,
    Blocked,
    ChangedMeanwhile,
    DraftLost,
    DuplicateFound,
    InvalidFacts,
    NotAReviewer,
    NothingToChange,
    NotTheSubmitter,
    NotUndoable,
    QuestionNotFound,
    QuotaReached,
    SubmissionNotFound,
    SubmissionsClosed,
    TakenByAnother,
)
from storage.submissions.submission import Duplicates, State

if TYPE_CHECKING:
    from tests.bot.errors.conftest import CheckSentence

FOREIGN = "@everyone **x**\n" * 500
NOW = datetime(2026, 11, 21, tzinfo=UTC)
FIELDS = ("title", "links", "code", "alias", "section", "category", "organisations", "published", "dead_url", "same_as")
ERRORS: list[Exception] = [
    NotALink(FOREIGN),
    MayNotReview(),
    SubmissionNotFound(7),
    *(AlreadyDecided(7, state, 42, NOW) for state in State),
    AlreadyDecided(7, State.MERGED_UPSTREAM, None, NOW),
    AlreadyDecided(7, State.APPROVED, None, None),
    ChangedMeanwhile(7),
    NotAReviewer(7, 1),
    NotTheSubmitter(7),
    DuplicateFound(Duplicates()),
    NothingToChange(7),
    *(InvalidFacts(field, reason) for field in FIELDS for reason in ("missing", "too_long", "unsafe_link", "unknown")),
    SubmissionsClosed(None),
    Blocked(42),
    *(QuotaReached(which, 20, NOW) for which in ("daily", "pause", "guild")),
    QuotaReached("open", 10, None),
    QuotaReached("guild", 60, None),
    *(NotUndoable(7, reason) for reason in ("too_late", "merged_upstream", "not_decided", "withdrawn")),
    TakenByAnother(7, 42, NOW),
    QuestionNotFound(7),
    DraftLost(7),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: f"{type(error).__name__}{error.args[1:2]}")
def test_a_sentence_is_short_and_shows_no_machine(error: Exception, check_sentence: "CheckSentence") -> None:
    check_sentence(error)


def test_every_sentence_is_tried_here() -> None:
    assert set(submissions.SENTENCES) <= {kind for error in ERRORS for kind in type(error).__mro__}


def test_who_was_quicker_and_when_is_said() -> None:
    words = Texts.load().speak("en-US")
    sentence = find_sentence(AlreadyDecided(7, State.REJECTED, 42, NOW), words)
    assert sentence == f"Submission 7 was decided already: declined by <@42>, <t:{int(NOW.timestamp())}:R>."
