from typing import TYPE_CHECKING

from storage.answers.lines import answer_facts

if TYPE_CHECKING:
    from tests.storage.answers.conftest import Ask


def test_a_line_says_what_was_asked_and_all_its_papers(ask: "Ask") -> None:
    facts = answer_facts(ask("who made vLLM"), 0.12345)
    assert (facts["confidence"], facts["asked"], facts["value"], facts["ms"]) == ("high", "who", ["UC Berkeley"], 0.123)
    assert [paper["aliases"][0] for paper in facts["papers"]] == ["vLLM"]
