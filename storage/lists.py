"""The lists that the catalog holds."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Pack:
    """A download that a list offers, such as all its papers as one PDF."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ListInfo:
    """A list that the catalog holds. `licence` is "" where the list states none; `citation` is BibTeX or ""."""

    name: str
    title: str
    url: str
    licence: str
    citation: str
    packs: tuple[Pack, ...]
    rows: int
    papers: int
    updated_at: datetime
