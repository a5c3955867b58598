"""Identity over the real lists: the counts that were established by hand."""

from pathlib import Path

import pytest

from data.formats import parse_document, read_text
from data.identity.entries import Entry, entry_of
from data.identity.grouping import group_entries

FILES = {
    "v2.6": "awesome-llm-inference.v2.6.md",
    "2026": "awesome-llm-inference.2026-07.md",
    "accelerate": "awesome-llm-accelerate.md",
    "inference": "llms-inference-papers.md",
    "rendered": "awesome-llm-inference.v2.6.rendered.txt",
}


@pytest.fixture(scope="module")
def entries(real_lists: Path) -> dict[str, list[Entry]]:
    return {
        name: [entry_of(row, name) for row in parse_document(read_text(real_lists / file)).rows]
        for name, file in FILES.items()
    }


@pytest.mark.parametrize(
    ("names", "papers"),
    [
        (["v2.6"], 268),
        (["rendered"], 268),
        (["2026"], 330),
        (["accelerate"], 50),
        (["inference"], 19),
        (["v2.6", "accelerate", "inference"], 293),
        (["2026", "accelerate", "inference"], 354),
        (["v2.6", "2026", "accelerate", "inference"], 354),
        (["rendered", "v2.6", "2026", "accelerate", "inference"], 354),
    ],
)
def test_the_lists_hold_as_many_papers_as_were_counted_by_hand(
    entries: dict[str, list[Entry]], names: list[str], papers: int
) -> None:
    together = [entry for name in names for entry in entries[name]]
    assert len(group_entries(together, first=True).groups) == papers
