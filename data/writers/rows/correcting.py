"""A row that stands, changed where it says something else: every other character of it stays as it is."""

import re
from collections.abc import Sequence
from dataclasses import replace

from data.identity.keys import link_key
from data.schema import Link, Row
from data.writers.rows import date_forms
from data.writers.rows.escaping import escape_address, escape_text
from data.writers.rows.item_style import ItemStyle, split_marker, write_item
from data.writers.rows.link_forms import find_written, repository_of, write_link
from data.writers.rows.table_style import RawRow, TableStyle, join_raw, split_raw, write_cells, write_table_row

_FACTS = ("title", "aliases", "prefix", "organisations", "organisation_text", "published", "stars", "heat")


def merge_change(standing: Row, before: Row, after: Row) -> Row:
    """The standing row with what changes from `before` to `after`; what a list has changed since stays its own."""
    changed = {name: getattr(after, name) for name in _FACTS if getattr(after, name) != getattr(before, name)}
    gone = {link.url for link in before.links} - {link.url for link in after.links}
    links = [link for link in standing.links if link.url not in gone]
    links += [link for link in after.links if link.url not in {one.url for one in (*links, *before.links)}]
    section = after.section if after.section != before.section else standing.section
    return replace(standing, links=tuple(links), section=section, **changed)


def only_changed(standing: Row, wanted: Row, adapted: Row) -> Row:
    """The standing row with those facts that are wanted otherwise, as the list can hold them (`adapted`)."""
    changed = {name: getattr(adapted, name) for name in _FACTS if getattr(wanted, name) != getattr(standing, name)}
    still = {link_key(link.url) for link in wanted.links}
    known = {link_key(link.url) for link in standing.links}
    kept = [link for link in standing.links if link_key(link.url) in still]
    added = [link for link in adapted.links if link_key(link.url) not in known]
    return replace(standing, links=(*kept, *added), **changed)


def correct_table_row(style: TableStyle, line: str, before: Row, after: Row) -> str:
    """The line of a table with those cells filled anew that say something else now."""
    raw = split_raw(line)
    old, new = write_cells(style, before), write_cells(style, after)
    if len(raw.cells) != len(new):
        return write_table_row(style, after)
    cells = [cell if one == other else _fill(cell, other) for cell, one, other in zip(raw.cells, old, new, strict=True)]
    return join_raw(RawRow(raw.lead, tuple(cells), raw.tail))


def correct_item(style: ItemStyle, source: str, before: Row, after: Row) -> str | None:
    """The source of an item with its links, its month or its title changed; None where that cannot be done piece by
    piece, and the item holds more than its facts."""
    marker, _ = split_marker(source)
    number = int(found[0]) if (found := re.search(r"\d+", marker)) else 1
    if write_item(style, before, number).strip() == source.strip():
        return write_item(style, after, number)
    text = _change_words(source, before, after)
    return None if text is None else _change_links(style, text, before.links, after.links)


def _fill(cell: str, text: str) -> str:
    """A cell with another text between the blanks that it had."""
    old = cell.strip()
    if not old:
        return f" {text} " if text else cell
    start = cell.index(old)
    return f"{cell[:start]}{text}{cell[start + len(old) :]}"


def _change_words(source: str, before: Row, after: Row) -> str | None:
    if before.published != after.published:
        if before.published is None or after.published is None:
            return None
        changed = next(date_forms.replace_month(source, before.published, after.published), None)
        if changed is None:
            return None
        source = changed
    if before.title != after.title:
        if before.title not in source:
            return None
        source = source.replace(before.title, escape_text(after.title), 1)
    return source


def _change_links(style: ItemStyle, source: str, before: Sequence[Link], after: Sequence[Link]) -> str | None:
    old = {link_key(link.url): link for link in before}
    new = {link_key(link.url): link for link in after}
    gone = [link for key, link in old.items() if key not in new]
    added = [link for key, link in new.items() if key not in old]
    for link in gone:
        instead = next((other for other in added if other.kind is link.kind), None)
        changed = _take_out(source, before, link) if instead is None else _lead_elsewhere(source, link, instead)
        if changed is None:
            return None
        added = [other for other in added if other is not instead]
        source = changed
    for link in added:
        written = write_link(style.links, link)
        if written is None:
            return None
        standing = find_written(source, [*before, *after])
        place = standing[-1].end if standing else len(source.rstrip())
        source = f"{source[:place]}{style.between if standing else style.before_links}{written}{source[place:]}"
    return source


def _lead_elsewhere(source: str, link: Link, instead: Link) -> str | None:
    """A link with another target, its badge with it."""
    if source.count(link.url) != 1:
        return None
    source = source.replace(link.url, escape_address(instead.url))
    repository, other = repository_of(link.url), repository_of(instead.url)
    return source.replace(repository, other) if repository and other else source


def _take_out(source: str, links: Sequence[Link], link: Link) -> str | None:
    """A source without one of its links and what stood between it and the one before."""
    standing = find_written(source, links)
    place = next((number for number, each in enumerate(standing) if each.link == link), None)
    if place is None or len(standing) < 2:
        return None
    start = standing[place - 1].end if place else standing[0].start
    end = standing[place].end if place else standing[1].start
    return f"{source[:start]}{source[end:]}"
