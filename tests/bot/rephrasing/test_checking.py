import pytest

from bot.rephrasing.checking import LONGEST, check
from bot.rephrasing.material import Material

MATERIAL = Material(
    "how many KV cache papers from 2024 have code?",
    "12 papers. Understood: KV cache · 2024 · with code",
    ("KIVI; KIVI: A Tuning-Free Asymmetric 2bit Quantization; Rice University; 2024-02", "SnapKV; ...; 2024-04"),
)


@pytest.mark.parametrize(
    "text",
    [
        "There are 12 of them.",
        "Twelve papers on the KV cache from 2024 have code, such as KIVI [1] and SnapKV [2].",
        "2024 年有 12 篇 KV cache 论文带代码，例如 KIVI [1]。",
        "共有十二篇论文。",
        "KIVI's from Rice University.",
    ],
)
def test_words_that_say_what_was_given_are_shown(text: str) -> None:
    assert check(text, MATERIAL) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \u200b ",
        "x" * (LONGEST + 1),
        "There are 13 of them.",
        "Thirteen papers have code.",
        "Dozens of papers have code.",
        "共有十三篇论文。",
        "共有一百篇论文。",
        "There are 12 [3].",
        "There are 12 [0].",
        "There are 12, and FlashAttention is one of them.",
        "There are 12, and flashattention is among them.",
        "There are 12, the best by Google.",
        "Mamba is among the 12.",
        "See https://example.com for the 12.",
        "See [the paper](//example.com).",
        "Ask @everyone.",
        "Ask <@42>.",
        "它由 Google 发布。",
        "The 12 papers are 3.5 times faster.",
    ],
)
def test_words_that_add_something_are_not(text: str) -> None:
    assert check(text, MATERIAL) is None


def test_lines_become_one() -> None:
    assert check("There are 12.\n\nAll have code.\u202e", MATERIAL) == "There are 12. All have code."
