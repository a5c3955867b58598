"""What a submission says, in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens.limits import SAFE_CHARACTERS, length
from bot.screens.submission import (
    name_fault,
    name_reason,
    name_state,
    tell_duplicates,
    tell_facts,
    tell_questions,
    tell_reason,
)
from bot.texts import Texts, Words
from storage.submissions.submission import Duplicates, Fault, Question, Reason, State, Submission
from tests.bot.screens.submitted import DUPLICATES, QUESTIONS, SUBMISSIONS

TEXTS = Texts.load()


@settings(deadline=None)
@given(SUBMISSIONS, DUPLICATES, st.lists(QUESTIONS, max_size=5), st.sampled_from(TEXTS.locales))
def test_all_that_is_said_together_fits_into_a_message(
    submission: Submission, duplicates: Duplicates, questions: list[Question], locale: str
) -> None:
    words = TEXTS.speak(locale)
    told = (
        tell_facts(submission, [], words),
        tell_questions(questions, words),
        tell_duplicates(duplicates, words),
        tell_reason(submission.reason, submission.comment, words),
    )
    assert sum(length(text) for text in told) < SAFE_CHARACTERS - 500


@pytest.mark.parametrize("locale", TEXTS.locales)
def test_every_state_reason_and_fault_has_words_of_its_own(locale: str) -> None:
    words = TEXTS.speak(locale)
    for told in (
        [name_state(state, words) for state in State],
        [name_reason(reason, words) for reason in Reason],
        [name_fault(fault, words) for fault in Fault],
    ):
        assert len(set(told)) == len(told)


def test_what_moderators_wrote_takes_the_place_of_another_reason(english: Words) -> None:
    assert tell_reason(Reason.OTHER, "See the rules.", english) == "See the rules."
    assert tell_reason(Reason.SPAM, "", english) == "advertising"
