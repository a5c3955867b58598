import pytest

from data.formats.markdown import parse_markdown
from data.formats.parting import part_blocks

A = "https://a.org/x"


@pytest.mark.parametrize("tag", ['<a name="x" />', '<div id="x"></div>', "</details>", "</p>", '<img src="x">', "<br>"])
def test_a_tag_does_not_swallow_what_stands_right_below_it(tag: str) -> None:
    document = parse_markdown(
        f"# T\n\n## S\n\n- [One]({A})\n\n{tag}\n## Other\n- [Two]({A})\n\n{tag}\n- [Three]({A})\n"
    )
    assert [(row.line, row.section.name, row.title) for row in document.rows] == [
        (5, "S", "One"),
        (9, "Other", "Two"),
        (12, "Other", "Three"),
    ]


def test_lines_are_those_of_the_document_in_all_that_is_told() -> None:
    document = parse_markdown(f"# T\n<br>\n## S\n<br>\n- [One]({A})\n- words\n- [Two]()\n")
    assert [row.line for row in document.rows] == [5, 7]
    assert [piece.line for piece in document.skipped] == [6]
    assert [problem.line for problem in document.problems] == [7]


def test_a_text_in_which_nothing_is_glued_stays_as_it_is() -> None:
    text = f"# T\n<br>\n\n## S\n<!-- a -->\n- [One]({A})\n<table><tr>\n<td>x</td>\n"
    assert part_blocks(text) == (text, ())
