"""From a question and the conversation before it to its answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data.paper import Paper
from data.query.question import Asked, Part, Question
from data.query.question_following import follow
from data.query.question_parts import without
from data.query.question_reading import read_question
from storage.answers.answer import Answer
from storage.answers.comparing import compute_first, compute_more, compute_share
from storage.answers.computing import compute, refuse
from storage.answers.grouping import compute_groups
from storage.answers.selecting import View
from storage.search.result import Confidence

MOST_PREVIOUS = 10
"""How many earlier questions of a conversation are looked at."""
_GROUPED = {Asked.MOST, Asked.FEWEST, Asked.NUMBER, Asked.TABLE, Asked.RANGE}


def answer_question(
    text: str, previous: Sequence[str], view: View, today: date, dropped: Sequence[Part] = ()
) -> Answer:
    """Answers a question in its conversation (`previous`: the questions before it, the oldest first). `dropped` are the
    parts of it that were taken off. Never raises, whatever the text; what the lists cannot know has confidence NONE."""
    before: Answer | None = None
    turns = [*previous[-MOST_PREVIOUS:], text]
    for turn, earlier in enumerate(turns, 1):
        question = read_question(earlier, view.subjects, today, before is not None and bool(before.question.of.name))
        if before is not None:
            question = follow(question, before.question, _title_at(question, before))
        if turn == len(turns):
            question = without(question, dropped)
        before = _answer(question, earlier, view)
    assert before is not None  # noqa: S101  # there is at least the text itself
    return before


def _title_at(question: Question, before: Answer) -> str:
    place = question.place - 1 if question.place > 0 else question.place
    return before.papers[place].title if question.place and -1 <= place < len(before.papers) else ""


def _answer(question: Question, text: str, view: View) -> Answer:
    if question.asked is Asked.BEYOND or question.lost:
        return refuse(question, _nearest(question, text, view))
    if question.unknown:
        return _answer_unknown(question, text, view)
    if question.asked in {Asked.FIRST, Asked.LAST}:
        return compute_first(question, view)
    if question.asked in {Asked.MORE, Asked.FEWER}:
        return compute_more(question, view)
    if question.asked is Asked.SHARE:
        return compute_share(question, view)
    if question.asked in _GROUPED:
        return compute_groups(question, view)
    if question.asked is Asked.TITLE and not question.of.name:
        return refuse(question, ())
    if _asks_nothing(question):
        return refuse(question, ())
    return compute(question, view)


def _answer_unknown(question: Question, text: str, view: View) -> Answer:
    """Something is named that no list has: there is no such paper, and none can be counted."""
    if question.asked is Asked.WHETHER and not question.of.name:
        return Answer(question, False, (), Confidence.HIGH)
    if question.asked is Asked.COUNT:
        return Answer(question, 0, (), Confidence.HIGH)
    return refuse(question, _nearest(question, text, view))


def _nearest(question: Question, text: str, view: View) -> tuple[Paper, ...]:
    named = (
        view.select(replace(question.of, query=replace(question.of.query, text=""))) if not question.of.is_empty else ()
    )
    return named[:5] or view.nearest(text)


def _asks_nothing(question: Question) -> bool:
    """Whether nothing at all was understood: no subject and nothing that is to be told of all papers."""
    return question.of.is_empty and question.asked not in {Asked.COUNT, Asked.WHETHER} and not question.order
