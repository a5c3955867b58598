from typing import TYPE_CHECKING

from data.query.query import Query
from data.query.question import Narrowing
from data.query.question_said import Said
from data.query.question_shares import share

if TYPE_CHECKING:
    from tests.data.query.conftest import Read


def test_no_share_is_asked_for_without_its_words() -> None:
    assert share(Said("", [], Query())) is None


def test_in_chinese_the_part_stands_in_front(read: "Read") -> None:
    question = read("有代码的论文占多少比例")
    assert (question.of, question.among) == (Narrowing(Query(has_code=True)), Narrowing())


def test_a_filter_without_a_verb_is_the_part(read: "Read") -> None:
    question = read("percentage of quantization papers with code")
    assert question.among == Narrowing(Query(category="quantization"))
    assert question.of == Narrowing(Query(category="quantization", has_code=True))


def test_the_share_of_a_subject_is_taken_of_that_subject(read: "Read") -> None:
    question = read("share of quantization papers from microsoft")
    assert question.among == Narrowing(Query(category="quantization"))
    assert read("share of quantization papers").among == Narrowing()
