import pytest

from data.identity.titles import ALIKE, compact_title, likeness, names_of, words_of


def test_spelling_that_is_no_difference_is_folded() -> None:
    assert compact_title("KV-Cache") == compact_title("KV cache") == compact_title("ＫＶＣａｃｈｅ")


def test_a_plus_tells_papers_apart() -> None:
    assert compact_title("SmoothQuant") != compact_title("SmoothQuant+")
    assert words_of("Flash-Decoding++") == ("flash", "decoding", "++")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "FlexGen: High-Throughput Generative Inference of Large Language Models with a Single GPU",
            "High-Throughput Generative Inference of Large Language Models  with a Single GPU",
        ),
        ("SQUEEZELLM: DENSE-AND-SPARSE QUANTIZATION", "SqueezeLLM: Dense-and-Sparse Quantization"),
        (
            "Splitwise: Efficient Generative LLM Inference Using Phase Splitting",
            "Splitwise: Efficient generative LLM inference using phase splitting.",
        ),
    ],
)
def test_reworded_titles_are_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Decoding Speculative Decoding", "Parallel Speculative Decoding with Adaptive Draft Length"),
        ("NVIDIA TensorRT LLM", "NVIDIA TensorRT LLM Batch Manager"),
        ("FP8 FORMATS FOR DEEP LEARNING", "Ascend HiFloat8 Format for Deep Learning"),
    ],
)
def test_titles_of_which_one_contains_the_other_are_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) < ALIKE


def test_an_entry_goes_by_its_aliases_its_head_and_a_short_title() -> None:
    assert names_of("Medusa: Simple Framework for Acceleration", ("Medusa heads",)) == {"medusaheads", "medusa"}
    assert names_of("LookaheadDecoding", ()) == {"lookaheaddecoding"}
    assert names_of("A title of quite a few words that is no name", ()) == frozenset()
