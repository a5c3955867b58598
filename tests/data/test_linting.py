from pathlib import Path

import pytest

from data.formats import parse_document, read_text
from data.linting import LINT_KINDS, DeadLink, lint
from data.months import Month
from data.schema import Document

NOW = Month(2026, 11)
HEAD = "## S\n\n|Date|Title|Paper|Code|Recom|\n|-|-|-|-|-|\n"
ARXIV = "https://arxiv.org/abs/"


def wrong(rows: str, **options: object) -> list[tuple[int, str]]:
    document = parse_document(HEAD + rows)
    return [(problem.line, problem.kind) for problem in lint(document, NOW, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        (f"|2024.01|A thing|[pdf]({ARXIV}2401.00001)|-|⭐|", []),
        (f"|2024.01|A thing|[pdf]({ARXIV}2401.00001)|-|good|", ["unknown_mark"]),
        (f"|soon|A thing|[pdf]({ARXIV}2401.00001)|-|⭐|", ["unknown_date"]),
        (f"|2027.01|A thing|[pdf]({ARXIV}2401.00001)|-|⭐|", ["future_date"]),
        ("|2024.01|A thing|-|-|⭐|", ["missing_link"]),
        ("|2024.01|A thing|[pdf]()|-|⭐|", ["empty_link", "missing_link"]),
        (f"|2024.01|A thing|[pdf]({ARXIV}2401.00001)|[x](src/x)|⭐|", ["relative_link"]),
        (f"|2024.01|A thing|[pdf]({ARXIV}2401.00001)|[x](github.com/a/b)|⭐|", ["unsafe_link"]),
        (f"|2024.01|A thing|[pdf]({ARXIV}2401.00001)|-|👍|", ["unknown_mark"]),
        (f"|2024.01|A thing|[pdf]({ARXIV}2401.00001)|-|4.5|", []),
        (f"|2024.01|A thing|[[pdf]]({ARXIV}2401.00001|-|⭐|", ["broken_link"]),
        (f"|2024.01|A thing|[[pdf]] ({ARXIV}2401.00001)|-|⭐|", ["broken_link"]),
        (f"|2024.01|A thing|[pdf]({ARXIV}2455.00001)|-|⭐|", ["bad_id"]),
        (f"|2024.01|A thing|[pdf]({ARXIV}2612.00001)|-|⭐|", ["bad_id"]),
        (f"|2024.01|A thing|[pdf]({ARXIV})|-|⭐|", ["bad_id"]),
    ],
)
def test_what_is_wrong_with_a_row_is_told(rows: str, kinds: list[str]) -> None:
    assert wrong(rows) == [(5, kind) for kind in kinds]


def test_a_month_that_all_others_of_the_section_have_is_missed() -> None:
    rows = [f"|2024.01|Thing of letter {letter}|[pdf](https://x.org/{letter})|-|⭐|\n" for letter in "abcd"]
    undated = rows[3].replace("2024.01", "2024")
    assert wrong("".join([*rows[:3], undated])) == [(8, "missing_date")]
    assert wrong("".join([*rows[:2], undated])) == [], "two months are no habit"


@pytest.mark.parametrize(
    ("item", "kinds"),
    [
        ("[2024/13] Sixth of the entries, [Paper](https://x.org/6)", ["unknown_date"]),
        ("[2024/12] Sixth of the entries, [Paper](https://x.org/6)", []),
        ("Seventh of the entries [Paper](https://x.org/7", ["broken_link"]),
        ("Eighth of the entries, [Paper]()", ["empty_link", "missing_link"]),
    ],
)
def test_what_is_wrong_with_an_item_is_told(item: str, kinds: list[str]) -> None:
    document = parse_document(f"# L\n## S\n- First of the entries, [Paper](https://x.org/1)\n- {item}\n")
    assert [(problem.line, problem.kind) for problem in lint(document, NOW)] == [(4, kind) for kind in kinds]


def test_an_entry_that_stands_twice_in_its_section_is_told_once_and_one_in_two_sections_is_not() -> None:
    row = f"|2024.01|A thing|[pdf]({ARXIV}2401.00001)|-|⭐|\n"
    assert wrong(row + row) == [(6, "duplicate")]
    assert wrong(row + "\n## T\n\n" + HEAD[6:] + row) == []


def test_one_id_on_two_papers_is_told_at_both() -> None:
    row = f"|[pdf]({ARXIV}2401.00001)|-|⭐|\n"
    rows = f"|2024.01|[A] Cats and dogs{row}|2024.01|[B] Planets far away{row}"
    assert wrong(rows) == [(5, "shared_id"), (6, "shared_id")]


def test_dead_links_are_told_in_every_form_of_their_address() -> None:
    dead = [DeadLink(f"{ARXIV.replace('https', 'http')}2401.00001v2", "HTTP 404", "2026-11-01")]
    assert wrong(f"|2024.01|A thing|[pdf]({ARXIV}2401.00001)|-|⭐|", dead=dead) == [(5, "dead_link")]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("awesome-llm-inference.2026-07.md", [127, 190, 448, 449, 542, 543]),
        ("awesome-llm-accelerate.md", [32]),
        ("llms-inference-papers.md", []),
    ],
)
def test_the_real_lists_have_the_faults_that_people_found(real_lists: Path, name: str, lines: list[int]) -> None:
    document: Document = parse_document(read_text(real_lists / name))
    found = lint(document, NOW)
    assert [problem.line for problem in found] == lines
    assert {problem.kind for problem in found} <= set(LINT_KINDS)
