"""A proposal as a change of a list's text, with the row that it should read as. Nothing here is proven yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from data.categories import categorise
from data.formats.title_cell import LONGEST_TITLE
from data.identity.keys import is_strong, title_key
from data.identity.titles import compact_title
from data.schema import Document, Row, Section
from data.writers.rows.correcting import correct_item, correct_table_row, merge_change, only_changed
from data.writers.rows.item_style import adapt_to_items, split_marker, write_item
from data.writers.rows.layout import Entry, Form, Layout, Run
from data.writers.rows.learning import learn_items_at, learn_table_at
from data.writers.rows.new_section import draft_section, fill_section
from data.writers.rows.numbering import number_at, renumber, spaced
from data.writers.rows.ordering import choose_run, find_place
from data.writers.rows.proposals import Proposal, Refusal
from data.writers.rows.proving import says_the_same
from data.writers.rows.source import Source
from data.writers.rows.table_style import adapt_to_table, write_table_row


@dataclass(frozen=True, slots=True)
class Draft:
    """A text in which a proposal may stand, and the row that it should read as. `lacks` names the facts that the list
    has no place for; `gone` the places of the rows that this one takes the place of."""

    source: Source
    expected: Row
    lacks: frozenset[str]
    gone: tuple[int, ...] = ()
    new_section: bool = False


class NotWritable(Exception):
    """A proposal that cannot be written into this list, and why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Drafter:
    """Drafts changes of one text."""

    source: Source
    document: Document
    layout: Layout

    def draft(self, proposal: Proposal) -> Draft:
        """The text with the proposal in it. Raises `NotWritable`."""
        if self.document.format != "markdown":
            raise NotWritable(Refusal.FORMAT)
        row = proposal.row
        if not compact_title(row.title):
            raise NotWritable(Refusal.NO_TITLE)
        if len(row.title) > LONGEST_TITLE:
            raise NotWritable(Refusal.TITLE_TOO_LONG)
        if proposal.before is not None:
            return self._correct(proposal, proposal.before)
        if not any(link.url for link in row.links):
            raise NotWritable(Refusal.NO_LINK)
        run = self._find_run(row, proposal.category)
        if not proposal.again and self._is_listed(row, self.document.rows):
            raise NotWritable(Refusal.ALREADY_LISTED)
        if run and self._is_listed(row, [one for one in self.document.rows if one.section == run.section]):
            raise NotWritable(Refusal.ALREADY_LISTED)
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
    ) -> Draft:
        """Writes a row among the entries of a run. `without` is the entry that is taken out elsewhere, whose lines are
        kept `as_it_is` where both places are of one form."""
        if run.form is Form.HTML:
            raise NotWritable(Refusal.HTML_TABLE)
        place = find_place(run, row, [each for each in self.layout.runs if each.section != run.section])
        before = run.entries[place].first if place < len(run.entries) else run.last + 1
        source = self.source
        if run.form is Form.ITEMS:
            items = learn_items_at(self.layout, run, place)
            expected = adapt_to_items(items, row)
            written = write_item(items, expected, number_at(self.layout, run, place)).split("\n")
            lines, lacks = spaced(written, run, place, marker=items.marker), items.lacks
            source = renumber(source, self.layout, run, place, 1)
        else:
            table = learn_table_at(self.layout, run, place)
            expected = adapt_to_table(table, row)
            lines, lacks = [write_table_row(table, expected)], table.lacks
        if without is not None and as_it_is and self._entry_at(without.first)[0].columns == run.columns:
            expected, lines = row, self._moved_lines(without, lines)
        source = source.replaced(before, 0, lines)
        if without is not None:
            shift = len(lines) if before <= without.first else 0
            source = self._taken_out(source, without, shift)
        if not expected.links and row.links:
            raise NotWritable(Refusal.NO_LINK)
        return Draft(source, expected, lacks, gone)

    def _add_section(self, row: Row) -> Draft:
        name = row.section.name
        drafted = None
        if compact_title(name):
            drafted = fill_section(self.layout, name) or draft_section(self.layout, name)
        if drafted is None:
            raise NotWritable(Refusal.UNKNOWN_FORM)
        run = drafted.model
        row = replace(row, section=Section(name))
        if run.form is Form.ITEMS:
            items = learn_items_at(self.layout, run, len(run.entries))
            expected, lacks = adapt_to_items(items, row), items.lacks
            entry = write_item(items, expected, 1).split("\n")
        else:
            table = learn_table_at(self.layout, run, len(run.entries))
            expected, lacks = adapt_to_table(table, row), table.lacks
            entry = [write_table_row(table, expected)]
        following = self.layout.lines[drafted.before - 1 : drafted.before]
        lines = [*drafted.lines, *entry, *([""] if following and following[0].strip() else [])]
        source = self.source.replaced(drafted.before, 0, lines)
        if drafted.contents:
            source = source.replaced(drafted.contents + 1, 0, [drafted.contents_line])
        return Draft(source, expected, lacks, new_section=drafted.is_new)

    def _correct(self, proposal: Proposal, before: Row) -> Draft:
        place = self._find_row(before)
        standing = self.document.rows[place]
        run, entry = self._entry_at(standing.line)
        if run.form is Form.HTML:
            raise NotWritable(Refusal.HTML_TABLE)
        after = merge_change(standing, before, proposal.row)
        if compact_title(after.section.name) != compact_title(standing.section.name):
            return self._move(proposal, standing, after, place, entry)
        number = run.entries.index(entry)
        source = "\n".join(line for line, _ in self.source.lines[entry.first - 1 : entry.last])
        if run.form is Form.ITEMS:
            items = learn_items_at(self.layout, run, number)
            expected, lacks = only_changed(standing, after, adapt_to_items(items, after)), items.lacks
            text = correct_item(items, source, standing, expected) if len(entry.rows) == 1 else None
        else:
            table = learn_table_at(self.layout, run, number)
            expected, lacks = only_changed(standing, after, adapt_to_table(table, after)), table.lacks
            text = correct_table_row(table, source, standing, expected)
        if standing.links and not expected.links and run.form is Form.ITEMS:
            raise NotWritable(Refusal.NO_LINK)
        if text is None:
            raise NotWritable(Refusal.UNKNOWN_FORM)
        if text == source or says_the_same(standing, expected):
            raise NotWritable(Refusal.NOTHING_CHANGES)
        return Draft(
            self.source.replaced(entry.first, entry.last - entry.first + 1, text.split("\n")),
            expected,
            lacks,
            (place,),
        )

    def _move(self, proposal: Proposal, standing: Row, after: Row, place: int, entry: Entry) -> Draft:
        """Takes a row out of its section and writes it into another one."""
        run = self._find_run(after, proposal.category)
        if run is None or len(entry.rows) > 1 or run.section == standing.section:
            raise NotWritable(
                Refusal.NOTHING_CHANGES if run and run.section == standing.section else Refusal.UNKNOWN_FORM
            )
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
            raise NotWritable(Refusal.ROW_NOT_FOUND)
        return alike[0]

    def _entry_at(self, line: int) -> tuple[Run, Entry]:
        for run in self.layout.runs:
            for entry in run.entries:
                if entry.first == line:
                    return run, entry
        raise NotWritable(Refusal.UNKNOWN_FORM)

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
            found = [run for run in self.layout.runs if fits(run.section)]
            if found:
                return choose_run(found, row)
        return None

    def _taken_out(self, source: Source, entry: Entry, shift: int) -> Source:
        """The source without an entry, which stands `shift` lines lower there."""
        run, _ = self._entry_at(entry.first)
        if run.form is Form.ITEMS:
            source = renumber(source, self.layout, run, run.entries.index(entry) + 1, -1, shift)
        return source.replaced(entry.first + shift, entry.last - entry.first + 1, [])
