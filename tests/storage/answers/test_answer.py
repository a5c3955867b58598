from data.query.question import Asked, Question
from storage.answers.answer import Answer
from storage.search.result import Confidence


def test_an_answer_without_sides_compares_nothing() -> None:
    assert Answer(Question(Asked.COUNT), 3, (), Confidence.HIGH).sides == ()
