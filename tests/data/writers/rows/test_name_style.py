"""Names taken apart, and written again in the same way."""

import pytest

from data.formats import parse_document
from data.schema import Row
from data.writers.rows.name_style import NameParts, adapt_name, learn_names, take_apart, write_name
from tests.data.writers.rows.conftest import propose_row


def read(cell: str) -> tuple[Row, NameParts]:
    text = f"# L\n## S\n|Title|Paper|\n|-|-|\n|{cell}|[[pdf]](https://arxiv.org/abs/2302.00001)|\n"
    (row,) = parse_document(text).rows
    parts = take_apart(cell, row)
    assert parts is not None
    return row, parts


@pytest.mark.parametrize(
    "cell",
    [
        "🔥🔥[**SP: BPT**] Blockwise transformers of large context(@UC Berkeley)",
        "[inferflow]INFERFLOW: an engine(@Tencent)",
        "A title without anything",
        "[Foo] A title with (round) brackets (@MIT etc)",
        "【缓存】一篇很长的论文（@清华大学）",
        "**[A title that leads somewhere](https://arxiv.org/abs/2302.00001)**",
        "[KVQuant] KVQuant: KVQuant twice(@Berkeley)",
    ],
)
def test_a_name_is_written_as_it_was_read(cell: str) -> None:
    row, parts = read(cell)
    target = "https://arxiv.org/abs/2302.00001" if parts.leads else ""
    assert write_name(learn_names([[parts]]), row, target) == cell


def test_another_name_takes_the_form_of_its_like_and_leaves_out_what_it_lacks() -> None:
    style = learn_names([[read("🔥[**Foo**] A paper of foo(@MIT)")[1]]])
    assert (
        write_name(style, propose_row("New title", alias="New", organisations="ACME")) == "[**New**] New title(@ACME)"
    )
    assert write_name(style, propose_row("New title")) == "New title"


def test_what_the_list_does_not_write_is_dropped() -> None:
    style = learn_names([[read("A plain title")[1]]])
    row = adapt_name(style, propose_row("[X] 🔥 New title (@me)", alias="New", organisations="ACME"))
    assert (row.title, row.aliases, row.organisation_text, row.organisations, row.heat) == ("New title", (), "", (), 0)


def test_brackets_that_would_end_an_organisation_early_are_taken_out() -> None:
    style = learn_names([[read("[Foo] A paper of foo(@MIT)")[1]]])
    assert adapt_name(style, propose_row(organisations="A) B (C")).organisation_text == "A B C"


def test_a_title_that_is_not_to_be_found_is_no_model() -> None:
    assert take_apart("Something else", propose_row("New title")) is None
