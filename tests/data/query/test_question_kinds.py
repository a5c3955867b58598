from typing import TYPE_CHECKING

from data.query.query import Query
from data.query.question import Asked, Narrowing
from data.query.question_kinds import decide
from data.query.question_said import Said

if TYPE_CHECKING:
    from tests.data.query.conftest import Names, Read


def test_nothing_said_asks_for_nothing(known: "Names") -> None:
    assert decide(Said("", [], Query()), known).of == Narrowing()


def test_a_question_without_a_subject_leans_on_the_one_before(read: "Read") -> None:
    for text in (
        "with code only",
        "and its date?",
        "how many of them",
        "what about huawei",
        "only those from 2024",
        "第二篇呢",
        "who made it",
    ):
        assert read(text).leans, text
    for text in ("how many papers are on the list", "kv cache papers", "who made vLLM", "papers per year"):
        assert not read(text).leans, text


def test_a_word_that_may_name_a_paper_does_after_a_question_about_one(read: "Read") -> None:
    assert read("and speculative decoding", expects_name=True).of.name == "speculative decoding"
    assert read("and EAGLE?", expects_name=True).unknown == ("eagle",)


def test_a_place_in_the_answer_before_is_a_number(read: "Read") -> None:
    assert (read("the second one").place, read("who made the last one").place) == (2, -1)


def test_more_than_a_number_of_papers_is_yes_or_no(read: "Read") -> None:
    question = read("are there more than 50 kv cache papers")
    assert (question.asked, question.at_least) == (Asked.COUNT, 51)
