"""What a message of a digest carries of itself, so that it is known again by anybody who reads the channel.

digest:4f2a9c01:17_0c9d…      the custom id of its menu: the database, and the delivery's mark, which names the
                              subscription
123:5d41402abc4b:a1b2         the value of an option: the paper's number, its fingerprint, and which occurrences of
                              which kinds of change are told, each kind by its letter
"""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from storage.digests.collapsing import BY_WEIGHT, Item
from storage.digests.fingerprints import fingerprint_of
from storage.feed import ChangeKind

_LETTERS = dict(zip(BY_WEIGHT, "abcdefghi", strict=True))
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_MARKED = re.compile(r"(?:digest|digests|mine|queue):(?P<database>[a-z0-9]+):(?P<mark>[A-Za-z0-9_-]+)")
_OPTION = re.compile(r"\d+:(?P<fingerprint>[0-9a-f]{12}):(?P<told>(?:[a-i]\d+)+)")


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that a message tells: of the paper with this fingerprint, this occurrence of this kind of change."""

    fingerprint: str
    kind: ChangeKind
    occurrence: int


@dataclass(frozen=True, slots=True)
class Marked:
    """What a message says of itself. `subscription_id` is None for what is no digest."""

    database: str
    mark: str
    subscription_id: int | None
    shown: tuple[Shown, ...]


def new_mark(subscription_id: int | None) -> str:
    """A mark that no other delivery has, of any database; it is no secret."""
    return f"{subscription_id or 0}_{secrets.token_hex(10)}"


def menu_id(database: str, mark: str) -> str:
    """The custom id of the menu of a digest."""
    return f"digest:{database}:{mark}"


def notice_id(database: str, mark: str) -> str:
    """The custom id of the button of a notice."""
    return f"digests:{database}:{mark}"


def mine_id(database: str, mark: str) -> str:
    """The custom id of the button of a notice to a submitter."""
    return f"mine:{database}:{mark}"


def queue_id(database: str, mark: str) -> str:
    """The custom id of the button of what is posted for reviewers."""
    return f"queue:{database}:{mark}"


def option_value(item: Item, occurrences: Mapping[tuple[int, ChangeKind], int]) -> str:
    """The value of a paper's option."""
    told = "".join(f"{_LETTERS[net.kind]}{occurrences.get((item.paper.id, net.kind), 1)}" for net in item.changes)
    return f"{item.paper.id}:{fingerprint_of(item.paper)}:{told}"


def read_marks(components: Iterable[Mapping[str, Any]]) -> Marked | None:
    """What the components of a message, as Discord describes them, say of it; None for what is no delivery of ours."""
    for component in _walk(components):
        found = _MARKED.fullmatch(str(component.get("custom_id", "")))
        if found:
            options = component.get("options") or ()
            shown = tuple(each for option in options for each in _read_option(str(option.get("value", ""))))
            number = found["mark"].partition("_")[0]
            subscription_id = int(number) if number.isdecimal() and number != "0" else None
            return Marked(found["database"], found["mark"], subscription_id, shown)
    return None


def _read_option(value: str) -> Iterator[Shown]:
    found = _OPTION.fullmatch(value)
    if found:
        for letter, occurrence in re.findall(r"([a-i])(\d+)", found["told"]):
            yield Shown(found["fingerprint"], _KINDS[letter], int(occurrence))


def _walk(components: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components") or ())
