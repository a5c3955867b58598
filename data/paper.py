"""What a paper is: the rows of every list that speak of it, as one frozen value."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data.identity.keys import link_key
from data.months import Month
from data.schema import Link, LinkKind


class PublishedFrom(StrEnum):
    """Who says when a paper was published."""

    LIST = "list"
    ARXIV = "arxiv"  # no list says so: the month of the arXiv id


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one list shows a paper: the list's name, its heading and the category that this heading belongs to."""

    list_name: str
    section: str
    category: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with everything that the lists say of it.

    Where rows disagree: the highest stars and heat, the earliest month, the newest list's title, code if any row has
    it. `published` is None where neither a list nor an arXiv id tells. `first_seen_at` is aware, UTC. `titles` holds
    every wording that a list has used, the current one first. `keys` are identity keys, strongest first.
    """

    id: int
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
    placements: tuple[Placement, ...]
    keys: tuple[str, ...]
    first_seen_at: datetime

    @property
    def has_code(self) -> bool:
        """Whether any list links code of this paper."""
        return any(link.kind is LinkKind.CODE for link in self.links)

    @property
    def distinct_links(self) -> tuple[Link, ...]:
        """Its links, without further addresses of what an earlier one of the same kind leads to."""
        once: dict[tuple[LinkKind, str], Link] = {}
        for link in self.links:
            once.setdefault((link.kind, link_key(link.url)), link)
        return tuple(once.values())

    @property
    def categories(self) -> tuple[str, ...]:
        """The slugs of its categories, each once, in the order of its placements."""
        return tuple(dict.fromkeys(placement.category for placement in self.placements))
