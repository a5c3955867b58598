"""What is being typed is completed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.search.index import Index

LISTS = frozenset({"main", "other"})


def _names(index: Index, text: str) -> list[str]:
    return [paper.aliases[0] for paper in index.suggest(text, LISTS)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("awq", "AWQ"),
        ("AW", "AWQ"),
        ("smoothquant", "SmoothQuant"),
        ("smoothquant+", "SmoothQuant+"),
        ("pag", "vLLM"),
        ("Decoding Spec", "Speculative Decoding"),
        ("heavy", "H2O"),
        ("oracle for", "H2O"),
        ("smothquant", "SmoothQuant"),
        ("flash attn 2", "FlashAttention-2"),
        ("particlar", "Undated"),
        ("推理", "推理系统"),
    ],
)
def test_by_name_by_title_by_word_and_misspelt(index: Index, typed: str, first: str) -> None:
    assert _names(index, typed)[0] == first


def test_names_that_begin_so_come_before_titles_that_hold_it(index: Index) -> None:
    assert set(_names(index, "flash")[:3]) == {"FlashAttention", "FlashAttention-2"}


@pytest.mark.parametrize("typed", ["", "  ", "🔥", "\x00", "…"])
def test_nothing_typed_gives_the_newest(index: Index, typed: str) -> None:
    assert _names(index, typed)[0] == "推理系统"


def test_nonsense_gives_nothing(index: Index) -> None:
    assert _names(index, "zzzzqqqq") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200), limit=st.integers(1, 25))
def test_any_text_gives_papers_once_and_no_more_than_asked_for(index: Index, text: str, limit: int) -> None:
    found = index.suggest(text, LISTS, limit)
    assert len({paper.id for paper in found}) == len(found) <= limit


def test_only_what_visible_lists_show_is_suggested(index: Index) -> None:
    assert index.suggest("survey of nothing", frozenset({"main"})) == ()
    assert index.suggest("survey of nothing", LISTS)
