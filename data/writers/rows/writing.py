"""Proposals written into a list, one after the other, each proven by reading the whole list again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from data.categories import categorise
from data.formats import parse_document
from data.formats.title_cell import LONGEST_TITLE
from data.identity.keys import is_strong, link_key, title_key
from data.identity.titles import compact_title
from data.schema import Document, Row, Section
from data.writers.rows.correcting import correct_item, correct_table_row
from data.writers.rows.item_style import (
    ItemSample,
    ItemStyle,
    adapt_to_items,
    learn_items,
    number_of,
    split_marker,
    with_number,
    write_item,
)
from data.writers.rows.layout import Entry, Form, Run, lay_out
from data.writers.rows.new_section import draft_section, fill_section
from data.writers.rows.ordering import choose_run, find_place
from data.writers.rows.patch import render_patch
from data.writers.rows.proposals import Proposal, Refusal, RefusedRow, Upstream, WrittenRow
from data.writers.rows.proving import find_written, read_again, says_the_same
from data.writers.rows.pull_request import render_body, render_title
from data.writers.rows.source import Source
from data.writers.rows.table_style import TableStyle, adapt_to_table, learn_table, write_table_row

_NEAREST = 12
"""So many rows around a place are asked first how they are written."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A text in which a proposal may stand, and what it should read as."""

    source: Source
    expected: Row
    lacks: frozenset[str]
    gone: tuple[int, ...] = ()
    new_section: bool = False


