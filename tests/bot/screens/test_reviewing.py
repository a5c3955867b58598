"""The forms of moderators."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens.form import Form
from bot.screens.limits import FORM_FIELDS, FORM_TITLE, LABEL_TEXT, length
from bot.screens.reviewing import (
    answer_form,
    decline_form,
    duplicate_form,
    edit_form,
    question_form,
    read_links,
    read_month,
    write_links,
)
from bot.texts import Texts
from data.errors import UnreadableMonth
from data.months import Month
from data.schema import Link, LinkKind
from storage.submissions.submission import Question, Submission
from tests.bot.screens.submitted import QUESTIONS, SUBMISSIONS

TEXTS = Texts.load()


@settings(deadline=None)
@given(SUBMISSIONS, QUESTIONS, st.sampled_from(TEXTS.locales))
def test_no_form_exceeds_a_limit(submission: Submission, question: Question, locale: str) -> None:
    words = TEXTS.speak(locale)
    forms: list[Form] = [make(submission, words) for make in (decline_form, duplicate_form, question_form, edit_form)]
    for form in (*forms, answer_form(question, words)):
        described = form.to_dict()
        assert 0 < length(described["title"]) <= FORM_TITLE
        assert 1 <= len(described["components"]) <= FORM_FIELDS
        assert all(0 < length(label["label"]) <= LABEL_TEXT for label in described["components"])


def test_links_survive_the_form_with_their_kinds_and_labels() -> None:
    links = (
        Link(LinkKind.PAPER, "pdf", "https://example.org/a"),
        Link(LinkKind.CODE, "repo", "https://github.com/a/b"),
    )
    assert read_links(write_links(links), links) == links


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/a", [(LinkKind.PAPER, "https://example.org/a")]),
        ("code: https://github.com/a/b\n\n  blog https://b.example ", [
            (LinkKind.CODE, "https://github.com/a/b"), (LinkKind.BLOG, "https://b.example"),
        ]),
        ("nonsense here", [(LinkKind.PAPER, "nonsense here")]),
        ("", []),
    ],
)  # fmt: skip
def test_links_are_read_as_they_are_typed(text: str, expected: list[tuple[LinkKind, str]]) -> None:
    assert [(link.kind, link.url) for link in read_links(text, ())] == expected


@pytest.mark.parametrize(("text", "month"), [("", None), ("2026-05", Month(2026, 5)), ("May 2026", Month(2026, 5))])
def test_a_month_is_read(text: str, month: Month | None) -> None:
    assert read_month(text) == month


@pytest.mark.parametrize("text", ["2026", "soon", "2026-13"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(UnreadableMonth):
        read_month(text)
