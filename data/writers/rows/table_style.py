"""How a table writes its rows: which columns in which order, how each cell is filled, what stands between them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from data.formats.columns import Column
from data.formats.link_kinds import kind_of_link
from data.formats.marks import says_none
from data.identity.keys import keys_of
from data.schema import Link, LinkKind, Row
from data.writers.rows import date_forms, link_forms
from data.writers.rows.escaping import escape_address, escape_text
from data.writers.rows.link_forms import LinkStyle, find_written, label_link, write_link
from data.writers.rows.name_style import NameStyle, adapt_name, learn_names, take_apart, write_name
from data.writers.rows.votes import Votes, ask

_PIPE = re.compile(r"(?<!\\)\|")
_STAR = re.compile("[⭐🌟★]\ufe0f?")
_LINKED = {column for column in Column if column.link_kind or column is Column.LINKS}
_NO_VOTES: Votes[str] = Votes(())


@dataclass(frozen=True, slots=True)
class RawRow:
    """A line of a table as it stands in the document: what is before the first cell, the cells with their blanks, and
    what is behind the last one."""

    lead: str
    cells: tuple[str, ...]
    tail: str


@dataclass(frozen=True, slots=True)
class TableStyle:
    """What the rows of a table agree on. `none` is what a cell without a fact says; `is_page` that labels have no
    targets there."""

    columns: tuple[Column, ...]
    lead: str
    tail: str
    blanks: tuple[tuple[str, str], ...]
    date: str
    name: NameStyle
    links: LinkStyle
    between: str
    star: str
    none: tuple[str, ...]
    is_page: bool = False

    @property
    def lacks(self) -> frozenset[str]:
        """The facts that rows of this table have no place for."""
        has = {
            "published": Column.DATE in self.columns and self.date != date_forms.YEAR,
            "stars": Column.RATING in self.columns,
            "heat": self.name.has_heat,
            "aliases": Column.ALIAS in self.columns or self.name.alias is not None,
            "organisations": Column.ORGANISATION in self.columns or self.name.organisation is not None,
        }
        return frozenset(fact for fact, is_there in has.items() if not is_there)


def split_raw(line: str) -> RawRow:
    """Cuts a line at its pipes as the reader does, and keeps every character of it."""
    pieces = _PIPE.split(line)
    lead = tail = ""
    if len(pieces) > 1 and not pieces[0].strip():
        lead = f"{pieces.pop(0)}|"
    if len(pieces) > 1 and not pieces[-1].strip():
        tail = f"|{pieces.pop()}"
    return RawRow(lead, tuple(pieces), tail)


def join_raw(row: RawRow) -> str:
    """The inverse of `split_raw`."""
    return f"{row.lead}{'|'.join(row.cells)}{row.tail}"


def learn_table(
    columns: tuple[Column, ...], circles: Sequence[Sequence[tuple[Row, str]]], *, is_page: bool = False
) -> TableStyle:
    """What the rows of a table agree on, each given with its line; the circles go from the nearest rows outwards."""
    raw = [
        [(row, cut) for row, line in circle if len((cut := split_raw(line)).cells) == len(columns)]
        for circle in circles
    ]
    place = columns.index(Column.TITLE)
    names = [[parts for row, cut in circle if (parts := take_apart(cut.cells[place].strip(), row))] for circle in raw]
    return TableStyle(
        columns=columns,
        lead=ask(raw, lambda each: [each[1].lead]).best("|"),
        tail=ask(raw, lambda each: [each[1].tail]).best("|"),
        blanks=tuple(_learn_blanks(raw, number) for number in range(len(columns))),
        date=_learn_date(columns, raw),
        name=learn_names(names),
        links=_learn_links(columns, raw),
        between=ask(raw, lambda each: _between(columns, each)).best(" "),
        star=_learn_star(columns, raw),
        none=tuple(_learn_none(raw, number, column) for number, column in enumerate(columns)),
        is_page=is_page,
    )


def adapt_to_table(style: TableStyle, row: Row) -> Row:
    """The row as the table can hold it: facts that it has no place for are dropped, links get the labels that links
    have there. Writing and reading this row gives an equal one."""
    name = style.name
    if Column.ALIAS in style.columns:
        name = replace(name, alias=name.alias or ("", ""))
    if Column.ORGANISATION in style.columns:
        name = replace(name, organisation=name.organisation or ("", ""))
    row = adapt_name(name, row)
    if Column.ALIAS in style.columns:
        row = replace(row, aliases=row.aliases[:1], prefix="")
    placed = dict(_place_links(style, row.links, fresh=True))
    links = tuple(link for number in sorted(placed) for link in placed[number])
    return replace(
        row,
        published=None if "published" in style.lacks else row.published,
        stars=0 if "stars" in style.lacks else row.stars,
        links=links,
        keys=keys_of(row.title, links),
    )


def write_cells(style: TableStyle, row: Row) -> list[str]:
    """What each cell says, without the blanks around it."""
    placed = dict(_place_links(style, row.links, fresh=False))
    return [
        _write_cell(style, column, row, placed.get(number, []), number) for number, column in enumerate(style.columns)
    ]


def write_table_row(style: TableStyle, row: Row) -> str:
    """The line of a row, without the line's end."""
    cells = (
        f"{before}{cell}{behind}" if cell else before or behind or " "
        for cell, (before, behind) in zip(write_cells(style, row), style.blanks, strict=True)
    )
    return f"{style.lead}{'|'.join(cells)}{style.tail}"


