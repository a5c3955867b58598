"""Numbers of items, and the blank lines between them, as they are after one has come or gone."""

from itertools import pairwise

from data.writers.rows.item_style import number_of, split_marker, with_number
from data.writers.rows.layout import Layout, Run
from data.writers.rows.source import Source


def number_at(layout: Layout, run: Run, place: int) -> int:
    """The number of an item that is put at a place: that of the item there, or the next one."""
    numbers = _numbers(layout, run)
    if place < len(numbers):
        return numbers[place] or 1
    return (numbers[-1] or 0) + 1 if numbers else 1


def renumber(source: Source, layout: Layout, run: Run, place: int, by: int, shift: int = 0) -> Source:
    """The items of a run from a place on with other numbers, where items are counted. In `source` they stand `shift`
    lines lower than in `layout`."""
    numbers = _numbers(layout, run)
    if None in numbers or len(set(numbers)) == 1 < len(numbers):
        return source
    for entry in run.entries[place:]:
        marker, rest = split_marker(source.lines[entry.first + shift - 1][0])
        number = number_of(marker) or 0
        source = source.replaced(entry.first + shift, 1, [f"{with_number(marker, number + by)}{rest}"])
    return source


def spaced(lines: list[str], run: Run, place: int, *, marker: str) -> list[str]:
    """The lines of a new item with the blank line that items of its run keep between them; paragraphs need one."""
    gaps = [later.first - earlier.last > 1 for earlier, later in pairwise(run.entries)]
    is_loose = sum(gaps) * 2 > len(gaps) if gaps else not marker.strip()
    if not is_loose:
        return lines
    return [*lines, ""] if place < len(run.entries) else ["", *lines]


def _numbers(layout: Layout, run: Run) -> list[int | None]:
    return [number_of(split_marker(layout.lines[entry.first - 1])[0]) for entry in run.entries]
