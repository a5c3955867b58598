from collections import Counter

from data.identity.entries import entry_of
from data.identity.grouping import group_entries
from data.seed import FOLDER, load_seed


def test_the_shipped_lists_have_all_their_rows_and_their_sources() -> None:
    seed = {one.name: one for one in load_seed()}
    assert {name: len(one.document.rows) for name, one in seed.items()} == {
        "awesome-llm-accelerate": 53,
        "llms-inference-papers": 19,
        "awesome-llm-inference": 363,
    }
    assert all(one.title and one.url.startswith("https://") for one in seed.values())
    assert seed["awesome-llm-inference"].licence.startswith("GNU")
    assert seed["awesome-llm-accelerate"].licence == "", "its page states none"


def test_the_shipped_lists_hold_354_papers_and_two_contested_ids() -> None:
    entries = [entry_of(row, seed.name) for seed in load_seed() for row in seed.document.rows]
    grouping = group_entries(entries, first=True)
    assert len(grouping.groups) == 354
    assert grouping.contested == {"arxiv:2404.09221", "arxiv:2407.09621"}


def test_the_shipped_rows_show_the_marks_of_their_lists() -> None:
    rows = next(seed.document.rows for seed in load_seed() if seed.name == "awesome-llm-inference")
    assert Counter(row.stars for row in rows)[3] == 2
    assert {row.heat for row in rows} == {0, 1, 2, 3}


def test_the_shipped_catalog_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.jsonl")) < 300_000
