"""How a list of items writes its entries: the marker, what leads, the name, the links and what stands between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from data.formats.columns import Column
from data.formats.link_kinds import kind_of_link
from data.formats.marks import split_leading_emoji
from data.identity.keys import keys_of
from data.schema import Link, LinkKind, Row
from data.writers.rows import date_forms, link_forms
from data.writers.rows.escaping import escape_address, escape_start
from data.writers.rows.link_forms import LinkStyle, find_written, label_link, write_link
from data.writers.rows.name_style import NameStyle, adapt_name, learn_names, take_apart, write_name
from data.writers.rows.votes import Votes, ask

MARKER = re.compile(r"[ \t]*(?:[-*+•·▪]|(?P<number>\d{1,9})[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_BEFORE = re.compile(r"(?:<br ?/?>|[\s,.;:|•·–—-]|(?<=\n)[ \t]*[*+])*$")
_WORD = re.compile(r"\w")
_DATE_OPEN = re.compile(r"[\[(（【*_`]*$")
_DATE_CLOSE = re.compile(r"[*_`]*[\])）】]?[*_`]*[\s:：,|–—-]*")
_LONGEST_BETWEEN = 24
_BETWEEN_ANYTHING = {"", ",", "|", "/", "·"}
"""What may stand between two links where it stands before the first; a full stop does not."""


@dataclass(frozen=True, slots=True)
class ItemSample:
    """An entry as it stands in the document: its marker, and its source behind it, lines joined by `\\n`."""

    row: Row
    marker: str
    source: str


@dataclass(frozen=True, slots=True)
class ItemStyle:
    """What the items of a list agree on. `marker` has 1 for the number of a numbered item; `counts` tells whether the
    numbers go up. `date` is what stands before and behind a month that leads, and its form."""

    marker: str
    counts: bool
    date: tuple[str, str, str] | None
    name: NameStyle
    before_links: str
    between: str
    links: LinkStyle
    end: str

    @property
    def lacks(self) -> frozenset[str]:
        """The facts that items of this list have no place for."""
        has = {
            "published": self.date is not None,
            "stars": False,
            "heat": self.name.has_heat,
            "aliases": self.name.alias is not None,
            "organisations": self.name.organisation is not None,
        }
        return frozenset(fact for fact, is_there in has.items() if not is_there)


@dataclass(frozen=True, slots=True)
class _Taken:
    """An item taken apart."""

    before_links: str | None
    between: tuple[str, ...]
    end: str | None
    links: tuple[link_forms.Written, ...]


def split_marker(line: str) -> tuple[str, str]:
    """The marker of an item with the blanks around it, and the rest of the line."""
    found = MARKER.match(line)
    return (found[0], line[found.end() :]) if found else ("", line)


def number_of(marker: str) -> int | None:
    """The number of a numbered item."""
    found = MARKER.fullmatch(marker)
    return int(found["number"]) if found and found["number"] else None


def with_number(marker: str, number: int) -> str:
    """The marker with another number; one without a number stays."""
    return re.sub(r"\d+", str(number), marker, count=1)


def learn_items(circles: Sequence[Sequence[ItemSample]]) -> ItemStyle:
    """What items agree on; the circles go from the nearest items outwards."""
    names = [[parts for each in circle if (parts := take_apart(each.source, each.row))] for circle in circles]
    taken = [[_take_apart(each) for each in circle] for circle in circles]
    numbers = [number for each in circles[-1] if (number := number_of(each.marker)) is not None]
    marker = ask(circles, lambda each: [with_number(each.marker, 1)]).best("- ")
    before_links = _votes(taken, lambda one: [one.before_links]).best(" ")
    return ItemStyle(
        marker=marker,
        counts=not numbers or len(set(numbers)) > 1 or len(numbers) == 1,
        date=_learn_date(circles),
        name=learn_names(names),
        before_links=before_links,
        between=_votes(taken, lambda one: one.between).best(
            before_links if before_links.strip() in _BETWEEN_ANYTHING else " "
        ),
        links=link_forms.learn_links([[link for one in circle for link in one.links] for circle in taken]),
        end=_votes(taken, lambda one: [one.end]).best(""),
    )


def adapt_to_items(style: ItemStyle, row: Row) -> Row:
    """The row as an item of the list can hold it, as `adapt_to_table` does for tables."""
    row = adapt_name(style.name, row)
    links = [link_forms.address_link(style.links, link) for link in row.links]
    leading = _leading(style, links, fresh=True)
    if leading is not None:
        links.insert(0, links.pop(leading))
        links[0] = Link(links[0].kind, "", links[0].url)
    rest = slice(1 if leading is not None else 0, None)
    links[rest] = [
        labelled
        for link in links[rest]
        if kind_of_link(Column.LINKS, (labelled := label_link(style.links, link, Column.LINKS)).label, link.url)
        is link.kind
    ]
    return replace(
        row,
        published=row.published if style.date else None,
        stars=0,
        links=tuple(links),
        keys=keys_of(row.title, links),
    )


def write_item(style: ItemStyle, row: Row, number: int) -> str:
    """The source of an item, without the end of its last line. `number` counts where the list does."""
    lead = ""
    if style.date and row.published:
        opening, closing, form = style.date
        lead = f"{opening}{date_forms.render_month(form, row.published)}{closing}"
    links = list(row.links)
    leading = _leading(style, links, fresh=False)
    target = escape_address(links.pop(leading).url) if leading is not None else ""
    name = f"{lead}{write_name(style.name, row, target)}"
    written = style.between.join(filter(None, (write_link(style.links, link) for link in links)))
    marker = with_number(style.marker, number if style.counts else 1)
    text = f"{escape_start(name) if not lead and not name.startswith('*') else name}"
    return f"{marker}{text}{style.before_links if written else ''}{written}{style.end}"


def _leading(style: ItemStyle, links: Sequence[Link], *, fresh: bool) -> int | None:
    """Which link the title carries; None where titles are no links there."""
    natural = [
        number
        for number, link in enumerate(links)
        if kind_of_link(Column.LINKS, "", link.url) is link.kind and (fresh or not link.label)
    ]
    papers = [number for number in natural if links[number].kind is LinkKind.PAPER]
    return next(iter(papers or natural), None) if style.name.leads else None


def _take_apart(sample: ItemSample) -> _Taken:
    source = sample.source
    parts = take_apart(source, sample.row)
    if parts is None:
        return _Taken(None, (), None, ())
    found = [each for each in find_written(source, sample.row.links) if each.start >= parts.end]
    if not found:
        rest = source[parts.end :].rstrip("\n")
        return _Taken(None, (), rest.strip() if parts.leads and not _WORD.search(rest) else None, ())
    between = tuple(
        source[one.end : other.start]
        for one, other in pairwise(found)
        if not _WORD.search(source[one.end : other.start])
    )
    rest = source[found[-1].end :]
    end = rest.strip() if len(rest) <= _LONGEST_BETWEEN and not _WORD.search(rest) else None
    before = _BEFORE.search(source[max(parts.end, found[0].start - 2 * _LONGEST_BETWEEN) : found[0].start])
    is_usual = before is not None and bool(found[0].link.label)  # bare addresses stand where they like
    return _Taken(before[0] if before and is_usual else None, between, end, tuple(found))


def _votes(taken: Sequence[Sequence[_Taken]], question: object) -> Votes[str]:
    def answers(one: _Taken) -> Iterator[str]:
        for text in question(one):  # type: ignore[operator]
            if text is not None and len(text) <= _LONGEST_BETWEEN:
                yield text

    return ask(taken, answers)


def _learn_date(circles: Sequence[Sequence[ItemSample]]) -> tuple[str, str, str] | None:
    def leads(each: ItemSample) -> Iterator[tuple[str, str, str]]:
        lead = split_leading_emoji(each.source.split("\n", 1)[0])[1]
        form = date_forms.find_form(lead[:40], each.row.published) if each.row.published else None
        if form is None or each.row.published is None:
            return
        written = date_forms.render_month(form, each.row.published)
        place = lead.find(written)
        opening = _DATE_OPEN.search(lead[:place])
        closing = _DATE_CLOSE.match(lead, place + len(written))
        if opening is not None and opening.start() == 0 and closing is not None:
            yield opening[0], closing[0], form

    return next(iter(ask(circles, leads)), None)
