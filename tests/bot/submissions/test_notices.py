"""What is posted about submissions."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.marks import read_marks
from bot.submissions.notices import correction_payload, outcome_payload, question_payload, reminder_payload
from bot.texts import Texts
from storage.submissions.outcomes import Outcome
from storage.submissions.submission import Decision, Question, Reason, Submission, Verdict
from tests.bot.screens.submitted import NOW, QUESTIONS, SUBMISSIONS, texts

TEXTS = Texts.load()
DECISIONS = st.builds(
    Decision,
    id=st.integers(1, 10**6),
    submission_id=st.just(7),
    number=st.integers(1, 9),
    verdict=st.sampled_from(Verdict),
    actor_id=st.none() | st.just(9),
    reason=st.sampled_from(Reason),
    comment=texts(1_000),
    at=st.just(NOW),
    undone_at=st.none(),
)


@settings(deadline=None)
@given(
    SUBMISSIONS, DECISIONS, st.booleans(), QUESTIONS, st.lists(SUBMISSIONS, min_size=1, max_size=25),
    st.sampled_from(TEXTS.locales),
)  # fmt: skip
def test_every_notice_is_taken_by_discord_and_known_again_by_its_mark(
    submission: Submission,
    decision: Decision,
    to_guild: bool,
    question: Question,
    waiting: list[Submission],
    locale: str,
) -> None:
    words, outcome = TEXTS.speak(locale), Outcome(decision, submission, to_guild)
    payloads = [
        outcome_payload(outcome, "abcdef01", "0_mark", words),
        question_payload(question, submission, "abcdef01", "0_mark", words),
        reminder_payload(waiting, "abcdef01", "0_mark", words),
        correction_payload(submission.facts.title, "abcdef01", "0_mark", words),
    ]
    for payload in payloads:
        marked = read_marks(payload["message"]["components"])
        assert marked is not None
        assert marked.mark == "0_mark"


@settings(deadline=None, max_examples=20)
@given(SUBMISSIONS, DECISIONS, st.booleans(), st.booleans())
def test_only_who_asked_for_it_is_pinged(
    submission: Submission, decision: Decision, mentions: bool, to_guild: bool
) -> None:
    asked = replace(submission, mentions=mentions, channel_id=5, guild_id=1)
    payload = outcome_payload(Outcome(decision, asked, to_guild), "abcdef01", "0_mark", TEXTS.speak("en-US"))
    pinged = [str(asked.submitter_id)] if mentions and not to_guild else []
    assert payload["message"]["allowed_mentions"].get("users", []) == pinged
