import time

import pytest

from data.formats import parse_document
from data.formats.blocks import CellRows, Heading, Item, Paragraph, split_blocks
from data.formats.html import HtmlReader

TABLE = """\
<table>
<tr><th>Kind</th><th>Title</th><th>Paper</th></tr>
<tr><td rowspan="2">K</td><td>A first thing</td><td><a href="https://a.org/1">pdf</a></td></tr>

<tr>
<td>A second thing

<td><a href="https://a.org/2">pdf</a>
</table>
"""


def test_a_table_is_its_cells_whatever_is_left_open_and_wherever_it_is_blank() -> None:
    (table,) = (block for block in split_blocks(TABLE).blocks if isinstance(block, CellRows))
    assert table.has_header
    assert [(line, cells[:2]) for line, cells in table.rows] == [
        (2, ("Kind", "Title")),
        (3, ("K", "A first thing")),
        (5, ("K", "A second thing")),
    ]
    assert [row.title for row in parse_document(f"# T\n\n{TABLE}").rows] == ["A first thing", "A second thing"]


def test_markdown_in_a_cell_belongs_to_it() -> None:
    text = "<table><tr><th>Title</th><th>Code</th></tr><tr><td>\n\n**A thing of ours**\n\n</td><td>\n\n[code](https://a.org)\n\n</td></tr></table>"
    assert [(row.title, len(row.links)) for row in parse_document(f"## S\n\n{text}").rows] == [("A thing of ours", 1)]


def test_lists_in_html_are_items_nested_as_they_are() -> None:
    text = "<ul>\n<li><a href='https://a.org'>One</a> words\n<ul><li>Two</ul>\n<li>Three\n</ul>\n"
    items = [block for block in split_blocks(text).blocks if isinstance(block, Item)]
    assert [(item.line, len(item.children)) for item in items] == [(2, 1), (4, 0)]


def test_a_summary_is_a_heading_where_nothing_else_is() -> None:
    item = "- [A b](https://a.org)\n"
    text = f"# T\n\n<details><summary><b>Audio</b></summary>\n\n{item}\n</details>\n"
    assert [row.section.name for row in parse_document(text).rows] == ["Audio"]
    assert [row.section.name for row in parse_document(f"# T\n\n## S\n\n{text[4:]}").rows] == ["S"]


def test_comments_hide_what_is_in_them_and_lines_still_count() -> None:
    found = list(HtmlReader().read(1, "<p>\n<!-- <h2>no</h2>\n -->\n<h2>Yes</h2></p>"))
    assert [(block.line, block.source) for block in found if isinstance(block, Heading)] == [(4, "Yes")]


def test_words_are_paragraphs() -> None:
    found = [
        block for block in split_blocks("<p align=center>\nwords <b>x</b>\n</p>").blocks if isinstance(block, Paragraph)
    ]
    assert [(block.line, block.source) for block in found] == [(2, "words <b>x</b>")]


@pytest.mark.parametrize(
    "piece",
    ["<tr><td><a href='https://a.org'>x y</a>\n", "<ul><li>x", "<a href='https://a.org' \n", "< <a < b\n", "<!-- \n"],
)
def test_no_html_takes_long(piece: str) -> None:
    started = time.process_time()
    split_blocks("<table>\n" + piece * 20_000)
    assert time.process_time() - started < 10
