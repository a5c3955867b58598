"""A place is learned from its neighbours first, and an empty table from its like."""

from data.formats import parse_document
from data.writers.rows.layout import Layout, lay_out
from data.writers.rows.learning import learn_items_at, learn_table_at
from tests.data.writers.rows.conftest import NUMBERED, VENUES

PLAIN = "".join(f"|2022.{n:02}|[N{n}] Plain paper of number {n}|[[pdf]](https://x.org/p{n})|\n" for n in range(1, 13))
BOLD = "".join(f"|2024.{n:02}|[**B{n}**] Bold paper of number {n}|[[pdf]](https://x.org/b{n})|\n" for n in range(1, 10))


def laid_out(text: str) -> Layout:
    return lay_out(text, parse_document(text))


def test_a_row_is_written_like_those_around_it() -> None:
    layout = laid_out(f"# L\n## Alpha\n|Date|Title|Paper|\n|-|-|-|\n{PLAIN}{BOLD}")
    (run,) = layout.runs
    assert learn_table_at(layout, run, 0).name.alias == ("[", "] ")
    assert learn_table_at(layout, run, len(run.entries)).name.alias == ("[**", "**] ")


def test_an_empty_table_is_filled_like_the_others() -> None:
    layout = laid_out(VENUES)
    assert learn_table_at(layout, layout.runs[1], 0).name.leads
    assert learn_table_at(layout, layout.runs[1], 0).none[-1] == "-"


def test_a_section_of_one_item_is_continued_as_the_others_are() -> None:
    odd = NUMBERED.replace(
        "Lonely paper of the list, [Paper](https://arxiv.org/abs/2204.00001)", "Lonely one(https://x.org/l)"
    )
    layout = laid_out(odd)
    assert learn_items_at(layout, layout.runs[1], 1).before_links == ", "
