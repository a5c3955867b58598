"""A row as identity sees it."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.identity.keys import arxiv_month, is_strong, link_key, title_key
from data.identity.titles import compact_title, names_of, wordings_of
from data.months import Month
from data.schema import LinkKind, Row


@dataclass(frozen=True, slots=True)
class Entry:
    """What decides which paper a row is. `document` names the list; equal entries of one list stand for one another.
    `titles` are the title keys of its wordings, with and without a name in front.

    `paper` is the paper that a stored row stands for, or None where that is to be found out.
    """

    document: str
    title: str
    compact: str
    names: frozenset[str]
    aliases: frozenset[str]
    keys: frozenset[str]
    repositories: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[str]
    month: Month | None
    paper: int | None = None

    @property
    def strong_keys(self) -> frozenset[str]:
        """The keys that can propose on their own."""
        return frozenset(filter(is_strong, self.keys))

    @property
    def signs(self) -> frozenset[str]:
        """Everything by which another entry of the same paper could be found."""
        return self.keys | self.repositories | self.titles

    @property
    def has_paper(self) -> bool:
        """Whether it links anything but a repository."""
        return any(is_strong(key) for key in self.keys)

    @property
    def sort_key(self) -> tuple[str, ...]:
        """Orders entries by what they say and never by where they stood."""
        return (self.compact, self.title, self.document, *sorted(self.names), *sorted(self.keys), str(self.month))


def entry_of(row: Row, document: str, paper: int | None = None) -> Entry:
    """The entry that a row of a list is."""
    repositories = (link_key(link.url) for link in row.links if link.kind is LinkKind.CODE and link.url)
    return Entry(
        document=document,
        title=row.title,
        compact=compact_title(row.title),
        names=names_of(row.title, row.aliases),
        aliases=frozenset(map(compact_title, row.aliases)),
        keys=frozenset(row.keys),
        titles=frozenset(filter(None, map(title_key, wordings_of(row.title)))),
        repositories=frozenset(key for key in repositories if key.startswith("repo:")),
        organisations=frozenset(row.organisations),
        month=row.published or _stated_by_keys(row.keys),
        paper=paper,
    )


def _stated_by_keys(keys: Iterable[str]) -> Month | None:
    ids = (key.removeprefix("arxiv:") for key in keys if key.startswith("arxiv:"))
    return min(filter(None, map(arxiv_month, ids)), default=None)
