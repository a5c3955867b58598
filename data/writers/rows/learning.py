"""The style of a place in a list: what the rows around it, those of its run and those of the whole list agree on."""

from collections.abc import Sequence

from data.schema import Row
from data.writers.rows.item_style import ItemSample, ItemStyle, learn_items, split_marker
from data.writers.rows.layout import Entry, Form, Layout, Run
from data.writers.rows.table_style import TableStyle, learn_table

_NEAREST = 12
"""So many rows around a place are asked first how they are written."""


def learn_table_at(layout: Layout, run: Run, place: int) -> TableStyle:
    """How a row would be written before the entry of this number in a table; an empty one is like the others."""

    def pairs(entries: Sequence[Entry]) -> list[tuple[Row, str]]:
        return [(entry.rows[0], layout.lines[entry.first - 1]) for entry in entries]

    alike = [each for each in layout.runs if each.form is run.form and each.columns == run.columns]
    circles = [pairs(entries) for entries in _circles(run, alike, place)]
    return learn_table(run.columns, circles, is_page=run.form is Form.PAGE)


def learn_items_at(layout: Layout, run: Run, place: int) -> ItemStyle:
    """How an item would be written before the entry of this number."""

    def samples(entries: Sequence[Entry]) -> list[ItemSample]:
        return [ItemSample(entry.rows[0], *split_marker(layout.text_of(entry))) for entry in entries]

    alike = [each for each in layout.runs if each.form is Form.ITEMS]
    return learn_items([samples(entries) for entries in _circles(run, alike, place)])


def _circles(run: Run, alike: Sequence[Run], place: int) -> list[Sequence[Entry]]:
    """The nearest entries, those of the run, and those of all runs that are like it."""
    start = max(0, min(place - _NEAREST // 2, len(run.entries) - _NEAREST))
    others = [entry for each in alike if each is not run for entry in each.entries]
    return [run.entries[start : start + _NEAREST], run.entries, [*run.entries, *others]]
