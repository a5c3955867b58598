"""Whether a changed list reads as it should: as before, but for the one row that is new or says something else."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from data.errors import DataError
from data.formats import parse_document
from data.identity.keys import link_key
from data.identity.titles import compact_title
from data.schema import Document, Problem, Row, Section


def read_again(text: str, format: str) -> Document | None:  # noqa: A002 - the word of `parse_document`
    """The list as our readers read it, or None where it is no list any more."""
    try:
        return parse_document(text, format)
    except DataError:
        return None


def find_written(before: Document, after: Document | None, expected: Row, gone: Collection[int] = ()) -> Row | None:
    """The row of `after` that says what is expected, where everything else reads as in `before`; else None.

    `gone` are the places among the rows of `before` that the expected row takes the place of, or that moved there. No
    other row may be new, lost, changed or moved, and nothing may be wrong that was not wrong before.
    """
    if after is None or not _is_as_right(before, after):
        return None
    kept = [_bare(row) for place, row in enumerate(before.rows) if place not in gone]
    now = [_bare(row) for row in after.rows]
    place = next((place for place, (one, other) in enumerate(zip(kept, now, strict=False)) if one != other), len(kept))
    if len(now) != len(kept) + 1 or now[place + 1 :] != kept[place:]:
        return None
    written = after.rows[place]
    return written if says_the_same(written, expected) else None


def says_the_same(row: Row, expected: Row) -> bool:
    """Whether a row says what is expected of it, to the last fact; a title may lose punctuation at its ends."""
    return (
        compact_title(row.title) == compact_title(expected.title)
        and tuple(map(compact_title, row.aliases)) == tuple(map(compact_title, expected.aliases))
        and compact_title(row.section.name) == compact_title(expected.section.name)
        and row.published == expected.published
        and row.organisations == expected.organisations
        and (row.prefix, row.stars, row.heat) == (expected.prefix, expected.stars, expected.heat)
        and _places_of_links(row) == _places_of_links(expected)
    )


def _places_of_links(row: Row) -> list[tuple[str, str]]:
    return sorted((link.kind.value, link_key(link.url)) for link in row.links)


def _bare(row: Row) -> Row:
    """A row without its line, and without what only the contents of a list say of its section."""
    return replace(row, line=0, section=_place_of(row.section))


def _place_of(section: Section) -> Section:
    return replace(section, heat=0)


def _is_as_right(before: Document, after: Document) -> bool:
    """Whether nothing is wrong and nothing is passed over that was not before."""
    return not (_counted(after.problems) - _counted(before.problems)) and not (
        _counted(after.skipped) - _counted(before.skipped)
    )


def _counted(problems: Sequence[Problem]) -> Counter[tuple[str, str]]:
    return Counter((problem.kind, problem.text) for problem in problems)
