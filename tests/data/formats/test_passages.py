import pytest

from data.formats.markdown import parse_markdown

P, C = "https://arxiv.org/abs/2401.10774", "https://github.com/a/b"


def read(text: str) -> list[tuple[str, str, int]]:
    return [(row.section.name, row.title, len(row.links)) for row in parse_markdown(text).rows]


@pytest.mark.parametrize(
    "passage",
    [
        f"**A title of ours** \\\n*Ann Lee, Bob Day* \\\nICML 2019. [[Paper]({P})] [[Code]({C})] \\\n7 Jul 2019",
        f"**A title of ours**<br>\n<sub>Ann Lee</sub><br>\n[[paper]]({P}) [[code]]({C})",
        f"**A title of ours**\n\n- Paper: {P}\n- Code: {C}",
        f"**A title of ours**\n\n- ICML 2019 oral\n\n- 论文：{P}\n\n- 代码（即将开源）：{C}",
        f"A title of ours, that is\n\n论文：{P}\n\n代码：{C}".replace(", that is", " alone"),
        f"**A title of ours**\n**[Paper]({P})** | **[Code]({C})** | [Site](#x)",
    ],
)
def test_a_title_in_a_paragraph_takes_the_links_beside_and_below_it(passage: str) -> None:
    found = read(f"# T\n\n## S\n\n{passage}\n")
    assert [(section, title.removesuffix(" alone")) for section, title, _ in found] == [("S", "A title of ours")]
    assert found[0][2] >= 2


def test_citations_are_entries_where_there_are_several() -> None:
    text = "".join(
        f'**[{n}]** Lee, Ann, et al. "**Title number {n}**." ICML (2019). [[pdf]]({P}) :star:\n\n' for n in (7, 8)
    )
    assert read(f"## S\n\n{text}") == [("S", "Title number 7", 1), ("S", "Title number 8", 1)]


def test_headings_are_entries_where_one_beside_another_has_labelled_links_alone() -> None:
    text = f"# T\n\n## S\n\n### A first title\n\n*Ann Lee*\n\n[[paper]]({P})\n\n### A second title\n\n- [code]({C})\n"
    assert read(text) == [("S", "A first title", 1), ("S", "A second title", 1)]


def test_linked_headings_are_entries_unless_they_head_some() -> None:
    text = f"## S\n\n### [A first title of ours]({P})\n\nwords\n\n### [Part]({C})\n\n- [x y]({C})\n"
    assert read(text) == [("S", "A first title of ours", 1), ("Part", "x y", 1)]


def test_lines_that_start_with_links_are_entries_where_there_are_several() -> None:
    lines = f"[Three]({P}) is nice  \n[Four]({C}) as well\n"
    text = f"# T\n\n## S\n\n[One]({P}) - first\n\n[Two]({C}) - second\n\n## L\n\n{lines}"
    assert [(section, title) for section, title, _ in read(text)] == [
        ("S", "One"),
        ("S", "Two"),
        ("L", "Three"),
        ("L", "Four"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        f"We use [this]({P}) and [that]({C}) every day.",
        f"[English]({P}) | [中文]({C})",
        f"[![Star]({P}/x.svg)]({C})",
        f"**Note:** see [the paper]({P}) first.",
        f"> **A title of ours** [[paper]]({P})",
        "**[⬆ back to top](#contents)**",
        f"Inspired by [another list]({C}).",
        f"#### Please feel free to send me [pull requests]({C})",
        f"**Welcome to provide us with tips in the form of [issues]({C})**",
    ],
)
def test_prose_and_menus_are_no_entries(words: str) -> None:
    document = parse_markdown(f"# T\n\n## S\n\n- [Kept one]({P})\n\n{words}\n")
    assert [row.title for row in document.rows] == ["Kept one"]


def test_prose_with_links_is_reported() -> None:
    document = parse_markdown(f"# T\n\n## S\n\nWe like [what they do]({P}) a lot.\n")
    assert [(piece.line, piece.kind) for piece in document.skipped] == [(5, "prose")]


def test_lines_of_links_are_entries_and_so_is_a_linked_title_alone() -> None:
    lines = f"[One thing]({P})  \n[Other thing]({C})\n"
    text = f"# T\n\n## S\n{lines}\n## R\n[A title for you and us]({P})\n\nWe have [more]({C})\n"
    assert [(section, title) for section, title, _ in read(text)] == [
        ("S", "One thing"),
        ("S", "Other thing"),
        ("R", "A title for you and us"),
    ]


def test_counted_lines_of_one_paragraph_are_entries_each() -> None:
    pieces = "".join(
        f"{n}、Title number {n}<br>\n作者：Ann Lee, Bob Day<br>\n论文链接：{P}\n<br><br>\n" for n in (9, 10, 21)
    )
    document = parse_markdown(f"# T\n\n## S\n{pieces}")
    assert [(row.line, row.title) for row in document.rows] == [
        (4, "Title number 9"),
        (8, "Title number 10"),
        (12, "Title number 21"),
    ]


def test_a_heading_above_titles_in_bold_is_their_section() -> None:
    entry = f"**A title for you and us**\nAnn Lee, Bob Day\n- pdf: [{P}]({P})\n- code: [official : {C}]({C})\n"
    text = f"# T\n\n### One\n{entry}\n### Two\n{entry}\n## 2018\n\n**Another title for you**\n\n- arXiv: {P}\n"
    assert [(section, title) for section, title, _ in read(text)] == [
        ("One", "A title for you and us"),
        ("Two", "A title for you and us"),
        ("2018", "Another title for you"),
    ]


def test_sponsors_above_the_title_are_no_entries_and_are_reported() -> None:
    text = f"<div>\n\n### [A thing that pays us]({C})\n[Buy it now]({C})\n</div>\n\n# T\n\n## S\n\n- [Kept one]({P})\n"
    document = parse_markdown(text)
    assert [row.title for row in document.rows] == ["Kept one"]
    assert [(piece.line, piece.kind) for piece in document.skipped] == [(3, "introduction"), (4, "introduction")]


def test_the_introduction_is_the_list_where_no_section_has_entries() -> None:
    items = f" + (DAGM)A set of data [[data 2007]]({P})\n + Other sets of data [[PDF 2022]]({P})\n"
    text = f"# Data\n{items}\n## Citation\n\nwords\n"
    assert [title for _, title, _ in read(text)] == ["A set of data", "Other sets of data"]


def test_items_in_front_that_lead_to_other_pages_of_the_list_are_its_contents() -> None:
    pages = "".join(f"- [{name} of it all](pages/{name}/)\n" for name in ("parts", "sets", "ends"))
    document = parse_markdown(f"Words about it.\n\n{pages}\n## New\n\n- [Kept one]({P})\n- [Kept two]({C})\n")
    assert [row.title for row in document.rows] == ["Kept one", "Kept two"]
    assert [(piece.line, piece.kind) for piece in document.skipped] == [(line, "introduction") for line in (3, 4, 5)]
