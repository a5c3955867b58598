"""The forms of those who submit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.screens.form import Form
from bot.screens.limits import CUSTOM_ID, FORM_FIELDS, FORM_TITLE, LABEL_TEXT, OPTION_TEXT, SELECT_OPTIONS, length
from bot.screens.submitting import NO_CATEGORY, addition_form, offer, paper_form, report_form
from bot.texts import Texts, Words
from data.categories import Category
from storage.submissions.submission import Draft, Facts
from tests.bot.screens.submitted import DRAFTS

TEXTS = Texts.load()
CATEGORIES = [Category(f"slug-{number}", {"en-US": "名" * 200}, number) for number in range(30)]


def check(form: Form) -> None:
    described = form.to_dict()
    assert len(described["custom_id"]) <= CUSTOM_ID
    assert 0 < length(described["title"]) <= FORM_TITLE
    assert 1 <= len(described["components"]) <= FORM_FIELDS
    for label in described["components"]:
        assert 0 < length(label["label"]) <= LABEL_TEXT
        field = label["component"]
        assert len(field.get("value") or "") <= field.get("max_length", 0)
        options = field.get("options", [])
        assert len(options) <= SELECT_OPTIONS
        assert all(0 < length(option["label"]) <= OPTION_TEXT for option in options)


@settings(deadline=None)
@given(DRAFTS, st.sampled_from(TEXTS.locales))
def test_no_form_exceeds_a_limit(draft: Draft, locale: str) -> None:
    words = TEXTS.speak(locale)
    check(paper_form(draft, CATEGORIES, words))
    check(addition_form(10**18 - 1, draft, CATEGORIES, words))
    check(report_form(10**18 - 1, words))


def test_no_category_can_be_chosen_too(english: Words) -> None:
    assert offer([], english)[0][0] == NO_CATEGORY


@pytest.mark.parametrize(("credit", "mentions", "flags"), [("", False, ""), ("ann", False, "c"), ("ann", True, "cm")])
def test_what_was_opted_for_outlives_the_form(english: Words, credit: str, mentions: bool, flags: str) -> None:
    draft = Draft(Facts(), 42, credit=credit, mentions=mentions)
    assert paper_form(draft, [], english).custom_id == f"submit:paper:{flags}"
