"""A result is believed only when it reads as it should."""

from dataclasses import replace

import pytest

from data.formats import parse_document
from data.schema import Row, Section
from data.writers.rows.proving import find_written, read_again, says_the_same
from tests.data.writers.rows.conftest import LINKED

NEW = "- [Middle paper: caching what matters](https://arxiv.org/abs/2304.01234)\n"
BEFORE = parse_document(LINKED)


def expected(title: str = "Middle paper: caching what matters") -> Row:
    return parse_document(f"# L\n## Alpha\n{NEW}".replace("Middle paper: caching what matters", title)).rows[0]


def test_one_row_more_that_says_what_it_should_is_a_proof() -> None:
    row = find_written(BEFORE, parse_document(LINKED + NEW), expected())
    assert row is not None
    assert row.line == 6


@pytest.mark.parametrize(
    "result",
    [
        LINKED,
        LINKED + NEW + NEW.replace("01234", "01235"),
        LINKED.replace("Attention is", "Attention was") + NEW,
        LINKED.replace("1706.03762", "1706.03763") + NEW,
        LINKED.replace("## Alpha", "## Omega") + NEW,
        LINKED + "## Beta\n" + NEW,
        LINKED + NEW.replace("2304.01234", "2304.09999"),
        LINKED + NEW + "\nSome prose with [a link](https://x.org).\n",
        LINKED + NEW.rstrip() + " [[pdf]](javascript:x)\n",
        "# Nothing\n",
    ],
)
def test_everything_else_is_none(result: str) -> None:
    assert find_written(BEFORE, read_again(result, "auto"), expected()) is None


def test_a_changed_row_takes_the_place_of_the_old_one_alone() -> None:
    after = parse_document(LINKED.replace("BERT: Pre-training of deep transformers", "Other title of three words"))
    wanted = replace(expected("Other title of three words"), links=BEFORE.rows[1].links)
    assert find_written(BEFORE, after, wanted, (1,)) is not None
    assert find_written(BEFORE, after, wanted, (0,)) is None


def test_punctuation_at_the_end_of_a_title_is_no_difference_and_its_section_is() -> None:
    assert says_the_same(expected(), replace(expected(), title="Middle paper: caching what matters."))
    assert not says_the_same(expected(), replace(expected(), section=Section("Beta")))
    assert not says_the_same(expected(), replace(expected(), stars=2))


def test_what_is_no_list_is_read_as_none() -> None:
    assert read_again("", "auto") is None
