from typing import TYPE_CHECKING

from data.query.query import Query
from data.query.question import Asked, Question
from data.query.question_rest import with_rest
from data.query.question_said import Said

if TYPE_CHECKING:
    from tests.data.query.conftest import Names, Read


def test_nothing_left_changes_nothing(known: "Names") -> None:
    question = Question(Asked.COUNT)
    assert with_rest(question, Said("", [], Query()), known, expects_name=False) == question


def test_how_and_why_are_not_told(read: "Read") -> None:
    assert read("how do i use vLLM").lost
    assert read("why vLLM").lost
    assert not read("how many papers").lost


def test_who_made_something_that_is_no_paper_is_not_told(read: "Read") -> None:
    assert read("who invented quantization").lost
    assert not read("which organisations work on quantization").lost


def test_left_words_are_looked_for_in_titles_only_where_papers_are_asked_for(read: "Read") -> None:
    assert read("kettle papers").of.query.text == "kettle"
    assert read("when was the kettle published").unknown == ("kettle",)
    assert read("what kettle does vLLM use").lost == ("kettle",)


def test_what_is_counted_must_be_papers(read: "Read") -> None:
    assert read("how much memory does vLLM need").beyond or read("how much memory does vLLM need").lost
    assert read("how many employees has microsoft").lost
    assert not read("how many kettle papers has microsoft").lost


def test_a_claim_of_the_world_is_not_told_and_one_of_the_list_is(read: "Read") -> None:
    assert read("can you book me a flight").lost
    assert read("does nvidia pay well").lost
    assert not read("is EAGLE on the list").lost
    assert not read("any paper by tesla").lost


def test_a_subject_that_one_title_alone_holds_is_that_paper(read: "Read", known: "Names") -> None:
    known.find_described = lambda words: "Oracles" if list(words) == ["kettle", "steam"] else ""  # type: ignore[method-assign]
    assert read("when was the kettle steam paper published").of.name == "Oracles"
