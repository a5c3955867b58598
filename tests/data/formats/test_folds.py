import pytest

from data.formats.blocks import split_blocks
from data.formats.folds import end_of_fold, is_remark, links_in_fold
from data.formats.inline import InlineReader
from data.formats.markdown import parse_markdown

A, B = "https://a.org/one", "https://b.org/two"
SUMMARY = f'<details><summary><b><a href="{A}">Tensor Thing</a></b> (5 · 9K) - does things <code>MIT</code></summary>'


def test_a_summary_that_leads_somewhere_is_an_entry_with_the_links_of_its_fold() -> None:
    fold = f"{SUMMARY}\n\n- [GitHub]({A}) (4 open):\n\n\t```\n\tgit clone\n\t```\n- [PyPi]({B}) (16M):\n</details>\n"
    found = parse_markdown(f"# T\n\n## Tools\n\n{fold}{fold.replace('Tensor', 'Other')}").rows
    assert [(row.section.name, row.title, row.line, len(row.links)) for row in found] == [
        ("Tools", "Tensor Thing", 5, 3),
        ("Tools", "Other Thing", 14, 3),
    ]


def test_items_in_a_fold_whose_summary_leads_nowhere_are_entries_themselves() -> None:
    fold = f"<details><summary>Show 2 more</summary>\n\n- [One tool]({A})\n- [Two tool]({B})\n</details>\n"
    text = f"# T\n\n## Tools\n\n{fold}"
    assert [row.title for row in parse_markdown(text).rows] == ["One tool", "Two tool"]


@pytest.mark.parametrize("end", ["</details>\n\n", ""])
def test_a_folded_abstract_stands_between_a_title_and_its_links(end: str) -> None:
    fold = f"<details><summary>Abstract</summary>\nWords of it.\n\n{end}"
    entry = f"**Authors**: Ann Lee, Bob Day\n\n{fold}[📄 Paper]({A}) | [💻 Code (not yet)]({B})\n\n"
    text = f"# T\n\n## 2024:\n### 1. A first title of ours\n{entry}## 2023:\n### 1. Another title of ours\n{entry}"
    assert [(row.section.name, row.title) for row in parse_markdown(text).rows] == [
        ("2024:", "A first title of ours"),
        ("2023:", "Another title of ours"),
    ]


def test_a_fold_ends_where_it_is_closed_also_around_others() -> None:
    inner = "<details><summary>In</summary>\n\nwords\n</details>\n"
    blocks = split_blocks(f"<details><summary>Out</summary>\n\n{inner}\nmore\n</details>\n\nbehind\n").blocks
    assert end_of_fold(blocks, 0) == len(blocks) - 2
    assert not is_remark(blocks, 0, InlineReader())
    assert is_remark(blocks, 1, InlineReader())
    assert links_in_fold(blocks, 1, InlineReader()) == []


def test_a_fold_that_starts_in_an_item_belongs_to_it() -> None:
    fold = f"<details>\n  <summary>Paper</summary>\n  Lee, Ann. “The Thing Itself.” A Journal, 2021. {B}\n</details>\n"
    items = "".join(f"- [{name}]({A}/{name}) - does things {fold}\n" for name in ("One", "Two"))
    found = parse_markdown(f"# T\n\n## Tools\n\n{items}- [Three]({A}/3)\n")
    assert [row.title for row in found.rows] == ["One", "Two", "Three"]
    assert [(problem.kind, problem.line) for problem in found.skipped] == [("prose", 7), ("prose", 12)]
