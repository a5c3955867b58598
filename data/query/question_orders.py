"""Which papers come first, and how many of them: "latest 5", "oldest", "hottest", "top 3 by stars"."""

from dataclasses import replace

from data.query.question import Asked, Order, Question
from data.query.question_cues import Cue, Token, find_number
from data.query.question_said import Said

_ORDERS = (
    (Cue.BY_STARS, Order.STARS),
    (Cue.BY_HEAT, Order.HEAT),
    (Cue.LATEST, Order.NEWEST),
    (Cue.OLDEST, Order.OLDEST),
)


def in_order(question: Question, said: Said) -> Question:
    """The question with the order that is asked for and how many papers of it; itself where none is."""
    if question.asked is Asked.COUNT:  # "how many new papers": all are counted, in whatever order
        return question
    order = next((order for cue, order in _ORDERS if said.has(cue)), Order.NONE)
    if not order and said.has(Cue.FIRST) and question.asked in {Asked.PAPERS, Asked.WHEN, Asked.WHO}:
        order = Order.OLDEST if not question.of.name else Order.NONE
    place = said.find(Cue.PLACE)
    if not order and place and place.number == 1 and said.spots:  # the first of a kind, and not of an answer
        order, question = Order.OLDEST, replace(question, limit=1)
    if not order and said.has(Cue.NEWER, Cue.OLDER) and question.asked is Asked.PAPERS:
        order = Order.NEWEST if said.has(Cue.NEWER) else Order.OLDEST
    top = said.find(Cue.TOP)
    if not order and top and question.asked is Asked.PAPERS:
        order = Order.STARS
    if not order:
        return question
    numbers = [token.number for token in said.cues if token.cue in {Cue.TOP, Cue.LATEST, Cue.OLDEST} and token.number]
    if not numbers:
        numbers = lone_numbers(said)
    limit = numbers[0] if numbers else question.limit
    if not limit and {"paper", "article", "publication", "one"} & set(said.words.split()):
        limit = 1
    if question.asked is not Asked.PAPERS:
        limit = 1
    return replace(question, order=order, limit=limit)


def lone_numbers(said: Said) -> list[int]:
    """Numbers that stand alone and can be numbers of papers."""
    numbers = [find_number(item.text) for item in said.items if isinstance(item, Token) and item.cue is None]
    return [number for number in numbers if 0 < number <= 100]
