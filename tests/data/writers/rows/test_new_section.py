"""Headings that a list lacks, in its own manner."""

from data.formats import parse_document
from data.writers.rows.layout import Layout, lay_out
from data.writers.rows.new_section import draft_section, fill_section
from tests.data.writers.rows.conftest import HTML, NUMBERED, TABLE


def laid_out(text: str) -> Layout:
    return lay_out(text, parse_document(text))


def test_a_new_section_looks_like_the_last_and_stands_in_the_contents() -> None:
    drafted = draft_section(laid_out(TABLE), "Gamma [rays]")
    assert drafted is not None
    assert drafted.lines == (
        "",
        "### 📖Gamma \\[rays\\] ([back](#paperlist))",
        '<div id="gamma-rays"></div>',
        "",
        "|Date|Title|Paper|Code|Recom|",
        "|:---:|:---:|:---:|:---:|:---:|",
    )
    assert (drafted.before, drafted.is_new) == (21, True), "behind the last row and before the licence"
    assert (drafted.contents, drafted.contents_line) == (4, "* [Gamma \\[rays\\]](#gamma-rays)")


def test_a_new_section_of_items_needs_its_heading_alone() -> None:
    drafted = draft_section(laid_out(NUMBERED), "Gamma")
    assert drafted is not None
    assert drafted.lines == ("", "## Gamma")
    assert drafted.contents == 0


def test_the_header_is_that_of_most_tables() -> None:
    odd = (
        TABLE.replace("### 📖Beta", "### 📖Ceta")
        + "\n### Delta\n|Title|App|\n|-|-|\n|A title of an app|[a](https://x.org)|\n"
    )
    drafted = draft_section(laid_out(odd), "Gamma")
    assert drafted is not None
    assert "|Date|Title|Paper|Code|Recom|" in drafted.lines


def test_a_heading_that_is_empty_is_filled() -> None:
    text = TABLE.replace("## License", "### Gamma\n\n## License")
    drafted = fill_section(laid_out(text), "gamma")
    assert drafted is not None
    assert (drafted.before, drafted.lines[1], drafted.is_new) == (23, "|Date|Title|Paper|Code|Recom|", False)
    assert fill_section(laid_out(text), "Delta") is None


def test_a_list_without_a_model_gets_none() -> None:
    assert draft_section(laid_out(HTML), "Gamma") is None
    assert fill_section(laid_out(HTML), "Gamma") is None
