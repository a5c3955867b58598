"""Every row of the real lists is written and read again, and new ones are put into them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data.formats import parse_document
from data.formats.files import read_source
from data.months import Month
from data.schema import Document, Link, LinkKind, Row
from data.writers.rows.item_style import ItemSample, ItemStyle, learn_items, number_of, split_marker, write_item
from data.writers.rows.layout import Form, Layout, Run, lay_out
from data.writers.rows.proposals import Proposal
from data.writers.rows.table_style import TableStyle, learn_table, write_table_row
from data.writers.rows.writing import write_upstream
from tests.data.writers.rows.conftest import propose_row

if TYPE_CHECKING:
    from tests.data.writers.rows.conftest import Apply

FILES = (
    "awesome-llm-inference.2026-07.md",
    "awesome-llm-inference.v2.6.md",
    "awesome-llm-inference.v2.6.rendered.txt",
    "awesome-llm-accelerate.md",
    "llms-inference-papers.md",
)


def table_style(layout: Layout, run: Run) -> TableStyle:
    alike = [each for each in layout.runs if each.columns == run.columns]
    circles = [
        [(entry.rows[0], layout.lines[entry.first - 1]) for each in runs for entry in each.entries]
        for runs in ([run], alike)
    ]
    return learn_table(run.columns, circles, is_page=run.form is Form.PAGE)


def item_style(layout: Layout, run: Run) -> ItemStyle:
    circles = [
        [ItemSample(entry.rows[0], *split_marker(layout.text_of(entry))) for each in runs for entry in each.entries]
        for runs in ([run], layout.runs)
    ]
    return learn_items(circles)


def rewritten(layout: Layout) -> list[str]:
    """The lines of a list, each of its rows written anew; several rows of one line each get a line."""
    lines: dict[int, list[str]] = defaultdict(list)
    for run in layout.runs:
        write = writer_of(layout, run)
        for entry in run.entries:
            number = number_of(split_marker(layout.lines[entry.first - 1])[0]) or 1
            lines[entry.first] += [write(row, number) for row in entry.rows]
    return [new for number, line in enumerate(layout.lines, 1) for new in lines.get(number, [line])]


def writer_of(layout: Layout, run: Run) -> Callable[[Row, int], str]:
    if run.form is Form.ITEMS:
        items = item_style(layout, run)
        return lambda row, number: write_item(items, row, number)
    table = table_style(layout, run)
    return lambda row, _: write_table_row(table, row)


def facts(document: Document) -> list[Row]:
    return [replace(row, line=0) for row in document.rows]


@pytest.mark.parametrize("name", FILES)
def test_every_row_that_is_written_anew_reads_as_the_same_facts(real_lists: Path, name: str) -> None:
    text = read_source(real_lists / name)
    document = parse_document(text)
    layout = lay_out(text, document)
    assert sum(len(entry.rows) for run in layout.runs for entry in run.entries) == len(document.rows)
    again = parse_document("\n".join(rewritten(layout)))
    assert facts(again) == facts(document)
    assert [problem for problem in again.problems if problem.kind != "empty_link"] == []


@pytest.mark.parametrize(
    ("name", "crlf"),
    [(FILES[0], False), (FILES[0], True), (FILES[3], False), (FILES[3], True), (FILES[4], False)],
)
def test_additions_and_corrections_apply_to_them(real_lists: Path, name: str, crlf: bool, apply: "Apply") -> None:
    text = read_source(real_lists / name)
    text = text.replace("\n", "\r\n") if crlf else text
    document = parse_document(text)
    bare = next(row for row in document.rows if not any(link.kind is LinkKind.CODE for link in row.links))
    found = Link(LinkKind.CODE, "", "https://github.com/found/it")
    proposals = [
        Proposal(
            1, propose_row("推理 | of ](javascript:x) <img>", document.sections[0].name, code="https://github.com/a/b")
        ),
        Proposal(
            2,
            propose_row(
                "The newest paper",
                document.sections[-1].name,
                "https://openreview.net/forum?id=n",
                month=Month(2026, 9),
            ),
        ),
        Proposal(3, propose_row("A topic of its own", "Quantum inference", "https://x.org/q")),
        Proposal(4, replace(bare, links=(*bare.links, found)), bare),
    ]
    done = write_upstream(text, proposals, list_name="real")
    assert [each.reason for each in done.refused] == []
    assert set(apply(text, done.patch).values()) <= {done.text}
    before, after = facts(document), facts(parse_document(done.text))
    assert len(after) == len(before) + 3
    assert len([row for row in before if row not in after]) == 1
    for each in done.written[:2]:
        of_section = [row for row in after if row.section.name == each.row.section.name]
        months = [row.published for row in of_section if row.published]
        place = of_section.index(replace(each.row, line=0))
        assert (
            each.row.published is None
            or all(month <= each.row.published for month in months[:place])
            or place == 0
            or len(document.sections) == 1
        )