class _Refused(Exception):
    """A proposal that cannot be written."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


def write_upstream(
    text: str,
    proposals: Sequence[Proposal],
    *,
    list_name: str,
    path: str = "README.md",
    format: str = "auto",  # noqa: A002 - the word of `parse_document`
) -> Upstream:
    """Writes proposals into the text of a list, in its own columns, order and style.

    The result holds exactly the rows of the list and those proposals that are in `written`, read back with our own
    readers; whatever would read otherwise is in `refused` with its reason, and leaves no trace. `path` names the file
    in the patch. Raises `NotAList`, `UnknownFormat` and `InvalidRow` for a text that cannot be read.
    """
    task = _Task(text, parse_document(text, format), format)
    for proposal in proposals:
        task.take(proposal)
    result = task.source.text
    return Upstream(
        list_name=list_name,
        path=path,
        text=result,
        patch=render_patch(text, result, path),
        title=render_title(task.written),
        body=render_body(task.written, before=task.rows_before, after=len(task.document.rows)),
        written=tuple(task.written),
        refused=tuple(task.refused),
    )


class _Task:
    """A list while proposals are written into it."""

    def __init__(self, text: str, document: Document, format: str) -> None:  # noqa: A002
        self.source = Source.of(text)
        self.document = document
        self.rows_before = len(document.rows)
        self.written: list[WrittenRow] = []
        self.refused: list[RefusedRow] = []
        self._format = format
        self._layout = lay_out(text, document)

    def take(self, proposal: Proposal) -> None:
        """Writes a proposal, or notes why it cannot be written."""
        try:
            written = self._write(proposal)
            document = read_again(written.source.text, self._format)
            row = find_written(self.document, document, written.expected, written.gone)
            if row is None or document is None:
                raise _Refused(Refusal.NOT_PROVEN)
        except _Refused as refused:
            self.refused.append(RefusedRow(proposal, refused.reason))
            return
        shift = _Shift(self.document, document, row)
        self.written = [replace(each, line=shift.line_of(each)) for each in self.written]
        self.source, self.document = written.source, document
        self._layout = lay_out(self.source.text, document)
        left_out = _left_out(proposal, row, written.lacks)
        self.written.append(WrittenRow(proposal, row, row.line, written.new_section, left_out))

    def _write(self, proposal: Proposal) -> _Written:
        if self.document.format != "markdown":
            raise _Refused(Refusal.FORMAT)
        row = proposal.row
        if not compact_title(row.title):
            raise _Refused(Refusal.NO_TITLE)
        if len(row.title) > LONGEST_TITLE:
            raise _Refused(Refusal.TITLE_TOO_LONG)
        if proposal.before is not None:
            return self._correct(proposal, proposal.before)
        if not any(link.url for link in row.links):
            raise _Refused(Refusal.NO_LINK)
        run = self._find_run(row, proposal.category)
        if not proposal.again and self._is_listed(row, self.document.rows):
            raise _Refused(Refusal.ALREADY_LISTED)
        if run and self._is_listed(row, [one for one in self.document.rows if one.section == run.section]):
            raise _Refused(Refusal.ALREADY_LISTED)
        return self._insert(run, replace(row, section=run.section)) if run else self._add_section(row)

    @staticmethod
    def _is_listed(row: Row, rows: Sequence[Row]) -> bool:
        """Whether one of the rows is this paper."""
        signs = {*filter(is_strong, row.keys), title_key(row.title)} - {""}
        return any(signs.intersection(one.keys) for one in rows)

    def _insert(
        self,
        run: Run,
        row: Row,
        gone: tuple[int, ...] = (),
        without: Entry | None = None,
        *,
        as_it_is: bool = False,
    ) -> _Written:
        """Writes a row among the entries of a run. `without` is the entry that is taken out elsewhere, whose lines are
        kept `as_it_is` where both places are of one form."""
        if run.form is Form.HTML:
            raise _Refused(Refusal.HTML_TABLE)
        place = find_place(run, row, [each for each in self._layout.runs if each.section != run.section])
        before = run.entries[place].first if place < len(run.entries) else run.last + 1
        source = self.source
        if run.form is Form.ITEMS:
            items = self._item_style(run, place)
            expected = adapt_to_items(items, row)
            lines, lacks = self._item_lines(run, place, items, expected), items.lacks
            source = self._renumbered(source, run, place, 1)
        else:
            table = self._table_style(run, place)
            expected = adapt_to_table(table, row)
            lines, lacks = [write_table_row(table, expected)], table.lacks
        if without is not None and as_it_is and self._entry_at(without.first)[0].columns == run.columns:
            expected, lines = row, self._moved_lines(without, lines)
        source = source.replaced(before, 0, lines)
        if without is not None:
            shift = len(lines) if before <= without.first else 0
            source = self._taken_out(source, without, shift)
        if not expected.links and row.links:
            raise _Refused(Refusal.NO_LINK)
        return _Written(source, expected, lacks, gone)

    def _add_section(self, row: Row) -> _Written:
        name = row.section.name
        drafted = None
        if compact_title(name):
            drafted = fill_section(self._layout, name) or draft_section(self._layout, name)
        if drafted is None:
            raise _Refused(Refusal.UNKNOWN_FORM)
        run = drafted.model
        row = replace(row, section=Section(name))
        if run.form is Form.ITEMS:
            items = self._item_style(run, len(run.entries))
            expected, lacks = adapt_to_items(items, row), items.lacks
            entry = write_item(items, expected, 1).split("\n")
        else:
            table = self._table_style(run, len(run.entries))
            expected, lacks = adapt_to_table(table, row), table.lacks
            entry = [write_table_row(table, expected)]
        following = self._layout.lines[drafted.before - 1 : drafted.before]
        lines = [*drafted.lines, *entry, *([""] if following and following[0].strip() else [])]
        source = self.source.replaced(drafted.before, 0, lines)
        if drafted.contents:
            source = source.replaced(drafted.contents + 1, 0, [drafted.contents_line])
        return _Written(source, expected, lacks, new_section=drafted.is_new)

    def _correct(self, proposal: Proposal, before: Row) -> _Written:
        place = self._find_row(before)
        standing = self.document.rows[place]
        run, entry = self._entry_at(standing.line)
        if run.form is Form.HTML:
            raise _Refused(Refusal.HTML_TABLE)
        after = _merge(standing, before, proposal.row)
        if compact_title(after.section.name) != compact_title(standing.section.name):
            return self._move(proposal, standing, after, place, entry)
        number = run.entries.index(entry)
        source = "\n".join(line for line, _ in self.source.lines[entry.first - 1 : entry.last])
        if run.form is Form.ITEMS:
            items = self._item_style(run, number)
            expected, lacks = _only_changed(standing, after, adapt_to_items(items, after)), items.lacks
            text = correct_item(items, source, standing, expected) if len(entry.rows) == 1 else None
        else:
            table = self._table_style(run, number)
            expected, lacks = _only_changed(standing, after, adapt_to_table(table, after)), table.lacks
            text = correct_table_row(table, source, standing, expected)
        if text is None:
            raise _Refused(Refusal.UNKNOWN_FORM)
        if text == source or says_the_same(standing, expected):
            raise _Refused(Refusal.NOTHING_CHANGES)
        return _Written(
            self.source.replaced(entry.first, entry.last - entry.first + 1, text.split("\n")),
            expected,
            lacks,
            (place,),
        )

    def _move(self, proposal: Proposal, standing: Row, after: Row, place: int, entry: Entry) -> _Written:
        """Takes a row out of its section and writes it into another one."""
        run = self._find_run(after, proposal.category)
        if run is None or len(entry.rows) > 1 or run.section == standing.section:
            raise _Refused(Refusal.NOTHING_CHANGES if run and run.section == standing.section else Refusal.UNKNOWN_FORM)
        moved = replace(after, section=run.section)
        stays = replace(moved, section=standing.section) == standing
        return self._insert(run, moved, (place,), without=entry, as_it_is=stays)

    def _find_row(self, wanted: Row) -> int:
        """The place of a row that says what `wanted` says, else of the only one in its section with its signs."""
        bare = replace(wanted, line=0)
        equal = [place for place, row in enumerate(self.document.rows) if replace(row, line=0) == bare]
        if equal:
            return equal[0]
        signs = set(wanted.keys)
        alike = [
            place
            for place, row in enumerate(self.document.rows)
            if signs.intersection(row.keys)
            and compact_title(row.title) == compact_title(wanted.title)
            and row.section.name == wanted.section.name
        ]
        if len(alike) != 1:
            raise _Refused(Refusal.ROW_NOT_FOUND)
        return alike[0]

    def _entry_at(self, line: int) -> tuple[Run, Entry]:
        for run in self._layout.runs:
            for entry in run.entries:
                if entry.first == line:
                    return run, entry
        raise _Refused(Refusal.UNKNOWN_FORM)

    def _moved_lines(self, entry: Entry, written: Sequence[str]) -> list[str]:
        """The lines of an entry, under the marker that it has in its new place."""
        lines = [line for line, _ in self.source.lines[entry.first - 1 : entry.last]]
        old, rest = split_marker(lines[0])
        new = next((split_marker(line)[0] for line in written if line.strip()), "")
        gap = [line for line in written if not line.strip()]
        before, behind = (gap, []) if written and not written[0].strip() else ([], gap)
        return [*before, f"{new if old else ''}{rest}", *lines[1:], *behind]

    def _find_run(self, row: Row, category: str) -> Run | None:
        """The entries of the section that a row names: by its name, else its anchor, else as a heading above others,
        else by its category."""
        section, wanted = row.section, compact_title(row.section.name)
        tests: list[Callable[[Section], bool]] = [lambda other: bool(wanted) and compact_title(other.name) == wanted]
        if section.anchor:
            tests.append(lambda other: other.anchor == section.anchor)
        tests.append(lambda other: bool(wanted) and wanted in map(compact_title, other.parents))
        if category:
            tests.append(lambda other: categorise(other).slug == category)
        for fits in tests:
            found = [run for run in self._layout.runs if fits(run.section)]
            if found:
                return choose_run(found, row)
        return None

    def _table_style(self, run: Run, place: int) -> TableStyle:
        lines = self._layout.lines

        def pairs(entries: Sequence[Entry]) -> list[tuple[Row, str]]:
            return [(entry.rows[0], lines[entry.first - 1]) for entry in entries]

        others = [
            entry
            for each in self._layout.runs
            if each.form is run.form and each.columns == run.columns and each is not run
            for entry in each.entries
        ]
        circles = [pairs(_around(run.entries, place)), pairs(run.entries), pairs([*run.entries, *others])]
        return learn_table(run.columns, circles, is_page=run.form is Form.PAGE)

    def _item_style(self, run: Run, place: int) -> ItemStyle:
        def samples(entries: Sequence[Entry]) -> list[ItemSample]:
            return [ItemSample(entry.rows[0], *split_marker(self._layout.text_of(entry))) for entry in entries]

        others = [
            entry for each in self._layout.runs if each.form is Form.ITEMS and each is not run for entry in each.entries
        ]
        circles = [samples(_around(run.entries, place)), samples(run.entries), samples([*run.entries, *others])]
        return learn_items(circles)

    def _item_lines(self, run: Run, place: int, style: ItemStyle, row: Row) -> list[str]:
        """The lines of a new item with the blank line that items of this list keep between them."""
        lines = write_item(style, row, self._number_at(run, place)).split("\n")
        gaps = [later.first - earlier.last > 1 for earlier, later in zip(run.entries, run.entries[1:], strict=False)]
        loose = sum(gaps) * 2 > len(gaps) if gaps else not style.marker.strip()
        if not loose:
            return lines
        return [*lines, ""] if place < len(run.entries) else ["", *lines]

    def _number_at(self, run: Run, place: int) -> int:
        """The number of an item that is put at a place: that of the item there, or the next one."""
        numbers = [number_of(split_marker(self._layout.lines[entry.first - 1])[0]) for entry in run.entries]
        if place < len(numbers):
            return numbers[place] or 1
        return (numbers[-1] or 0) + 1 if numbers else 1

    def _taken_out(self, source: Source, entry: Entry, shift: int) -> Source:
        """The source without an entry, which stands `shift` lines lower there."""
        run, _ = self._entry_at(entry.first)
        if run.form is Form.ITEMS:
            source = self._renumbered(source, run, run.entries.index(entry) + 1, -1, shift)
        return source.replaced(entry.first + shift, entry.last - entry.first + 1, [])

    def _renumbered(self, source: Source, run: Run, place: int, by: int, shift: int = 0) -> Source:
        """The items from a place on with other numbers, where items are counted; they stand `shift` lines lower."""
        numbers = [number_of(split_marker(self._layout.lines[entry.first - 1])[0]) for entry in run.entries]
        if None in numbers or len(set(numbers)) == 1 < len(numbers):
            return source
        for entry in run.entries[place:]:
            line = source.lines[entry.first + shift - 1][0]
            marker, rest = split_marker(line)
            number = number_of(marker) or 0
            source = source.replaced(entry.first + shift, 1, [f"{with_number(marker, number + by)}{rest}"])
        return source


def _around(entries: Sequence[Entry], place: int) -> Sequence[Entry]:
    start = max(0, min(place - _NEAREST // 2, len(entries) - _NEAREST))
    return entries[start : start + _NEAREST]


def _merge(standing: Row, before: Row, after: Row) -> Row:
    """The standing row with what changes from `before` to `after`; what a list has changed since stays its own."""
    changed = {
        name: getattr(after, name)
        for name in ("title", "aliases", "prefix", "organisations", "organisation_text", "published", "stars", "heat")
        if getattr(after, name) != getattr(before, name)
    }
    gone = {link.url for link in before.links} - {link.url for link in after.links}
    links = [link for link in standing.links if link.url not in gone]
    links += [link for link in after.links if link.url not in {one.url for one in (*links, *before.links)}]
    section = after.section if after.section != before.section else standing.section
    return replace(standing, links=tuple(links), section=section, **changed)


def _only_changed(standing: Row, wanted: Row, adapted: Row) -> Row:
    """The standing row with those facts from the adapted one that were wanted otherwise."""
    names = ("title", "aliases", "prefix", "organisations", "organisation_text", "published", "stars", "heat")
    changed = {name: getattr(adapted, name) for name in names if getattr(wanted, name) != getattr(standing, name)}
    known = {(link.kind, link_key(link.url)): link for link in standing.links}
    links = tuple(known.get((link.kind, link_key(link.url)), link) for link in adapted.links)
    return replace(standing, links=links, **changed)


def _left_out(proposal: Proposal, row: Row, lacks: frozenset[str]) -> tuple[str, ...]:
    """Which facts the list has no place for, and whether stars are left for its curators."""
    wanted = proposal.row
    lost: list[str] = [
        name for name in ("published", "aliases", "organisations") if getattr(wanted, name) and name in lacks
    ]
    if {link_key(link.url) for link in wanted.links} - {link_key(link.url) for link in row.links}:
        lost.append("links")
    if proposal.before is None and "stars" not in lacks and not row.stars:
        lost.append("stars")
    return tuple(lost)


class _Shift:
    """Where the rows that were written earlier stand after another one was."""

    def __init__(self, before: Document, after: Document, new: Row) -> None:
        self._after = [row for row in after.rows if row is not new]
        self._before = [row.line for row in before.rows]

    def line_of(self, written: WrittenRow) -> int:
        """The new line of a row."""
        same = [row.line for row in self._after if replace(row, line=0) == replace(written.row, line=0)]
        return min(same, key=lambda line: abs(line - written.line), default=written.line)
