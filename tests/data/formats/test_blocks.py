import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.formats.blocks import Anchor, Block, Heading, Item, PipeRows, split_blocks

TABLE = "|Date|Title|\n|---|---|\n|2024.01|A|"


def blocks(text: str) -> tuple[Block, ...]:
    return split_blocks(text).blocks


def rows(text: str) -> list[int]:
    return [line for block in blocks(text) if isinstance(block, PipeRows) for line, _ in block.lines]


def test_headings_of_all_kinds_are_found() -> None:
    text = '# A\n\nB\n---\n\n<div align="center">\n<h1>C <b>d</b></h1>\n</div>\n\n###### E #'
    found = [(block.line, block.level, block.source) for block in blocks(text) if isinstance(block, Heading)]
    assert found == [(1, 1, "A"), (3, 2, "B"), (7, 1, "C d"), (10, 6, "E")]


@pytest.mark.parametrize(
    "tag", ['<div id="x"></div>', "<a name='x'></a>", "<a id=x>", '## H <a name="x"></a>', 'words <a id="x"></a> words']
)
def test_anchors_are_found(tag: str) -> None:
    assert [block.name for block in blocks(tag) if isinstance(block, Anchor)] == ["x"]


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        TABLE.replace("\n|", "\n| "),
        "Date|Title|Paper\n---|---|---\n2024.01|A|b",
        "|2023|Above|\n" + TABLE.split("\n", 1)[0] + "\n|---|---|",
        "|Date|Title\n|---|---\n||2024.01|A",
        "* item\n" + TABLE,
        "Words before\n" + TABLE,
        "## Heading\n" + TABLE,
        "- item\n\n  " + TABLE.replace("\n", "\n  "),
        "> " + TABLE.replace("\n", "\n> "),
        '<div id="x"></div>\n' + TABLE,
    ],
)
def test_rows_of_pipes_are_kept_together_in_all_surroundings(text: str) -> None:
    assert len(rows(text)) == 3


def test_a_blank_line_or_another_block_ends_a_run_of_rows() -> None:
    text = f"{TABLE}\n\n|2024.02|B|\n# Heading\n|2024.03|C|\n* item | with | pipes\n"
    assert [len(block.lines) for block in blocks(text) if isinstance(block, PipeRows)] == [3, 1, 1]


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{TABLE}\n```",
        f"~~~bash\n{TABLE}\n- [a](https://a.org)\n~~~",
        f"<!--\n{TABLE}\n\n{TABLE}\n-->",
        f"<pre>\n{TABLE}\n</pre>",
        "    " + TABLE.replace("\n", "\n    "),
        "words | with one pipe",
    ],
)
def test_code_comments_and_prose_hold_no_rows(text: str) -> None:
    assert not rows(text)


def test_items_carry_their_paragraphs_and_what_is_below_them() -> None:
    text = "1. One\n   more\n\n   again\n   - Below\n     1. Deeper\n2. Two\n"
    first, second = (block for block in blocks(text) if isinstance(block, Item))
    assert first.paragraphs == ((1, "One\nmore"), (4, "again"))
    assert [(child.line, child.paragraphs[0][1]) for child in first.children] == [(5, "Below")]
    assert first.children[0].children[0].line == 6
    assert (second.line, second.paragraphs) == (7, ((7, "Two"),))


def test_link_definitions_are_gathered() -> None:
    assert "A" in split_blocks("- [x][a]\n\n[a]: https://a.org").definitions["references"]


LINES = st.sampled_from([
    "|a|b|", "||2024.01|x|", "a|b|c", "|---|---|", "# h", "* i", "  - j", "1. k", "> q", "```", "~~~", "<div>",
    "<!--", "-->", "", "    code", "words", "---", "===", "[a]: https://a.org", "<a id=x>", "|", "||", "\t|a|", "\x00",
])  # fmt: skip


@given(st.lists(LINES, max_size=30).map("\n".join))
def test_any_document_comes_apart_in_order(text: str) -> None:
    found = blocks(text)
    lines = [block.line for block in found]
    assert lines == sorted(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)
    assert len(set(rows(text))) == len(rows(text))


@given(st.text(max_size=300))
def test_any_text_comes_apart(text: str) -> None:
    blocks(text)
