"""One paper's facts out of the rows that speak of it."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from data.identity.keys import arxiv_month
from data.identity.titles import compact_title
from data.months import Month
from data.paper import PublishedFrom
from data.schema import Link, Row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Facts:
    """What all rows of a paper say together; the fields are those of `data.paper.Paper`."""

    title: str
    titles: tuple[str, ...]
    aliases: tuple[str, ...]
    organisations: tuple[str, ...]
    organisation_texts: tuple[str, ...]
    published: Month | None
    published_from: PublishedFrom | None
    stars: int
    heat: int
    links: tuple[Link, ...]
    keys: tuple[str, ...]


def merge_rows(rows: Sequence[Row]) -> Facts:
    """Merges the rows of one paper, given with those of the newest list first and in the order of each list.

    The highest stars and heat, the earliest month, the first row's title; links, aliases and organisations of all rows,
    each once. Where no row states a month, the earliest that an arXiv id states. Raises ValueError without a row.
    """
    if not rows:
        raise ValueError("a paper has at least one row")
    keys = _once((key for row in rows for key in row.keys), key=str)
    published, published_from = _published(rows, keys)
    titles = _once((row.title for row in rows), key=compact_title)
    return Facts(
        title=titles[0],
        titles=titles,
        aliases=_once((alias for row in rows for alias in row.aliases), key=compact_title),
        organisations=_once((name for row in rows for name in row.organisations), key=str.casefold),
        organisation_texts=_once((row.organisation_text for row in rows if row.organisation_text), key=str),
        published=published,
        published_from=published_from,
        stars=max(row.stars for row in rows),
        heat=max(row.heat for row in rows),
        links=_once((link for row in rows for link in row.links if link.url), key=_address),
        keys=keys,
    )


def _published(rows: Iterable[Row], keys: Iterable[str]) -> tuple[Month | None, PublishedFrom | None]:
    stated = min((row.published for row in rows if row.published), default=None)
    if stated:
        return stated, PublishedFrom.LIST
    ids = (key.removeprefix("arxiv:") for key in keys if key.startswith("arxiv:"))
    earliest = min(filter(None, map(arxiv_month, ids)), default=None)
    return earliest, PublishedFrom.ARXIV if earliest else None


def _address(link: Link) -> tuple[str, str]:
    return (link.kind, link.url)


def _once(values: Iterable[T], *, key: Callable[[T], Hashable]) -> tuple[T, ...]:
    kept: dict[Hashable, T] = {}
    for value in values:
        kept.setdefault(key(value), value)
    return tuple(kept.values())
