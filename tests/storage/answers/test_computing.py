from typing import TYPE_CHECKING

from data.query.question import Asked, Question
from storage.answers.computing import compute, refuse
from storage.answers.selecting import View
from storage.search.result import Confidence

if TYPE_CHECKING:
    from tests.storage.answers.conftest import Ask


def test_counting_everything(view: View) -> None:
    assert compute(Question(Asked.COUNT), view).value == 354


def test_a_refusal_has_no_value(view: View) -> None:
    assert refuse(Question(Asked.WHEN), ()).confidence is Confidence.NONE


def test_a_link_is_of_the_kind_that_was_asked_for_alone(ask: "Ask") -> None:
    assert ask("code of vLLM").value == ("https://github.com/vllm-project/vllm",)
    assert ask("link to the code of LayerKV").value is None
    assert ask("pdf of AutoCompressor").value == ("https://arxiv.org/pdf/2305.14788.pdf",)
    assert ask("does vllm have docs").value is False


def test_a_section_is_told_once_for_each_category_and_that_of_a_list_of_one_heading_is_not(ask: "Ask") -> None:
    assert ask("sections of vLLM").value == (
        "LLM Train/Inference Framework/Design", "KV Cache Scheduling/Quantize/Dropping",
    )  # fmt: skip


def test_a_claim_is_checked_against_the_paper(ask: "Ask") -> None:
    assert ask("was GQA published in 2023?").value is True
    assert ask("is KVQuant in the quantization category").value is False
    assert ask("is AWQ by MIT").value is True
    assert ask("does DeepSeek-V2 have three fires").value is True
    assert ask("are there more than 50 kv cache papers").value is True
    assert ask("are there fewer than 50 kv cache papers").value is False


def test_the_year_alone_is_told_where_it_is_asked_for(ask: "Ask") -> None:
    assert ask("what year is deebert from").value == "2020"


def test_more_than_a_number_of_stars_is_not_that_number(ask: "Ask") -> None:
    assert ask("how many papers have more than 2 stars").value == 2
    assert ask("how many papers have at least 2 stars").value == 207


def test_who_made_what_is_no_paper_is_not_told(ask: "Ask") -> None:
    assert ask("who invented attention").confidence is Confidence.NONE
    assert "NVIDIA" in str(ask("which organisations work on kv cache").value)
