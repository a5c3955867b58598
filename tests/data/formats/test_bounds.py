from data.formats import parse_document
from data.formats.bounds import bound_lines
from data.formats.inline import LONGEST_INLINE
from data.formats.row_builder import Findings


def test_a_line_of_megabytes_is_cut_and_reported_and_the_others_stay() -> None:
    findings = Findings()
    text = bound_lines("short\n" + "x" * 10_000_000 + "\nlast", findings)
    assert [len(line) for line in text.split("\n")] == [5, LONGEST_INLINE, 4]
    assert [(problem.line, problem.kind) for problem in findings.problems] == [(2, "truncated")]


def test_a_document_of_common_lines_is_left_as_it_is() -> None:
    findings = Findings()
    text = "a\n\n" + "b" * LONGEST_INLINE + "\n"
    assert bound_lines(text, findings) == text
    assert not findings.problems


def test_items_too_deep_to_be_read_are_reported_by_line() -> None:
    text = "".join(f"{'  ' * depth}- [Item {depth}](https://a.org/{depth})\n" for depth in range(60))
    document = parse_document(text)
    assert {row.line for row in document.rows} | {problem.line for problem in document.problems} == set(range(1, 61))
