from typing import TYPE_CHECKING

import pytest

from storage.answers.comparing import label_of
from storage.answers.selecting import View
from storage.search.result import Confidence

if TYPE_CHECKING:
    from tests.storage.answers.conftest import Ask


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("GPTQ or AWQ first", "GPTQ"),
        ("which is newer, gptq or awq", "AWQ"),
        ("is AWQ newer than GPTQ", True),
        ("AWQ before GPTQ?", False),
        ("2023 vs 2024, which has more papers", "2024"),
        ("more papers with code or without?", "with"),
        ("does nvidia have more papers than microsoft", False),
        ("which has fewer papers, kv cache or moe", "moe"),
        ("what share of kv cache papers are from 2024", 59.3),
    ],
)
def test_comparisons_and_shares(ask: "Ask", text: str, value: object) -> None:
    assert ask(text).value == value


def test_every_side_is_told(ask: "Ask") -> None:
    answer = ask("SageAttention-2 or FlashAttention-3 first?")
    assert [(name, str(month)) for name, month in answer.sides] == [
        ("SageAttention-2", "2024-11"), ("FlashAttention-3", "2024-07"),
    ]  # fmt: skip
    assert len(answer.papers) == 2


def test_what_the_list_lacks_is_compared_with_nothing(ask: "Ask") -> None:
    assert ask("which came first, GPTQ or QLoRA").confidence is Confidence.NONE


def test_a_paper_is_called_as_the_lists_write_it(view: View) -> None:
    (paper,) = view.find_named("flash attention 3")
    assert label_of("flash attention 3", paper) == "FlashAttention-3"
