"""How a question goes on from the one before it."""

from typing import TYPE_CHECKING

import pytest

from data.months import Month
from data.query.query import Query
from data.query.question import Asked, Narrowing, Question
from data.query.question_following import follow

if TYPE_CHECKING:
    from tests.data.query.conftest import Read

IN_2024 = Query(category="kv-cache", since=Month(2024, 1), until=Month(2024, 12))


@pytest.mark.parametrize(
    ("before", "after", "asked", "of"),
    [
        ("kv cache papers", "only those from 2024", Asked.PAPERS, Narrowing(IN_2024)),
        ("kv cache papers", "with code", Asked.PAPERS, Narrowing(Query(category="kv-cache", has_code=True))),
        ("kv cache papers", "how many of them?", Asked.COUNT, Narrowing(Query(category="kv-cache"))),
        ("kv cache papers", "what about quantization", Asked.PAPERS, Narrowing(Query(category="quantization"))),
        ("how many papers by microsoft", "and nvidia?", Asked.COUNT, Narrowing(Query(organisation="NVIDIA"))),
        ("papers by nvidia", "那华为呢", Asked.PAPERS, Narrowing(Query(organisation="Huawei"))),
        ("show vLLM", "and its date?", Asked.WHEN, Narrowing(name="vllm")),
        ("show vLLM", "who made it?", Asked.WHO, Narrowing(name="vllm")),
        ("show vLLM", "does it have code?", Asked.WHETHER, Narrowing(Query(has_code=True), name="vllm")),
        ("when was vLLM published", "and AWQ?", Asked.WHEN, Narrowing(name="awq")),
        ("how many quantization papers", "show them", Asked.PAPERS, Narrowing(Query(category="quantization"))),
        ("kv cache papers", "who made AWQ", Asked.WHO, Narrowing(name="awq")),
    ],
)
def test_a_question_takes_over_what_it_does_not_say(
    read: "Read", before: str, after: str, asked: Asked, of: Narrowing
) -> None:
    earlier = read(before)
    question = follow(read(after, expects_name=bool(earlier.of.name)), earlier)
    assert (question.asked, question.of) == (asked, of)


def test_a_place_means_the_paper_that_stands_there(read: "Read") -> None:
    question = follow(read("who made the second one"), read("kv cache papers"), "A Title")
    assert (question.asked, question.of) == (Asked.WHO, Narrowing(name="A Title"))


def test_a_share_is_one_of_what_was_meant_before(read: "Read") -> None:
    question = follow(read("what percentage have code"), read("kv cache papers"))
    assert question.among == Narrowing(Query(category="kv-cache"))


def test_it_is_compared_with_the_paper_before(read: "Read") -> None:
    question = follow(read("is it older than AWQ"), read("show GPTQ"))
    assert [side.papers.name for side in question.sides] == ["gptq", "awq"]


def test_after_what_no_list_knows_a_question_stands_alone() -> None:
    question = Question(Asked.COUNT, leans=True)
    assert follow(question, Question(Asked.BEYOND, beyond="world")) == question