def _write_cell(style: TableStyle, column: Column, row: Row, links: Sequence[Link], number: int) -> str:
    text = ""
    if column is Column.TITLE:
        return _write_title(style, row, links)
    if column is Column.DATE:
        text = date_forms.render_month(style.date, row.published) if row.published else ""
    elif column is Column.RATING:
        return style.star * row.stars
    elif column is Column.ALIAS:
        text = escape_text(row.aliases[0]) if row.aliases else ""
    elif column is Column.ORGANISATION:
        text = escape_text(row.organisation_text)
    elif column in _LINKED:
        text = style.between.join(filter(None, (_write_link(style, link) for link in links)))
    return text or style.none[number]


def _write_title(style: TableStyle, row: Row, links: Sequence[Link]) -> str:
    name = style.name
    if Column.ALIAS in style.columns:
        row, name = replace(row, aliases=(), prefix=""), replace(name, alias=None)
    if Column.ORGANISATION in style.columns:
        row, name = replace(row, organisation_text=""), replace(name, organisation=None)
    return write_name(name, row, escape_address(links[0].url) if links else "")


def _write_link(style: TableStyle, link: Link) -> str:
    if style.is_page:
        return f"[{escape_text(link.label)}]"
    return write_link(style.links, link) or ""


def _place_links(style: TableStyle, links: Iterable[Link], *, fresh: bool) -> Iterator[tuple[int, list[Link]]]:
    """Which cell each link goes to. With `fresh`, links get the labels that make them what they are there."""
    placed: dict[int, list[Link]] = {}
    for link in links:
        number = next(_places_for(style, link, placed, fresh=fresh), None)
        if number is None:
            continue
        column = style.columns[number]
        if fresh:
            link = link_forms.address_link(style.links, link)
            link = replace(link, label="") if column is Column.TITLE else label_link(style.links, link, column)
        placed.setdefault(number, []).append(link)
    yield from placed.items()


def _places_for(style: TableStyle, link: Link, placed: dict[int, list[Link]], *, fresh: bool) -> Iterator[int]:
    """The cells that a link may stand in, the best first."""
    title = style.columns.index(Column.TITLE)
    fits_title = kind_of_link(Column.TITLE, "", link.url) is link.kind and title not in placed
    if style.name.leads and fits_title and (fresh or not link.label) and link.kind is not LinkKind.CODE:
        yield title
    numbered = [(number, column) for number, column in enumerate(style.columns) if column in _LINKED]
    others = [number for number, column in numbered if column.link_kind is not link.kind]
    if style.name.leads and Column.LINKS not in style.columns:
        others = [number for number in others if style.columns[number] is not Column.CODE]
    for number in (*(number for number, column in numbered if column.link_kind is link.kind), *others):
        column = style.columns[number]
        labelled = label_link(style.links, link, column) if fresh else link
        if kind_of_link(column, labelled.label, link.url) is link.kind:
            yield number
    if fits_title and (fresh or not link.label):
        yield title


def _learn_blanks(raw: Sequence[Sequence[tuple[Row, RawRow]]], number: int) -> tuple[str, str]:
    def blanks(each: tuple[Row, RawRow]) -> Iterator[tuple[str, str]]:
        cell = each[1].cells[number]
        if text := cell.strip():
            before, behind = cell.split(text, 1)
            yield before[:1], behind[:1]

    return ask(raw, blanks).best((" ", " "))


def _learn_date(columns: Sequence[Column], raw: Sequence[Sequence[tuple[Row, RawRow]]]) -> str:
    if Column.DATE not in columns:
        return date_forms.FIRST
    place = columns.index(Column.DATE)

    def form(each: tuple[Row, RawRow]) -> list[str]:
        found = date_forms.find_form(each[1].cells[place], each[0].published)
        return [found] if found else []

    return ask(raw[-1:], form).best(ask(raw, form).best(date_forms.FIRST))


def _learn_links(columns: Sequence[Column], raw: Sequence[Sequence[tuple[Row, RawRow]]]) -> LinkStyle:
    written = [[one for row, cut in circle for one in _links_of(columns, row, cut)] for circle in raw]
    return link_forms.learn_links(written)


def _links_of(columns: Sequence[Column], row: Row, cut: RawRow) -> Iterator[link_forms.Written]:
    for column, cell in zip(columns, cut.cells, strict=True):
        if column in _LINKED:
            yield from find_written(cell, row.links)


def _between(columns: Sequence[Column], each: tuple[Row, RawRow]) -> Iterator[str]:
    """What stands between two links of one cell."""
    for column, cell in zip(columns, each[1].cells, strict=True):
        found = find_written(cell, each[0].links) if column in _LINKED else []
        for one, other in pairwise(found):
            between = cell[one.end : other.start]
            if not re.search(r"\w", between.replace("br", "")):
                yield between


def _learn_star(columns: Sequence[Column], raw: Sequence[Sequence[tuple[Row, RawRow]]]) -> str:
    if Column.RATING not in columns:
        return ""
    place = columns.index(Column.RATING)

    def stars(each: tuple[Row, RawRow]) -> list[str]:
        return [str(star) for star in _STAR.findall(each[1].cells[place])]

    return ask(raw[-1:], stars).best("⭐️")


def _learn_none(raw: Sequence[Sequence[tuple[Row, RawRow]]], number: int, column: Column) -> str:
    """What a cell says that has no fact: what such cells of its column say, else those of any column of links."""

    def says(each: tuple[Row, RawRow]) -> list[str]:
        cell = each[1].cells[number].strip()
        return [cell] if cell and says_none(cell) else []

    def says_anywhere(each: tuple[Row, RawRow]) -> list[str]:
        return [cell.strip() for cell in each[1].cells if cell.strip() and says_none(cell)]

    own = ask(raw, says).best("")
    return own or (ask(raw, says_anywhere).best("") if column in _LINKED else "")
