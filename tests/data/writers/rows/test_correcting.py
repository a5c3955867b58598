"""A corrected row keeps every character that is not corrected."""

from dataclasses import replace

import pytest

from data.formats import parse_document
from data.formats.columns import Column
from data.months import Month
from data.schema import Link, LinkKind, Row
from data.writers.rows.correcting import correct_item, correct_table_row
from data.writers.rows.item_style import ItemSample, learn_items, split_marker
from data.writers.rows.table_style import learn_table

HEAD = "# L\n## S\n|Date|Title|Paper|Code|\n|-|-|-|-|\n"
LINE = "|2022.05 | 🔥[**Foo**]  Foo:  odd   blanks (@MIT)|[[pdf]](https://arxiv.org/pdf/2205.00001)|⚠️ |  "
CODE = Link(LinkKind.CODE, "foo", "https://github.com/acme/foo")


def read(text: str) -> Row:
    return parse_document(text).rows[0]


def test_only_the_cell_that_says_something_else_is_filled_anew() -> None:
    row = read(HEAD + LINE)
    style = learn_table((Column.DATE, Column.TITLE, Column.PAPER, Column.CODE), [[(row, LINE)]])
    with_code = correct_table_row(style, LINE, row, replace(row, links=(*row.links, CODE)))
    assert with_code == LINE.replace("⚠️", "[[foo]](https://github.com/acme/foo)")
    dated = correct_table_row(style, LINE, row, replace(row, published=Month(2021, 12)))
    assert dated == LINE.replace("2022.05", "2021.12")
    dead = correct_table_row(style, LINE, row, replace(row, links=()))
    assert dead == LINE.replace("[[pdf]](https://arxiv.org/pdf/2205.00001)", "⚠️")


ITEM = (
    "- [2022/05] **A paper of foo**, *Ann Lee*. [[pdf]](https://arxiv.org/pdf/2205.00001) "
    "[[code]](https://github.com/a/b) (a remark)"
)
PDF, OLD = (read(f"# L\n## S\n{ITEM}\n").links[number] for number in (0, 1))
OTHER = Link(LinkKind.CODE, "code", "https://github.com/c/d")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"published": Month(2021, 12)}, ITEM.replace("2022/05", "2021/12")),
        ({"title": "A paper of bar"}, ITEM.replace("of foo", "of bar")),
        ({"links": (PDF, OTHER)}, ITEM.replace("github.com/a/b", "github.com/c/d")),
        ({"links": (PDF,)}, ITEM.replace(" [[code]](https://github.com/a/b)", "")),
        ({"links": (OLD,)}, ITEM.replace("[[pdf]](https://arxiv.org/pdf/2205.00001) ", "")),
        (
            {"links": (PDF, OLD, OTHER)},
            ITEM.replace("a/b) (", "a/b) [[code]](https://github.com/c/d) ("),
        ),
        ({"published": None}, None),
    ],
)
def test_an_item_is_changed_piece_by_piece_or_not_at_all(changes: dict[str, object], expected: str | None) -> None:
    row = read(f"# L\n## S\n{ITEM}\n")
    style = learn_items([[ItemSample(row, *split_marker(ITEM))]])
    assert correct_item(style, ITEM, row, replace(row, **changes)) == expected  # type: ignore[arg-type]
