"""Foreign text shows its characters and does nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.formats.inline import InlineReader
from data.formats.marks import fold_blanks
from data.formats.tables import split_cells
from data.identity.keys import link_key
from data.writers.rows.escaping import escape_address, escape_start, escape_text, quote_text

HOSTILE = st.text(
    st.sampled_from("|\\[]()<>*_`~$&#;:!@-+. \n\r\tab1ahttps://www.x javascript:量🔥&amp;\u202e\x00"), max_size=40
)


@given(HOSTILE)
def test_every_text_reads_as_it_was_in_a_cell_and_leads_nowhere(text: str) -> None:
    row = f"|{escape_text(text)}|end|"
    assert "\n" not in row
    cells = split_cells(row)
    assert cells[-1] == "end"
    assert len(cells) == 2 or not escape_text(text)
    inline = InlineReader().read(cells[0] if len(cells) == 2 else "")
    assert (inline.text, inline.links, inline.strong) == (fold_blanks(text), (), ())


@pytest.mark.parametrize(
    "text", ["# title", "> quote", "- item", "+ item", "1984. A novel", "12) of them", "--- x", "~~~"]
)
def test_what_would_begin_a_block_does_not(text: str) -> None:
    written = escape_start(escape_text(text))
    assert InlineReader().read(written).text == text
    assert written != text


@pytest.mark.parametrize(
    "text", ["LLM.int8()", "O(n^2)", "gated_linear", "11x~ speedup", "R&D, AT&T", "a: b / c - d", "50% > 3", "推理系统"]
)
def test_ordinary_titles_are_written_as_they_are(text: str) -> None:
    assert escape_text(text) == text


@pytest.mark.parametrize(
    "url",
    [
        "https://x.org/a|b",
        "https://x.org/a)b(c",
        "https://x.org/a`b",
        "https://x.org/[a]",
        "https://x.org/\u202ea",
        "https://x.org/a_(b)",
    ],
)
def test_an_address_stays_in_its_link_and_leads_to_the_same(url: str) -> None:
    cells = split_cells(f"|[x]({escape_address(url)})|")
    (link,) = InlineReader().read(cells[0]).links
    assert link_key(link.target) == link_key(url)


@given(HOSTILE)
def test_quoted_text_is_one_piece_of_code(text: str) -> None:
    quoted = quote_text(text)
    assert quoted[0] == quoted[-1] == "`"
    assert "`" not in quoted[1:-1]
    assert "\n" not in quoted
