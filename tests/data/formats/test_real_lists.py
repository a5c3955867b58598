"""The readers over the real lists: every row, section, mark and link, as counted and collected without our readers."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from data.formats import parse_document, read_text
from data.schema import Document, LinkKind, Row

FILES = {
    "v2.6": "awesome-llm-inference.v2.6.md",
    "rendered": "awesome-llm-inference.v2.6.rendered.txt",
    "2026": "awesome-llm-inference.2026-07.md",
    "accelerate": "awesome-llm-accelerate.md",
    "inference": "llms-inference-papers.md",
}
V26_SECTIONS = {
    "Trending LLM/VLM Topics": 8, "DP/MP/PP/TP/SP/CP Parallelism": 12, "LLM Algorithmic/Eval Survey": 13,
    "LLM Train/Inference Framework/Design": 24, "Continuous/In-flight Batching": 11,
    "Weight/Activation Quantize/Compress": 33, "IO/FLOPs-Aware/Sparse Attention": 28,
    "KV Cache Scheduling/Quantize/Dropping": 47, "Prompt/Context/KV Compression": 12,
    "Long Context Attention/KV Cache Optimization": 26, "Early-Exit/Intermediate Layer Decoding": 10,
    "Parallel Decoding/Sampling": 22, "Structured Prune/KD/Weight Sparse": 5,
    "Mixture-of-Experts(MoE) LLM Inference": 6, "CPU/Single GPU/FPGA/NPU/Mobile Inference": 11,
    "Non Transformer Architecture": 5, "GEMM/Tensor Cores/MMA/Parallel": 17, "VLM/Position Embed/Others": 4,
}  # fmt: skip
COUNTS = {  # in the order of the document
    "v2.6": [*V26_SECTIONS.values()],
    "rendered": [*V26_SECTIONS.values()],
    "2026": [13, 14, 14, 5, 13, 28, 11, 35, 38, 54, 13, 29, 10, 26, 8, 6, 15, 5, 20, 5, 1],
    "accelerate": [6, 23, 1, 14, 2, 1, 2, 1, 2, 1],
    "inference": [19],
}
ENTRY = re.compile(r"\s*(?:\|?\s*\d{4}\.\d{1,2}\b|\d+\.\s)")
ADDRESS = re.compile(r"https?://[^\s|<>()\[\]]+")
BADGES = "https://img.shields.io/"


@pytest.fixture(scope="module")
def texts(real_lists: Path) -> dict[str, str]:
    return {name: read_text(real_lists / file) for name, file in FILES.items()}


@pytest.fixture(scope="module")
def documents(texts: dict[str, str]) -> dict[str, Document]:
    return {name: parse_document(text) for name, text in texts.items()}


@pytest.mark.parametrize("name", FILES)
def test_every_section_has_its_rows_in_the_order_of_the_document(documents: dict[str, Document], name: str) -> None:
    document = documents[name]
    per_section = Counter(row.section for row in document.rows)
    assert [per_section[section] for section in document.sections] == COUNTS[name]
    lines = [row.line for row in document.rows]
    assert lines == sorted(lines)


@pytest.mark.parametrize("name", ["v2.6", "rendered"])
def test_sections_have_their_names_without_ornament(documents: dict[str, Document], name: str) -> None:
    assert Counter(row.section.name for row in documents[name].rows) == V26_SECTIONS


def test_the_markdown_equals_the_page_that_was_rendered_from_it(documents: dict[str, Document]) -> None:
    def seen(row: Row) -> tuple[object, ...]:
        place = (row.section.name, row.section.anchor)  # the page lost the contents that tell a section's heat
        return (*place, row.published, row.prefix, row.title, row.aliases, row.organisations, row.stars, row.heat)

    assert list(map(seen, documents["v2.6"].rows)) == list(map(seen, documents["rendered"].rows))


@pytest.mark.parametrize("name", [name for name in FILES if name != "rendered"])
def test_no_link_is_lost_invented_or_given_to_another_line(
    texts: dict[str, str], documents: dict[str, Document], name: str
) -> None:
    written = {
        number: {address for address in ADDRESS.findall(line) if not address.startswith(BADGES)}
        for number, line in enumerate(texts[name].split("\n"), 1)
        if ENTRY.match(line)
    }
    read: dict[int, set[str]] = defaultdict(set)
    for row in documents[name].rows:
        read[row.line] |= {link.url for link in row.links}
    assert read == written


def test_the_page_without_targets_keeps_every_label(documents: dict[str, Document]) -> None:
    assert all(not link.url for row in documents["rendered"].rows for link in row.links)
    kinds = Counter(link.kind for row in documents["rendered"].rows for link in row.links)
    assert (kinds[LinkKind.PAPER], kinds[LinkKind.CODE]) == (276, 294 - 132)
    assert (kinds[LinkKind.DOCS], kinds[LinkKind.BLOG], kinds[LinkKind.REPORT]) == (11, 6, 1)


@pytest.mark.parametrize(
    ("name", "without_code", "without_alias", "without_organisation", "without_month"),
    [
        ("v2.6", 132, 1, 4, 0),
        ("rendered", 132, 1, 4, 0),
        ("2026", 147, 1, 8, 0),
        ("accelerate", 43, 52, 53, 53),
        ("inference", 5, 0, 19, 0),
    ],
)
def test_as_many_rows_lack_something_as_the_list_leaves_out(
    documents: dict[str, Document],
    name: str,
    without_code: int,
    without_alias: int,
    without_organisation: int,
    without_month: int,
) -> None:
    rows = documents[name].rows
    assert sum(all(link.kind is not LinkKind.CODE for link in row.links) for row in rows) == without_code
    assert sum(not row.aliases for row in rows) == without_alias
    assert sum(not row.organisations for row in rows) == without_organisation
    assert sum(row.published is None for row in rows) == without_month


@pytest.mark.parametrize(
    ("name", "stars", "heat"),
    [
        ("v2.6", {1: 117, 2: 177}, {0: 88, 1: 115, 2: 85, 3: 6}),
        ("rendered", {1: 117, 2: 177}, {0: 88, 1: 115, 2: 85, 3: 6}),
        ("accelerate", {0: 53}, {0: 53}),
        ("inference", {0: 19}, {0: 19}),
    ],
)
def test_stars_and_heat_are_those_of_the_list(
    documents: dict[str, Document], name: str, stars: dict[int, int], heat: dict[int, int]
) -> None:
    assert Counter(row.stars for row in documents[name].rows) == stars
    assert Counter(row.heat for row in documents[name].rows) == heat


def test_the_newest_list_gives_three_stars_twice(documents: dict[str, Document]) -> None:
    assert [row.line for row in documents["2026"].rows if row.stars == 3] == [295, 296]
    assert Counter(row.heat for row in documents["2026"].rows).keys() == {0, 1, 2, 3}


def test_only_the_empty_targets_are_reported(documents: dict[str, Document]) -> None:
    problems = {name: [(p.line, p.kind) for p in document.problems] for name, document in documents.items()}
    assert problems == {
        "v2.6": [(86, "empty_link")], "rendered": [], "2026": [(127, "empty_link")], "accelerate": [], "inference": [],
    }  # fmt: skip
