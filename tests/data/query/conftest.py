"""A little catalog of names, by which questions are read without a database."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from data.query.question import Question
from data.query.question_reading import read_question
from data.query.question_spots import Spot

TODAY = date(2026, 11, 21)
_SPOTS = {
    "vllm": Spot("vllm", name="vllm", is_sure=True, is_only=True),
    "gptq": Spot("gptq", name="gptq", is_sure=True, is_only=True),
    "awq": Spot("awq", name="awq", is_sure=True, is_only=True),
    "flash attention": Spot("flash attention", name="flash attention", is_sure=True),
    "stand": Spot("stand", name="stand", is_sure=True, is_only=True),
    "microsoft": Spot("microsoft", organisation="Microsoft"),
    "nvidia": Spot("nvidia", organisation="NVIDIA"),
    "huawei": Spot("huawei", organisation="Huawei"),
    "kv cache": Spot("kv cache", category="kv-cache"),
    "quantization": Spot("quantization", category="quantization"),
    "in flight batching": Spot("in flight batching", category="batching"),
    "kettle steam": Spot("kettle steam", topic="kettle steam"),
    "speculative decoding": Spot(
        "speculative decoding", name="speculative decoding", topic="speculative decoding", heading="parallel-decoding"
    ),
}
_TITLE = ("you", "only", "cache", "once", "when", "it", "matters")


class Names:
    """Stands for a catalog."""

    chinese_names: Sequence[str] = ("推理系统",)

    def is_word(self, word: str) -> bool:
        return any(word in name.split() for name in _SPOTS)

    def find_spot(self, text: str) -> Spot | None:
        return Spot(text, name=text, is_sure=True) if text == "推理系统" else _SPOTS.get(text)

    def find_alike(self, text: str) -> Spot | None:
        return _SPOTS["microsoft"] if text == "mircosofft" else None

    def find_title(self, words: Sequence[str]) -> tuple[int, str]:
        return (len(_TITLE), "You Only Cache Once") if tuple(words[: len(_TITLE)]) == _TITLE else (0, "")

    def find_described(self, words: Sequence[str]) -> str:
        return "A Survey of Everything" if "everything" in words and "survey" in words else ""

    def has_repository(self, text: str) -> bool:
        return text == "vllm-project/vllm"


Read = Callable[..., Question]


@pytest.fixture
def known() -> Names:
    """The names."""
    return Names()


@pytest.fixture
def read(known: Names) -> Read:
    """Reads a question on 21 November 2026."""
    return lambda text, **options: read_question(text, known, TODAY, **options)
