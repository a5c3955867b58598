"""Items with the marker, the order and the punctuation of their list."""

import pytest

from data.formats import parse_document
from data.schema import Row
from data.writers.rows.item_style import (
    ItemSample,
    ItemStyle,
    adapt_to_items,
    learn_items,
    number_of,
    split_marker,
    with_number,
    write_item,
)
from data.writers.rows.layout import lay_out
from tests.data.writers.rows.conftest import DATED, LINKED, NESTED, NUMBERED, PASSAGES, propose_row

CODE = "https://github.com/acme/new"
TITLE = "Middle paper: caching what matters"
ARXIV = "https://arxiv.org/abs/2304.01234"


def learn(text: str) -> tuple[ItemStyle, list[ItemSample]]:
    layout = lay_out(text, parse_document(text))
    entries = [entry for run in layout.runs for entry in run.entries]
    samples = [ItemSample(entry.rows[0], *split_marker(layout.text_of(entry))) for entry in entries]
    return learn_items([samples]), samples


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (NUMBERED, f"4. {TITLE}, [Paper]({ARXIV}), [Repo]({CODE})"),
        (LINKED, f"- [{TITLE}]({ARXIV}) [[code]]({CODE})"),
        (DATED, f"- [2023/04] [{TITLE}]({ARXIV}) | [[code]]({CODE})"),
        (NESTED, f"- **{TITLE}**\n  - [[Paper]({ARXIV})] [[Code]({CODE})]"),
        (PASSAGES, f"**{TITLE}.** [[paper]]({ARXIV}) [[code]]({CODE})"),
    ],
)
def test_a_new_item_looks_like_its_neighbours(text: str, written: str) -> None:
    style, _ = learn(text)
    assert write_item(style, adapt_to_items(style, propose_row(code=CODE)), 4) == written


def test_what_an_item_cannot_hold_is_dropped_and_what_it_can_stays() -> None:
    style, samples = learn(NUMBERED)
    assert style.lacks == {"published", "stars", "heat", "aliases", "organisations"}
    assert [adapt_to_items(style, each.row) for each in samples] == [each.row for each in samples]


def test_items_that_all_bear_one_number_keep_it() -> None:
    text = "# L\n## Alpha\n" + "".join(f"1. Paper number {n} of them, [Paper](https://x.org/{n})\n" for n in "abc")
    style, _ = learn(text)
    assert write_item(style, adapt_to_items(style, propose_row()), 4).startswith("1. ")


@pytest.mark.parametrize(
    ("line", "marker", "number"),
    [
        ("12. a", "12. ", 12),
        ("  - [x] a", "  - [x] ", None),
        ("a - b", "", None),
        ("3) a", "3) ", 3),
        ("2024 a", "", None),
    ],
)
def test_markers_are_cut_off(line: str, marker: str, number: int | None) -> None:
    assert split_marker(line) == (marker, line[len(marker) :])
    assert number_of(marker) == number


def test_a_marker_takes_another_number() -> None:
    assert (with_number("12. ", 3), with_number("- ", 3)) == ("3. ", "- ")


def test_a_title_that_would_begin_a_block_does_not() -> None:
    row: Row = propose_row("# Shouting at models")
    style, _ = learn(NUMBERED)
    text = NUMBERED.replace(
        "1. Lonely paper of the list", write_item(style, adapt_to_items(style, row), 1).split(",")[0]
    )
    assert parse_document(text).rows[-1].title == "# Shouting at models"
