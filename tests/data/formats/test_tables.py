import pytest

from data.formats import parse_document
from data.formats.markdown import parse_markdown
from data.formats.tables import is_delimiter, split_cells
from data.months import Month
from data.schema import Document, Row

HEADER = "|Date|Title|Paper|Code|Recom|\n|:---:|:---:|:---:|:---:|:---:|\n"
ROW = "|2023.12|🔥[X] A title(@MIT)|[[pdf]](https://arxiv.org/abs/2312.00001)|[[x]](https://github.com/a/x)|⭐️⭐️ |"


def read(text: str) -> Document:
    return parse_document(text, "markdown")


def facts(row: Row) -> tuple[object, ...]:
    links = [(link.kind.value, link.label) for link in row.links]
    return row.title, row.aliases, row.published, row.stars, row.heat, links, row.organisations


WHOLE = ("A title", ("X",), Month(2023, 12), 2, 1, [("paper", "pdf"), ("code", "x")], ("MIT",))


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROW,
        HEADER + ROW + "   \t",
        HEADER + ROW.rstrip("| "),
        HEADER + ROW.strip("| "),
        HEADER + "|" + ROW,
        HEADER + "| " + ROW,
        HEADER.replace("|", " | ") + ROW.replace("|", " | "),
        ROW + "\n" + HEADER,
        HEADER + "\n" + ROW,
        HEADER + "\n## Another heading\n" + ROW,
        HEADER.split("\n")[0] + "\n" + ROW,
        HEADER.split("\n")[0] + "\n\n" + ROW,
        ROW,
        "Date|Title|Paper|Code|Recom\n---|---|---|---|---\n" + ROW.strip("|"),
        "|Model|MMLU|\n|---|---|\n|a|1|\n\n## S\n\n" + HEADER + ROW,
        "- [A](#a)\n" + HEADER + ROW,
        "<div id='x'></div>\n" + HEADER + ROW,
    ],
)
def test_a_row_says_the_same_in_every_form_that_lists_have_had(text: str) -> None:
    assert [facts(row) for row in read(text).rows] == [WHOLE]


@pytest.mark.parametrize("order", [[4, 3, 2, 1, 0], [1, 2, 3, 0, 4], [2, 0, 1, 4, 3]])
def test_columns_may_stand_in_any_order(order: list[int]) -> None:
    lines = [split_cells(line) for line in (HEADER + ROW).split("\n")]
    text = "\n".join("|" + "|".join(cells[place] for place in order) + "|" for cells in lines)
    (row,) = read(text).rows
    assert (*facts(row)[:5], sorted(facts(row)[5]), facts(row)[6]) == (*WHOLE[:5], sorted(WHOLE[5]), WHOLE[6])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("row", "kind", "links"),
    [
        ("|2023.12|[X] A|[[pdf]](https://a.org)|", "missing_cell", 1),
        ("|2023.12|[X] A|[[pdf]](https://a.org)|[[x]](https://b.org)|", "missing_cell", 2),
        ("|2023.12|[X] A|[[pdf]](https://a.org)|[[x]](https://b.org)|⭐|[more](https://c.org)|", "extra_cell", 3),
    ],
)
def test_rows_with_too_few_or_too_many_cells_are_read_and_reported(row: str, kind: str, links: int) -> None:
    document = read(HEADER + row)
    assert [(problem.line, problem.kind) for problem in document.problems] == [(3, kind)]
    assert (document.rows[0].title, len(document.rows[0].links)) == ("A", links)


def test_every_table_has_its_own_columns_even_without_a_line_between() -> None:
    other = "|Title|Code|Date|\n|---|---|---|\n|B|-|2024.01|"
    rows = read(HEADER + ROW + "\n" + other).rows
    assert [(row.title, row.published) for row in rows] == [
        ("A title", Month(2023, 12)),
        ("B", Month(2024, 1)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "|Size|MMLU|Speed|\n|---|---|---|\n|7B|60|2x|\n\n- [A paper](https://a.org)",
        "|Name|Role|\n|---|---|\n|Ann|boss|\n\n- [A paper](https://a.org)",
        "[a](https://a.org) | [b](https://b.org) | [c](https://c.org)\n\n- [A paper](https://a.org)",
        "## License\n\n|Name|Link|\n|---|---|\n|x|[y](https://a.org)|\n\n## Papers\n- [A paper](https://a.org)",
        HEADER + "| | | | | |\n|-|-|-|-|-|\n\n- [A paper](https://a.org)",
    ],
)
def test_tables_that_are_no_lists_give_no_rows(text: str) -> None:
    assert [row.title for row in read(text).rows] == ["A paper"]


def test_a_row_without_a_title_is_named_for_what_it_links_and_reported() -> None:
    document = read(HEADER + "|2023.12||[[pdf]](https://a.org)|-|-|")
    assert [row.title for row in document.rows] == ["[pdf]"]
    assert [problem.kind for problem in document.problems] == ["no_title"]


def test_escaped_pipes_stay_in_their_cell() -> None:
    assert split_cells(r"|a \| b|c|") == ["a | b", "c"]
    assert read(HEADER + r"|2023.12|P(a \| b)|-|-|-|").rows[0].title == "P(a | b)"


def test_cells_are_cut_at_pipes_and_the_outer_ones_count_for_nothing() -> None:
    assert split_cells("|a||b|") == split_cells("a||b") == ["a", "", "b"]
    assert split_cells("||2024|") == ["", "2024"]


def test_a_delimiter_is_dashes_alone() -> None:
    assert is_delimiter([":---:", "-", " --: "])
    assert not is_delimiter(["---", "x"])
    assert not is_delimiter([])


P = "https://arxiv.org/abs/2401.10774"


def test_a_venue_above_the_title_in_its_cell_is_no_title() -> None:
    row = f"| Arxiv2025 <br/> [A long title of ours]({P}) <br/> Ann Lee, et al. | words |"
    assert [row.title for row in parse_markdown(f"## S\n\n| Title & Link | Intro |\n|-|-|\n{row}\n").rows] == [
        "A long title of ours"
    ]


def test_a_table_without_a_header_has_the_column_of_linked_titles() -> None:
    def row(day: int, title: str) -> str:
        return f'<tr><th scope="row">{day}/10</th><td>Ann</td><td><a href="{P}">{title}</a></td></tr>\n'

    table = f"<table>\n{row(1, 'A first title of ours')}{row(2, 'Another title of ours')}</table>\n"
    assert [row.title for row in parse_markdown(f"## S\n\n{table}").rows] == [
        "A first title of ours",
        "Another title of ours",
    ]
    grid = f'<table><tr><td><a href="{P}">Ann Lee</a></td><td><a href="{P}">Bob Day</a></td></tr></table>\n'
    assert not parse_markdown(f"## S\n\n{grid}").rows
