from data.formats import parse_document
from data.schema import SKIP_KINDS, Problem
from storage.cli.skipped import REASONS, count_sections, describe_skipped, facts_of_pieces


def test_every_kind_has_words() -> None:
    assert set(REASONS) == set(SKIP_KINDS)


def test_counts_come_first_and_contents_are_only_counted() -> None:
    pieces = [Problem(1, "navigation", "A"), Problem(9, "no_link", "B"), Problem(12, "prose", "C")]
    assert list(describe_skipped(pieces)) == [
        f"passed over: 1 × {REASONS['navigation']}, 1 × {REASONS['no_link']}, 1 × {REASONS['prose']}",
        f"    line 12: {REASONS['prose']}: C",
        f"    line 9: {REASONS['no_link']}: B",
    ]
    assert list(describe_skipped([])) == []


def test_a_screen_is_not_flooded_and_programs_get_all() -> None:
    pieces = [Problem(line, "no_link", "x") for line in range(1, 100)]
    told = list(describe_skipped(pieces))
    assert len(told) < 20
    assert told[-1].endswith("more: --json shows all")
    assert len(facts_of_pieces(pieces)) == 99


def test_sections_are_counted_in_order() -> None:
    document = parse_document(
        "## B\n\n- [A b](https://a.org)\n- [C d](https://b.org)\n\n## A\n\n- [E f](https://c.org)\n"
    )
    assert count_sections(document) == [("B", 2), ("A", 1)]
