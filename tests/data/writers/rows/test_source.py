"""Lines keep their ends, new ones take those around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.writers.rows.source import Source


@given(st.text(st.sampled_from("ab\r\n"), max_size=30))
def test_a_text_is_put_together_as_it_was(text: str) -> None:
    assert Source.of(text).text == text


@pytest.mark.parametrize(
    ("text", "first", "count", "new", "expected"),
    [
        ("a\nb\n", 2, 0, ["x"], "a\nx\nb\n"),
        ("a\r\nb\r\n", 3, 0, ["x", "y"], "a\r\nb\r\nx\r\ny\r\n"),
        ("a\nb", 3, 0, ["x"], "a\nb\nx"),
        ("a\r\nb", 3, 0, ["x"], "a\r\nb\r\nx"),
        ("a\nb", 2, 1, ["x"], "a\nx"),
        ("a\r\nb\nc\n", 2, 1, ["x"], "a\r\nx\nc\n"),
        ("a\nb\nc\n", 2, 1, [], "a\nc\n"),
    ],
)
def test_lines_are_replaced(text: str, first: int, count: int, new: list[str], expected: str) -> None:
    assert Source.of(text).replaced(first, count, new).text == expected


def test_the_usual_end_of_lines() -> None:
    assert [Source.of(text).usual_end for text in ("a\r\nb\r\nc\n", "a", "")] == ["\r\n", "\n", "\n"]
