from typing import TYPE_CHECKING

from data.query.query import Query
from data.query.question import Asked
from data.query.question_comparisons import compare
from data.query.question_said import Said

if TYPE_CHECKING:
    from tests.data.query.conftest import Read


def test_nothing_is_compared_where_one_thing_is_named() -> None:
    assert compare(Said("", [], Query())) is None


def test_the_sides_keep_their_words_and_share_what_else_narrows(read: "Read") -> None:
    question = read("who has more kv cache papers, microsoft or nvidia")
    assert [side.label for side in question.sides] == ["microsoft", "nvidia"]
    assert [side.papers.query.organisation for side in question.sides] == ["Microsoft", "NVIDIA"]
    assert {side.papers.query.category for side in question.sides} == {"kv-cache"}


def test_subjects_years_and_code_are_compared(read: "Read") -> None:
    assert [side.papers.query.category for side in read("more kv cache or quantization papers").sides] == [
        "kv-cache",
        "quantization",
    ]
    assert [side.label for side in read("did 2024 have more papers than 2023").sides] == ["2024", "2023"]
    assert [side.papers.query.has_code for side in read("papers with or without code: which are more").sides] == [
        True,
        False,
    ]


def test_papers_are_compared_by_stars(read: "Read") -> None:
    question = read("which has more stars, vllm or gptq")
    assert (question.asked, len(question.sides), str(question.order)) == (Asked.MORE, 2, "stars")
