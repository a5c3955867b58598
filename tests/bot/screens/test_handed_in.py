"""What a submitter sees."""

from collections.abc import Callable
from typing import Any

from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens.handed_in import render_alike, render_handed_in, render_mine, render_unknown
from bot.screens.limits import find_violations
from bot.screens.screen import Screen
from bot.texts import Texts, Words
from data.schema import Link, LinkKind
from storage.submissions.submission import (
    Draft,
    Duplicates,
    Facts,
    Likeness,
    NearPaper,
    NearSubmission,
    Reason,
    State,
    Submission,
)
from tests.bot.screens.submitted import DRAFTS, DUPLICATES, SUBMISSIONS

TEXTS = Texts.load()
DRAFT = Draft(Facts("A", (Link(LinkKind.PAPER, "", "https://example.org/a"),)), 42)


@settings(deadline=None)
@given(SUBMISSIONS, DUPLICATES, DRAFTS, st.lists(SUBMISSIONS, max_size=10), st.sampled_from(TEXTS.locales))
def test_no_screen_of_a_submitter_exceeds_a_limit(
    submission: Submission, duplicates: Duplicates, draft: Draft, mine: list[Submission], locale: str
) -> None:
    words = TEXTS.speak(locale)
    numbered = list({one.id: one for one in mine}.values())
    for screen in (
        render_handed_in(submission, [], words),
        render_alike(duplicates, draft, 2**62, words),
        render_mine(numbered, words),
        render_unknown(DRAFT, 2**62, words),
    ):
        assert find_violations(screen) == []


def test_what_is_certain_cannot_be_submitted_all_the_same(
    english: Words, buttons: Callable[[Screen], dict[str, ui.Button[Any]]]
) -> None:
    certain = Duplicates((NearPaper(7, "A", Likeness.IDENTITY),))
    maybe = Duplicates((NearPaper(7, "A", Likeness.TITLE),))
    assert set(buttons(render_alike(certain, DRAFT, 1, english))) == {"Open the paper", "Add to the paper"}
    assert "Submit all the same" in buttons(render_alike(maybe, DRAFT, 1, english))


def test_what_was_declined_is_told_with_its_reason(english: Words, read: Callable[[Screen], str]) -> None:
    declined = NearSubmission(3, "A", State.REJECTED, Likeness.IDENTITY, Reason.SPAM, "Buy nothing.")
    text = read(render_alike(Duplicates(declined=(declined,)), DRAFT, 1, english))
    assert "was declined before" in text
    assert "advertising" in text
    assert "Buy nothing." in text
