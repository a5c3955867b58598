import pytest

from data.formats import parse_document
from data.formats.rendered import is_header_line, parse_rendered
from data.months import Month
from data.schema import Section

PAGE = """\
Awesome
<div align='center'> <img src=https://img.shields.io/x.svg > </div>📒Introduction
Awesome-LLM-Inference: A curated list. For CUDA check 📖CUDA-Learn-Notes | more | of it .
©️Citations
@misc{Awesome-LLM-Inference@2024,
title={Awesome-LLM-Inference: A curated list},
}
<div id="paperlist"></div>📖Contents
- 📖Trending LLM/VLM Topics🔥🔥🔥
- 📖GEMM
📖Trending LLM/VLM Topics (©️back👆🏻)
<div id="Trending-LLM-VLM-Topics"></div>Date | Title | Paper | Code | Recom |
---|---|---|---|---|
2024.04 | 🔥🔥🔥[Open-Sora] Open-Sora: Video for All(@hpcaitech) | [docs] | [Open-Sora] | ⭐️⭐️ |
2023.12 | [GLA] Gated Linear Attention(@illinois.eduµsoft) | [pdf] | gated_linear_attention | ⭐️ |
📖GEMM (©️back👆🏻)
<div id="GEMM"></div>Date | Title | Paper | Code | Recom |
---|---|---|---|---|
2018.03 | [Tensor Core] NVIDIA Tensor Core | [arxiv][pdf] [blog] | ⚠️ | ⭐️ |
soon | [X] | - |
©️License
GNU General Public License v3.0
<!-- <div align='center'> <a href="https://star-history.com/#x&Date"> | x | y | </a> </div> -->
"""


def test_a_page_is_read_whole_with_its_sections() -> None:
    document = parse_document(PAGE)
    assert document.format == "rendered"
    assert [(row.line, row.section.name, row.title, row.published) for row in document.rows] == [
        (14, "Trending LLM/VLM Topics", "Open-Sora: Video for All", Month(2024, 4)),
        (15, "Trending LLM/VLM Topics", "Gated Linear Attention", Month(2023, 12)),
        (19, "GEMM", "NVIDIA Tensor Core", Month(2018, 3)),
        (20, "GEMM", "X", None),
    ]
    assert document.sections == (
        Section("Trending LLM/VLM Topics", "Trending-LLM-VLM-Topics", 3),
        Section("GEMM", "GEMM", 0),
    )
    assert document.title == "Awesome"


def test_links_keep_their_labels_and_have_no_address() -> None:
    links = [[(link.kind.value, link.label, link.url) for link in row.links] for row in parse_rendered(PAGE).rows]
    assert links == [
        [("docs", "docs", ""), ("code", "Open-Sora", "")],
        [("paper", "pdf", ""), ("code", "gated_linear_attention", "")],
        [("paper", "arxiv pdf", ""), ("blog", "blog", "")],
        [],
    ]


def test_marks_and_damaged_organisations_are_read() -> None:
    first, second, *_ = parse_rendered(PAGE).rows
    assert (first.heat, first.stars, first.aliases) == (3, 2, ("Open-Sora",))
    assert second.organisations == ("UIUC", "Microsoft")


def test_problems_name_their_lines() -> None:
    problems = [(problem.line, problem.kind) for problem in parse_rendered(PAGE).problems]
    assert sorted(problems) == [(20, "missing_cell"), (20, "unknown_date")]


@pytest.mark.parametrize("text", ["", "words\nand words", "a | b | c |\n", "Date | Title | Paper |\n---|---|---|"])
def test_a_page_without_rows_gives_none(text: str) -> None:
    assert parse_rendered(text).rows == ()


def test_a_header_is_told_even_behind_a_tag() -> None:
    assert is_header_line('<div id="x"></div>Date | Title | Paper | Code | Recom |')
    assert not is_header_line("2024.04 | A title | [pdf] |")
