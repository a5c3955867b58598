"""What an answer is, and how its sureness is called where programs read it."""

from data.query.query import Query
from storage.search.result import Confidence, Result


def test_confidence_is_called_as_programs_know_it() -> None:
    assert [confidence.value for confidence in Confidence] == ["high", "low", "none"]


def test_an_answer_leaves_nobody_out_for_want_of_a_month_unless_it_says_so() -> None:
    assert Result(Query(), (), Confidence.NONE).undated == 0
