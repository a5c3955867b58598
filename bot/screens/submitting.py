"""The forms of those who submit: a paper, something to add to one, something that is wrong with one."""

from collections.abc import Sequence

from bot.screens.form import Form, Option
from bot.screens.limits import OPTION_TEXT, SELECT_OPTIONS
from bot.screens.markdown import plain
from bot.screens.phrases import name_category
from bot.screens.submission import name_fault
from bot.texts import Words
from data.categories import Category
from data.schema import LinkKind
from storage.submissions.submission import Draft, Fault

LINK, TITLE, CATEGORY, CODE, NOTE, FAULT, DETAIL = "link", "title", "category", "code", "note", "fault", "detail"
"""The names of the fields."""

LONGEST_TITLE, LONGEST_LINK, LONGEST_NOTE, LONGEST_DETAIL = 300, 500, 1_000, 500

NO_CATEGORY = "-"
"""Stands for no category in a menu, as menus know no empty value."""


def paper_form(draft: Draft, categories: Sequence[Category], words: Words) -> Form:
    """Asks for a paper; what the draft knows stands in it already."""
    facts = draft.facts
    flags = ("c" if draft.credit else "") + ("m" if draft.mentions else "")
    form = Form(words.say("Submit a paper"), f"submit:paper:{flags}")
    address = facts.links[0].url if facts.links else ""
    form.ask(LINK, words.say("Link"), most=LONGEST_LINK, filled=address, required=True)
    form.ask(TITLE, words.say("Title"), most=LONGEST_TITLE, filled=facts.title, required=True)
    form.offer(CATEGORY, words.say("Category"), offer(categories, words), chosen=facts.category)
    form.ask(CODE, words.say("Link to the code"), most=LONGEST_LINK, filled=_code(draft))
    form.ask(NOTE, words.say("Note for the moderators"), most=LONGEST_NOTE, filled=facts.note, long=True)
    return form


def addition_form(paper_id: int, draft: Draft | None, categories: Sequence[Category], words: Words) -> Form:
    """Asks for what a paper on the list lacks."""
    form = Form(words.say("Add to the paper"), f"submit:add:{paper_id}")
    form.ask(CODE, words.say("Link to the code"), most=LONGEST_LINK, filled=_code(draft) if draft else "")
    hint = words.say("Choose one if the paper belongs into another section too.")
    form.offer(CATEGORY, words.say("Category"), offer(categories, words), hint=hint)
    note = draft.facts.note if draft else ""
    form.ask(NOTE, words.say("Note for the moderators"), most=LONGEST_NOTE, filled=note, long=True)
    return form


def report_form(paper_id: int, words: Words) -> Form:
    """Asks what is wrong with a paper on the list."""
    form = Form(words.say("Report a problem"), f"submit:report:{paper_id}")
    faults = [(fault.value, name_fault(fault, words)) for fault in Fault if fault is not Fault.NONE]
    form.offer(FAULT, words.say("What is wrong?"), faults, required=True)
    hint = words.say("The dead link, the right month, the code, the section or the other paper")
    form.ask(DETAIL, words.say("What is right?"), most=LONGEST_DETAIL, hint=hint)
    form.ask(NOTE, words.say("Note for the moderators"), most=LONGEST_NOTE, long=True)
    return form


def offer(categories: Sequence[Category], words: Words) -> list[Option]:
    """The options of a menu of categories, with one for none of them."""
    named = [
        (category.slug, plain(name_category(category, words.locale), OPTION_TEXT) or category.slug)
        for category in categories[: SELECT_OPTIONS - 1]
    ]
    return [(NO_CATEGORY, words.say("none, or I do not know")), *named]


def _code(draft: Draft) -> str:
    return next((link.url for link in draft.facts.links[1:] if link.kind is LinkKind.CODE), "")
