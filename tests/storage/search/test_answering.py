"""From what people type to the papers they mean."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.months import Month
from data.paper import Paper
from data.query.parts import Part, PartKind, take_off
from data.query.query import Query, Sort
from storage.search.index import Index
from storage.search.result import Confidence, Result

LISTS = frozenset({"main", "other"})
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def _ask(index: Index, text: str, **facts: object) -> Result:
    return index.search(Query(text=text, **facts), LISTS)  # type: ignore[arg-type]


def _names(result: Result) -> list[str]:
    return [paper.aliases[0] for paper in result.papers]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("awq", "AWQ"),
        ("AWQ paper?", "AWQ"),
        ("free", "FREE"),
        ("smoothquant", "SmoothQuant"),
        ("SmoothQuant+", "SmoothQuant+"),
        ("smooth quant plus", "SmoothQuant+"),
        ("flash attn 2", "FlashAttention-2"),
        ("FA2", "FlashAttention-2"),
        ("flashattn2", "FlashAttention-2"),
        ("flash attention v2", "FlashAttention-2"),
        ("pls recommend the awq paper", "AWQ"),
        ("awq vs vllm", "AWQ"),
        ("https://github.com/vllm-project/vllm/issues/42", "vLLM"),
        ("paged atention", "vLLM"),
        ("pagedatention", "vLLM"),
        ("vLMM", "vLLM"),
        ("h20", "H2O"),
        ("whats that heavy hitter paper", "H2O"),
        ("exact attention with io-awareness", "FlashAttention"),
        ("deepmind", "Speculative Sampling"),
        ("rice university", "H2O"),
        ("mit quantization", "AWQ"),
        ("投机采样", "Speculative Sampling"),
        ("推理系统", "推理系统"),
        ("早退", "FREE"),
        ("arXiv:2205.14135", "FlashAttention"),
        ("https://arxiv.org/pdf/2307.08691v2.pdf", "FlashAttention-2"),
        ("mit-han-lab/llm-awq", "AWQ"),
    ],
)
def test_the_paper_that_is_meant_comes_first_and_surely(index: Index, text: str, first: str) -> None:
    result = _ask(index, text)
    assert _names(result)[0] == first
    assert result.confidence is Confidence.HIGH


def test_an_organisation_is_found_by_its_other_spellings(
    make_paper: Callable[..., Paper], make_index: Callable[..., Index]
) -> None:
    papers = [make_paper("Sparse One", "A"), make_paper("Sparse Two", "B", organisations=("Peking University",))]
    assert _names(_ask(make_index(papers), "sparse pku"))[0] == "B"
    assert _names(_ask(make_index(papers), "", organisation="pku.edu.cn")) == ["B"]


def test_papers_that_share_a_name_or_a_repository_are_answered_together(index: Index) -> None:
    assert _names(_ask(index, "FlashAttention"))[:2] == ["FlashAttention", "FlashAttention"]
    assert set(_names(_ask(index, "https://github.com/dao-ailab/flash-attention/"))) == {
        "FlashAttention",
        "FlashAttention-2",
    }


@pytest.mark.parametrize(
    "text",
    [
        "chocolate cake recipe",
        "how to cook rice",
        "dna sequencing",
        "天气预报",
        "wikipedia",
        "zzzz",
        "kernel panic driver",
    ],
)
def test_nonsense_is_never_answered_surely(index: Index, text: str) -> None:
    assert _ask(index, text).confidence is not Confidence.HIGH


@pytest.mark.parametrize("text", ["2501.99999", "https://arxiv.org/abs/1234.56789", "https://github.com/no/body"])
def test_an_unknown_id_gives_nothing(index: Index, text: str) -> None:
    result = _ask(index, text)
    assert (result.papers, result.confidence) == ((), Confidence.NONE)


@pytest.mark.parametrize("text", ["🔥", "(((", "…"])
def test_signs_that_are_no_words_give_nothing(index: Index, text: str) -> None:
    assert _ask(index, text).confidence is Confidence.NONE


@pytest.mark.parametrize("text", ["", "  ", "\x00\u200b"])
def test_no_text_gives_all_by_arrival(index: Index, papers: tuple[Paper, ...], text: str) -> None:
    result = _ask(index, text)
    assert len(result.papers) == len(papers)
    assert _names(result)[0] == "推理系统"
    assert result.confidence is Confidence.HIGH


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("quantization 2022", {"SmoothQuant"}),
        ("quantization since june 2023", {"AWQ", "SmoothQuant+"}),
        ("quantization with code", {"AWQ", "SmoothQuant"}),
        ("quantization 2 stars", {"AWQ"}),
        ("2022", {"FlashAttention", "SmoothQuant"}),
        ("papers from 2022", {"FlashAttention", "SmoothQuant"}),
        ("2022年的论文", {"FlashAttention", "SmoothQuant"}),
        ("量化 2023年", {"AWQ", "SmoothQuant+"}),
    ],
)
def test_words_that_state_a_filter_narrow(index: Index, text: str, names: set[str]) -> None:
    assert set(_names(_ask(index, text))) == names


def test_the_answer_carries_the_query_as_it_was_asked(index: Index) -> None:
    assert _ask(index, " quantization 2022 ").query == Query(text=" quantization 2022 ")


def test_a_pasted_title_is_not_narrowed_by_what_stands_in_it(
    make_paper: Callable[..., Paper], make_index: Callable[..., Index]
) -> None:
    index = make_index([make_paper("The State of Sparse Training in 2020 with Code", "X", month="2019-05")])
    for title in ("The State of Sparse Training in 2020 with Code", "sparse training in 2020"):
        assert _names(_ask(index, title)) == ["X"]
    assert _ask(index, "sparse training 2020").relaxed == Part(PartKind.TIME, "2020-01/2020-12", "2020")


def test_undated_papers_that_would_have_fitted_are_counted(
    make_paper: Callable[..., Paper], make_index: Callable[..., Index]
) -> None:
    papers = [
        make_paper("Sparse One", "A", month="2024-01"),
        make_paper("Sparse Two", "B", month=None),
        make_paper("Other", "C", month=None),
    ]
    index = make_index(papers)
    assert _ask(index, "sparse", since=Month(2023, 1)).undated == 1
    assert _ask(index, "", until=Month(2025, 1)).undated == 2
    assert _ask(index, "sparse").undated == 0


def test_filters_exclude_whatever_the_words_say(index: Index) -> None:
    assert _ask(index, "awq", category="kv-cache").confidence is not Confidence.HIGH
    assert _ask(index, "arXiv:2205.14135", min_stars=3).papers == ()
    assert _names(_ask(index, "", organisation="MIT", min_stars=2)) == ["AWQ"]
    assert index.search(Query(text="undated"), frozenset({"main"})).papers == ()


@pytest.mark.parametrize(
    ("text", "facts", "kind", "names"),
    [
        ("quantization 2019", {}, PartKind.TIME, {"AWQ", "SmoothQuant", "SmoothQuant+"}),
        ("awq", {"min_stars": 3}, PartKind.STARS, {"AWQ"}),
        ("awq without code", {}, PartKind.CODE, {"AWQ"}),
        ("awq", {"organisation": "Google"}, PartKind.ORGANISATION, {"AWQ"}),
        ("", {"category": "survey", "since": Month(2020, 1)}, PartKind.TIME, {"Undated"}),
    ],
)
def test_where_nothing_is_left_one_filter_is_relaxed_and_named(
    index: Index, text: str, facts: dict[str, object], kind: PartKind, names: set[str]
) -> None:
    result = _ask(index, text, **facts)
    assert result.relaxed is not None
    assert result.relaxed.kind is kind
    assert set(_names(result)) >= names
    assert result.confidence is Confidence.LOW


@pytest.mark.parametrize("text", ["chocolate 2019", "zzzz with code", "2501.99999 with code"])
def test_no_filter_is_relaxed_for_words_that_say_nothing(index: Index, text: str) -> None:
    result = _ask(index, text)
    assert (result.papers, result.relaxed) == ((), None)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("mit quantization 2023", [("time", "2023-01/2023-12", "2023"), ("organisation", "MIT", "mit"),
                                   ("category", "quantization", "quantization")]),
        ("Google drafting", [("organisation", "Google", "Google"), ("topic", "speculative decoding", "drafting")]),
        ("smooth quant plus", [("name", "SmoothQuant+", "smooth quant plus")]),
        ("pagedatention", [("name", "PagedAttention", "pagedatention")]),
        ("量化 有代码", [("code", "code", "有代码"), ("category", "quantization", "量化")]),
        ("facebook", []),
        ("zebra", []),
    ],
)  # fmt: skip
def test_what_was_understood_is_told_with_the_words_that_say_it(
    index: Index, text: str, parts: list[tuple[str, str, str]]
) -> None:
    assert [(part.kind.value, part.value, part.words) for part in _ask(index, text).parts] == parts


def test_filters_beside_the_text_are_parts_too(index: Index) -> None:
    result = _ask(index, "awq", min_stars=1, category="quantization", since=Month(2020, 1))
    stated = {(part.kind.value, part.value) for part in result.parts if not part.words}
    assert stated == {("stars", "1"), ("category", "quantization"), ("time", "2020-01/")}


def test_answers_come_in_the_order_that_was_asked_for(index: Index) -> None:
    months = [paper.published for paper in _ask(index, "quantization", sort=Sort.PUBLISHED).papers]
    assert months == sorted(months, key=lambda month: month or Month(1900, 1), reverse=True)
    assert len(months) == 3


_ODD = ("a", "x" * 4000, "kv cache " * 500, "'; DROP TABLE papers; --", "NEAR(a b) AND *", "^(a+)+$", "\u202eflash",
        "[", "\\", "%", "-" * 4000, "１２３４.５６７８９", "2024-13", "0 stars", "9999", "20" * 2000)  # fmt: skip
_PIECES = (
    "last 3 months",
    "去年",
    "mit",
    "kv",
    "since",
    "2024",
    "with code",
    "量化",
    "awq",
    "2 stars",
    "before",
    "年",
    "🔥",
    "-",
    "/",
    "to",
    "07",
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=300) | st.sampled_from(_ODD) | st.lists(st.sampled_from(_PIECES), max_size=8).map(" ".join))
def test_any_text_is_answered(index: Index, text: str) -> None:
    result = index.search(Query(text=text), LISTS, NOW)
    assert len({paper.id for paper in result.papers}) == len(result.papers)
    assert (result.confidence is Confidence.NONE) <= (not result.papers)
    assert all(take_off(Query(text=text), part).text != text for part in result.parts if part.words in text)
