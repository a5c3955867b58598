import pytest

from data.formats import parse_document
from data.formats.markdown import parse_markdown
from data.schema import Row


def read(text: str) -> tuple[Row, ...]:
    return parse_markdown(text).rows


def facts(row: Row) -> tuple[str, list[tuple[str, str, str]]]:
    return row.title, [(link.kind.value, link.label, link.url) for link in row.links]


P, C = "https://arxiv.org/abs/2401.10774", "https://github.com/a/b"
PAPER, REPO = ("paper", "Paper", P), ("code", "Repo", C)


@pytest.mark.parametrize(
    ("item", "title", "links"),
    [
        (f"1. Orca: A System, [Paper]({P})", "Orca: A System", [PAPER]),
        (f"12. FlexGen: With a GPU,[Paper]({P})", "FlexGen: With a GPU", [PAPER]),
        (f"1. LightSeq: A Library, [Paper]({P}), [Repo]({C})", "LightSeq: A Library", [PAPER, REPO]),
        (f"7. FasterTransformer, [Repo]({C}) (it has moved on)", "FasterTransformer", [REPO]),
        (f"- LightSeq2: LightSeq2: Training, [Blog]({P})", "LightSeq2: LightSeq2: Training", [("blog", "Blog", P)]),
        (f"22. Programming using SGLang({P})", "Programming using SGLang", [("paper", "", P)]),
        (f"* [A paper's title]({P}) - words", "A paper's title", [("paper", "", P)]),
        (f"+ **A paper's title** [[Paper]]({P})[[Repo]]({C})", "A paper's title", [PAPER, REPO]),
        (f"- [ ] A paper's title [![Paper](https://img.shields.io/x)]({P})", "A paper's title", [PAPER]),
    ],
)
def test_an_item_gives_its_title_and_its_links(item: str, title: str, links: list[tuple[str, str, str]]) -> None:
    assert [facts(row) for row in read(item)] == [(title, links)]


def test_two_entries_on_one_line_are_two_rows_of_that_line() -> None:
    rows = read(f"\n9. Medusa, [Repo]({C}), [Paper]({P}); LookaheadDecoding, [Repo]({C}/c)\n")
    assert [(row.line, *facts(row)) for row in rows] == [
        (2, "Medusa", [REPO, PAPER]),
        (2, "LookaheadDecoding", [("code", "Repo", f"{C}/c")]),
    ]


@pytest.mark.parametrize(
    "item",
    [
        f"- A; B: a title, [Paper]({P}), [Repo]({C})",
        f"- A title, [Paper]({P}); code: [Repo]({C})",
    ],
)
def test_a_semicolon_elsewhere_is_one_entry(item: str) -> None:
    assert len(read(item)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "* [Section](#section)🔥",
        "* no link at all",
        "- [v0.1.zip](https://github.com/a/b/releases/download/v0.1.zip): all PDFs",
        "- [x] [v0.1.pdf](https://a.org/v0.1.pdf.zip?raw=1), [mirror](https://b.org/x.tar.gz)",
        "```\n- [A](https://a.org)\n```",
        "## News\n- [2026/03] [A](https://a.org) is out",
        "## News\n### 2024\n- [A](https://a.org) is out",
        "## License\n- [MIT](https://a.org)",
        "## Table of Contents\n- [A](https://a.org)",
        "A paragraph with [a link](https://a.org).",
        "1. [broken](",
    ],
)
def test_what_is_no_entry_gives_no_row(text: str) -> None:
    assert read(text) == ()


def test_labelled_links_below_an_entry_belong_to_it_and_other_items_are_entries() -> None:
    text = f"""\
- A first title of a paper
  - [Kept](https://a.org/kept)
- A second title of a paper [[Paper]]({P})
  - [[Repo]]({C})
  - Source: https://gitlab.com/a/b
  - A third title of a paper, [blog](https://a.org/blog)
  - no link
"""
    assert [facts(row) for row in read(text)] == [
        ("Kept", [("docs", "", "https://a.org/kept")]),
        ("A second title of a paper", [PAPER, REPO, ("code", "Source", "https://gitlab.com/a/b")]),
        ("A third title of a paper", [("blog", "blog", "https://a.org/blog")]),
    ]


def test_an_entry_of_several_paragraphs_is_one_row() -> None:
    rows = read(f"- A title of a paper\n\n  Ann, Bob, Eve\n\n  [Paper]({P})\n\n  [Repo]({C})")
    assert [facts(row) for row in rows] == [("A title of a paper", [PAPER, REPO])]


def test_empty_and_unsafe_targets_are_reported() -> None:
    document = parse_markdown("- A title, [Paper](), [Repo](javascript:x), [Blog](https://a.org)")
    assert [problem.kind for problem in document.problems] == ["empty_link", "unsafe_link"]
    assert [link.label for link in document.rows[0].links] == ["Blog"]


def test_definitions_at_the_end_are_followed() -> None:
    rows = parse_document(f"- A title of a paper, [Paper][1]\n\n[1]: {P}").rows
    assert [facts(row) for row in rows] == [("A title of a paper", [PAPER])]


def test_facts_about_an_entry_are_no_entries_though_they_lead_somewhere() -> None:
    facts = f"  - Publisher: ICLR 2022\n  - Code: [official]({P})\n  - ExpEnv: [MuJoco]({P}), [D4RL]({P})\n"
    rows = parse_markdown(f"## S\n\n- [A title of ours]({P})\n{facts}").rows
    assert [row.title for row in rows] == ["A title of ours"]
