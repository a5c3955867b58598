"""Comparing papers by their months, and sets of papers by their sizes; shares of a whole."""

from data.paper import Paper
from data.query.question import ALL, Asked, Order, Question
from storage.answers.answer import Answer, Value
from storage.answers.computing import refuse
from storage.answers.selecting import View
from storage.search.result import Confidence


def compute_first(question: Question, view: View) -> Answer:
    """Which of several papers was published first or last; for a claim, whether its first side was."""
    found = [(side.label, view.select(side.papers)) for side in question.sides]
    papers = tuple(dict.fromkeys(paper for _, named in found for paper in named[:1]))
    if any(not named or named[0].published is None for _, named in found):
        return refuse(question, papers)
    months = [(label_of(label, named[0]), named[0].published) for label, named in found]
    numbers = [month.number for _, month in months if month]
    if question.claims_order:
        value: Value = numbers[0] > numbers[1] if question.asked is Asked.LAST else numbers[0] < numbers[1]
    else:
        wanted = max(numbers) if question.asked is Asked.LAST else min(numbers)
        value = months[numbers.index(wanted)][0]
    return Answer(question, value, papers, Confidence.HIGH, tuple(months))


def compute_more(question: Question, view: View) -> Answer:
    """Which of several sides has more papers, or stars or heat; for a claim, whether the first has."""
    found = [(side.label, view.select(side.papers)) for side in question.sides]
    if question.order and any(not papers for _, papers in found):
        return refuse(question, tuple(paper for _, papers in found for paper in papers[:1]))
    sizes = [
        (label_of(label, papers[0]) if question.order else label, _size(question.order, papers))
        for label, papers in found
    ]
    numbers = [size for _, size in sizes]
    is_fewer = question.asked is Asked.FEWER
    if question.claims_order:
        value: Value = numbers[0] < numbers[1] if is_fewer else numbers[0] > numbers[1]
    else:
        value = sizes[numbers.index(min(numbers) if is_fewer else max(numbers))][0]
    papers = tuple(dict.fromkeys(paper for _, some in found for paper in some))
    return Answer(question, value, papers, Confidence.HIGH, tuple(sizes))


def compute_share(question: Question, view: View) -> Answer:
    """How many per cent of a whole the papers are, with one digit behind the point."""
    whole = view.select(question.among) if question.among else view.select(ALL)
    inside = {paper.id for paper in whole}
    part = tuple(paper for paper in view.select(question.of) if paper.id in inside)
    if not whole:
        return refuse(question, ())
    sides = (("", len(part)), ("", len(whole)))
    return Answer(question, round(100 * len(part) / len(whole), 1), part, Confidence.HIGH, sides)


def label_of(asked: str, paper: Paper) -> str:
    """The alias by which a paper was asked for, as the lists write it; else its first alias, else its title."""
    wanted = _compact(asked)
    same = [alias for alias in paper.aliases if _compact(alias) == wanted]
    head, colon, _ = paper.title.partition(":")
    if not same and colon and _compact(head) == wanted:
        return head
    return (same or list(paper.aliases) or [paper.title])[0]


def _compact(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _size(order: Order, papers: tuple[Paper, ...]) -> int:
    if order is Order.STARS:
        return papers[0].stars
    return papers[0].heat if order is Order.HEAT else len(papers)
