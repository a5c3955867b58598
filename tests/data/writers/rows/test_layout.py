"""Runs of entries, with their lines and columns."""

from data.formats import parse_document
from data.formats.columns import Column
from data.writers.rows.layout import Form, Layout, lay_out
from tests.data.writers.rows.conftest import HTML, NESTED, NUMBERED, PASSAGES, TABLE, VENUES


def laid_out(text: str) -> Layout:
    return lay_out(text, parse_document(text))


def test_each_table_is_a_run_with_its_columns_even_an_empty_one() -> None:
    runs = laid_out(VENUES).runs
    assert [(run.form, run.section.name, len(run.entries)) for run in runs] == [
        (Form.TABLE, "Alpha", 2),
        (Form.TABLE, "Beta", 0),
    ]
    assert runs[1].columns[0] is Column.TITLE
    assert (runs[0].header, runs[0].last, runs[1].last) == ((3, 4), 6, 10)


def test_neighbouring_items_and_paragraphs_are_runs() -> None:
    assert [[(e.first, e.last) for e in run.entries] for run in laid_out(NUMBERED).runs] == [
        [(4, 4), (5, 5), (6, 6)],
        [(9, 9)],
    ]
    assert [[(e.first, e.last) for e in run.entries] for run in laid_out(NESTED).runs] == [[(3, 5), (6, 8)]]
    assert [[(e.first, e.last) for e in run.entries] for run in laid_out(PASSAGES).runs] == [[(3, 3), (5, 5)]]


def test_items_below_an_item_are_a_run_of_their_own() -> None:
    text = "# L\n## Alpha\n- Group of papers\n  - [One paper of them](https://x.org/1)\n  - [Two papers of them](https://x.org/2)\n"
    (run,) = laid_out(text).runs
    assert [(e.first, e.last) for e in run.entries] == [(4, 4), (5, 5)]


def test_a_tag_behind_the_last_item_is_no_part_of_it() -> None:
    text = "# L\n<details><summary>Alpha</summary>\n\n- [A paper with a title](https://x.org/1)\n\n</details>\n"
    (run,) = laid_out(text).runs
    assert run.last == 4


def test_a_table_in_html_is_told_as_such() -> None:
    assert [run.form for run in laid_out(HTML).runs] == [Form.HTML]


def test_a_page_is_laid_out_without_targets() -> None:
    page = (
        "Awesome\nAlpha\nDate | Title | Paper | Code |\n---|---|---|---|\n2023.04 | [A] A title of it | [pdf] | ⚠️ |\n"
    )
    (run,) = laid_out(page).runs
    assert (run.form, run.header, [entry.first for entry in run.entries]) == (Form.PAGE, (3,), [5])


def test_headings_below_which_entries_may_stand_are_known() -> None:
    assert [(heading.line, heading.section.name) for heading in laid_out(TABLE).headings] == [
        (1, "Awesome"),
        (6, "Alpha"),
        (15, "Beta"),
    ]
