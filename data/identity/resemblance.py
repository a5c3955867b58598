"""How much speaks for a row being an older row edited, in points: several signs together outweigh one that changed.

A row's title, its name and its link each say by themselves which paper it is, and an edit leaves at least one of them;
the code, the section, the month and the organisation only lend weight, and most where they agree altogether. Two links
of one archive and two different names speak against it.
"""

from dataclasses import dataclass

from data.identity.keys import is_strong, link_key, title_key
from data.identity.titles import ALIKE, compact_title, likeness, names_of, wordings_of
from data.schema import LinkKind, Row, Section

ENOUGH = 4
"""From so many points on a row that appears is the row that disappeared in the same version."""

ENOUGH_TO_RETURN = 6
"""The same for a row that disappeared in an earlier version, for which the coincidence does not speak."""

NEAR = 75.0
"""From this likeness on (0 to 100) one title may well have come of the other."""

_SAME_TITLE, _ALIKE_TITLE, _NEAR_TITLE, _OTHER_TITLE = 12, 6, 3, -1
_SAME_NAME, _OTHER_NAME = 4, -6
_SAME_LINK, _OTHER_LINK = 8, -4
_SAME_CODE = 2
_SAME_FRAME = 2
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Features:
    """What is weighed of a row. `section` is the name that its section bears now."""

    row: Row
    section: str
    title: str
    names: frozenset[str]
    links: frozenset[str]
    repositories: frozenset[str]
    signs: frozenset[str]


def features_of(row: Row, section: Section | None = None) -> Features:
    """The features of a row, which stands in `section` where that is not the one that it says."""
    names = names_of(row.title, row.aliases)
    links = frozenset(filter(is_strong, row.keys))
    codes = frozenset(link_key(link.url) for link in row.links if link.kind is LinkKind.CODE and link.url)
    repositories = codes | {key for key in row.keys if key.startswith("repo:")}
    return Features(
        row=row,
        section=(section or row.section).name,
        title=compact_title(row.title),
        names=names,
        links=links,
        repositories=repositories,
        signs=links | repositories | {f"name:{name}" for name in names} | set(map(title_key, wordings_of(row.title))),
    )


def plain_signs(row: Row) -> set[str]:
    """The signs of a row that take no time to tell: its keys and its aliases."""
    return {*row.keys, *(f"name:{compact_title(alias)}" for alias in row.aliases)}


def resemblance(one: Features, other: Features) -> int:
    """The points for two rows being one, `ENOUGH` of which decide; negative where more speaks against it."""
    points = _titles(one, other) + _names(one.names, other.names) + _links(one.links, other.links)
    points += _SAME_CODE * bool(one.repositories & other.repositories)
    frame = (
        one.section == other.section,
        one.row.published is not None and one.row.published == other.row.published,
        bool(set(one.row.organisations) & set(other.row.organisations)),
    )
    return points + sum(frame) + _SAME_FRAME * all(frame)


def _titles(one: Features, other: Features) -> int:
    if one.title == other.title:
        return _SAME_TITLE
    alike = likeness(one.row.title, other.row.title)
    return _ALIKE_TITLE if alike >= ALIKE else _NEAR_TITLE if alike >= NEAR else _OTHER_TITLE


def _names(one: frozenset[str], other: frozenset[str]) -> int:
    if one & other:
        return _SAME_NAME
    return _OTHER_NAME if one and other and not _stem(one, other) else 0


def _stem(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a name goes on where another ends ("Star-Attention: 11x~ speedup"): that may be another paper or not."""
    pairs = ((a, b) if len(a) < len(b) else (b, a) for a in one for b in other)
    return any(len(short) >= _SHORTEST_STEM and long.startswith(short) for short, long in pairs)


def _links(one: frozenset[str], other: frozenset[str]) -> int:
    if one & other:
        return _SAME_LINK
    archives = ({key.partition(":")[0] for key in keys} - {"url"} for keys in (one, other))
    return _OTHER_LINK if set.intersection(*archives) else 0
