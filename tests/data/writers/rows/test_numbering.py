"""Items that are counted stay counted."""

import pytest

from data.formats import parse_document
from data.writers.rows.layout import Layout, lay_out
from data.writers.rows.numbering import number_at, renumber, spaced
from data.writers.rows.source import Source

COUNTED = "# L\n## Alpha\n1. One paper of them [a](https://x.org/1)\n2. Two papers of them [a](https://x.org/2)\n"
SAME = COUNTED.replace("2. Two", "1. Two")
LOOSE = COUNTED.replace("\n2.", "\n\n2.")


def laid_out(text: str) -> Layout:
    return lay_out(text, parse_document(text))


@pytest.mark.parametrize(
    ("text", "by", "expected"),
    [(COUNTED, 1, ["1. ", "3. "]), (COUNTED, -1, ["1. ", "1. "]), (SAME, 1, ["1. ", "1. "])],
)
def test_items_behind_a_place_count_on_where_they_count_at_all(text: str, by: int, expected: list[str]) -> None:
    layout = laid_out(text)
    source = renumber(Source.of(text), layout, layout.runs[0], 1, by)
    assert [line[:3] for line, _ in source.lines[2:]] == expected


def test_a_place_has_the_number_of_what_stands_there_or_the_next() -> None:
    layout = laid_out(COUNTED)
    assert [number_at(layout, layout.runs[0], place) for place in (0, 1, 2)] == [1, 2, 3]


def test_blank_lines_between_items_are_kept_up() -> None:
    loose, tight = laid_out(LOOSE).runs[0], laid_out(COUNTED).runs[0]
    assert spaced(["x"], loose, 1, marker="1. ") == ["x", ""]
    assert spaced(["x"], loose, 2, marker="1. ") == ["", "x"]
    assert spaced(["x"], tight, 2, marker="1. ") == ["x"]
