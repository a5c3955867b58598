"""A paper is prepared once for everything that it is compared with."""

from collections.abc import Callable

import pytest

from data.paper import Paper, Placement
from storage.search.entries import entry_of
from storage.search.names import Naming
from storage.search.words import stem


def test_words_describe_a_paper_by_where_they_stand(make_paper: Callable[..., Paper]) -> None:
    paper = make_paper(
        "Serving with PagedAttention",
        "vLLM",
        category="kv-cache",
        organisations=("UC Berkeley",),
        organisation_texts=("@sky",),
    )
    stems = entry_of(paper, {"kv-cache": ("KV cache", "KV 缓存")}).stems
    in_title, inside, organisation, raw, section, chinese = (
        stems[stem(word)] for word in ("serving", "paged", "berkeley", "sky", "kv", "缓存")
    )
    assert in_title > inside > section
    assert organisation == raw > section
    assert chinese == section


def test_what_every_organisation_is_called_describes_none(make_paper: Callable[..., Paper]) -> None:
    stems = entry_of(make_paper("T", organisations=("University of Chicago, Inc",)), {}).stems
    assert stem("chicago") in stems
    assert stem("university") not in stems


def test_every_wording_of_a_title_gives_names(make_paper: Callable[..., Paper]) -> None:
    entry = entry_of(make_paper("New: a title", titles=("New: a title", "Old: the title"), id=1), {})
    assert {"new", "old"} <= entry.names.keys()
    assert entry.names["old"] is Naming.HEAD
    assert entry.compact_titles == ("newatitle", "oldthetitle")


def test_knows_which_lists_show_it_under_which_category(make_paper: Callable[..., Paper]) -> None:
    placements = (Placement("a", "X", "moe"), Placement("b", "Y", "moe"), Placement("b", "Z", "survey"))
    entry = entry_of(make_paper("T", placements=placements), {})
    assert entry.lists == {"a", "b"}
    assert entry.categories == {"moe": {"a", "b"}, "survey": {"b"}}


@pytest.mark.parametrize("better", [{"stars": 3}, {"heat": 2}, {"month": "2026-01"}])
def test_stars_heat_and_recency_speak_for_a_paper(make_paper: Callable[..., Paper], better: dict[str, object]) -> None:
    plain = entry_of(make_paper("T", month="2020-01"), {}).prior
    assert 0 <= plain < entry_of(make_paper("T", **{"month": "2020-01", **better}), {}).prior <= 1


def test_a_title_that_says_llm_speaks_of_language_models(make_paper: Callable[..., Paper]) -> None:
    stems = entry_of(make_paper("Fast LLM Serving"), {}).stems
    assert {"language", "model"} <= {word for word in ("language", "model") if stem(word) in stems}
