"""The card on which moderators decide."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens.limits import find_violations
from bot.screens.review import Review, render_review
from bot.screens.screen import Screen
from bot.texts import Texts, Words
from data.categories import Category
from storage.submissions.submission import Duplicates, Question, Reason, State, Submission
from tests.bot.screens.submitted import DUPLICATES, NOW, QUESTIONS, SUBMISSIONS, texts

TEXTS = Texts.load()
CATEGORIES = [Category(f"slug-{number}", {"en-US": "名" * 200}, number) for number in range(30)]


@settings(deadline=None)
@given(
    SUBMISSIONS,
    DUPLICATES,
    st.lists(QUESTIONS, max_size=6).map(tuple),
    st.lists(texts(200), max_size=8).map(tuple),
    st.none() | st.just(NOW),
    st.sampled_from(TEXTS.locales),
)
def test_no_card_exceeds_a_limit(
    submission: Submission,
    duplicates: Duplicates,
    questions: tuple[Question, ...],
    problems: tuple[str, ...],
    undo_until: datetime | None,
    locale: str,
) -> None:
    shown = Review(submission, duplicates, questions, problems, undo_until, "A guild")
    queue = "queue:abcdef01:0_" + "a" * 20
    assert find_violations(render_review(shown, CATEGORIES, TEXTS.speak(locale), queue=queue)) == []


def test_what_waits_can_be_decided_and_what_is_decided_taken_back(
    english: Words,
    kv_cache: Category,
    make_submission: Callable[..., Submission],
    buttons: Callable[[Screen], dict[str, ui.Button[Any]]],
) -> None:
    waits = render_review(Review(make_submission()), [kv_cache], english)
    assert buttons(waits)["Approve"].custom_id == "review:approve:7:3"
    decided = make_submission(state=State.APPROVED, decided_by=9, decided_at=NOW)
    assert "Undo" in buttons(render_review(Review(decided, undo_until=NOW), [kv_cache], english))
    assert "Undo" not in buttons(render_review(Review(decided), [kv_cache], english))
    assert "Approve" not in buttons(render_review(Review(decided), [kv_cache], english))


def test_who_decided_and_why_is_said(
    english: Words, make_submission: Callable[..., Submission], read: Callable[[Screen], str]
) -> None:
    decided = make_submission(
        state=State.REJECTED, decided_by=9, decided_at=NOW, reason=Reason.OFF_TOPIC, comment="Not *our* topic."
    )
    text = read(render_review(Review(decided), [], english))
    assert "**declined** by <@9>" in text
    assert "not about the topic of the list" in text
    assert r"Not \*our\* topic." in text
