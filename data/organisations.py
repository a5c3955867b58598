"""Organisations as lists write them, brought to one name each.

A list writes `(@SNU & NAVER AI)`, `(@cs.cmu.edu etc)` or `(@Meta Platforms, Inc)`. The names and mail domains that we
know stand in `lexicon/organisations.toml`; what is not known there keeps its own words.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_LEXICON = Path(__file__).parent / "lexicon" / "organisations.toml"
LONGEST_TEXT = 1_000
"""Characters of an organisation text that are read."""

_AND_OTHERS = re.compile(
    r"[\s,;&]*(?:\betc\b\.*|\bet\.?\s+(?:al|el)\b\.*|\band others\b|\bamong others\b|等)[\s.]*$", re.IGNORECASE
)
_DAMAGED_AMPERSAND = re.compile(r"µ(?=soft)", re.IGNORECASE)  # "&micro" of "&microsoft", read as an entity
_SEPARATOR = re.compile(r"\s*(?:[;；、，|＆]|(?<!\bA)(?<!\bAT)(?<!\bR)&)+\s*")  # not in "A&M", "AT&T", "R&D"
_COMMA = re.compile(r"\s*,\s*")
_COMPANY_FORM = re.compile(
    r"(?:[\s,]+(?:inc|incorporated|ltd|limited|llc|corp|corporation|co|company|gmbh|plc|s\.?a|ag|pte|pty)\b\.?)+$",
    re.IGNORECASE,
)
_ONLY_COMPANY_FORM = re.compile(r"(?:inc|ltd|limited|llc|corp|co|gmbh|plc)\b\.?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^[\d¹²³⁴⁵⁶⁷⁸⁹*†‡§\s]+(?=[A-Z][A-Za-z]{2})")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_JOINS = re.compile(r"\s+and\s+|\s*/\s*|\s+with\s+", re.IGNORECASE)
_SECOND_LEVEL = {"ac", "co", "com", "edu", "gov", "net", "org"}
_ACADEMIC = re.compile(r"(?:^|\.)(?:edu|ac)(?:\.[a-z]{2})?$")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    by_spelling: dict[str, str]
    by_domain: dict[str, str]


@lru_cache(maxsize=4096)
def parse_organisations(text: str) -> tuple[str, ...]:
    """The organisations that a text names, by their usual names, in order and each once.

    People and handles stay as written. Words such as "etc" name nobody. Gives () for a text without a name.
    """
    text = _DAMAGED_AMPERSAND.sub("&micro", text[:LONGEST_TEXT])
    return tuple(dict.fromkeys(filter(None, map(canonical_organisation, _split(text)))))


@lru_cache(maxsize=4096)
def canonical_organisation(name: str) -> str:
    """The usual name of one organisation, however it is written: "microsoft.com" is "Microsoft".

    A name that nobody knows comes back without ornament; an unknown mail domain becomes a name.
    """
    name = " ".join(name[:LONGEST_TEXT].split()).strip(" @,;.·")
    for candidate in (name, _FOOTNOTE.sub("", name), _COMPANY_FORM.sub("", name)):
        if found := _lexicon().by_spelling.get(_compact(candidate)):
            return found
    name = _COMPANY_FORM.sub("", _FOOTNOTE.sub("", name)).strip(" ,")
    if _DOMAIN.fullmatch(name):
        return _name_of_domain(name.lower())
    return name


def _split(text: str) -> Iterator[str]:
    for piece in _SEPARATOR.split(text):
        piece = _AND_OTHERS.sub("", piece.strip(" @"))
        yield from _split_commas(piece)


def _split_commas(text: str) -> Iterator[str]:
    """Cuts at commas, but not before "Inc" and not inside a name that is known with its comma."""
    parts = [part for part in _COMMA.split(text) if part]
    place = 0
    while place < len(parts):
        name = parts[place]
        while place + 1 < len(parts) and _belongs(name, parts[place + 1]):
            place += 1
            name = f"{name}, {parts[place]}"
        place += 1
        yield from _split_joined(_AND_OTHERS.sub("", name))


def _belongs(name: str, following: str) -> bool:
    return bool(_ONLY_COMPANY_FORM.fullmatch(following.rstrip(" ."))) or _is_known(f"{name}, {following}")


def _split_joined(name: str) -> Iterator[str]:
    """Cuts "MIT and NVIDIA" or "CMU/Meta", where every side is known and the whole is not."""
    sides = _JOINS.split(name)
    if len(sides) > 1 and not _is_known(name) and all(map(_is_known, sides)):
        yield from sides
    else:
        yield name


def _is_known(name: str) -> bool:
    return _compact(name) in _lexicon().by_spelling or _find_domain(name.lower()) is not None


def _find_domain(domain: str) -> str | None:
    """The owner of a mail domain: that of the longest end which is known ("e.ntu.edu.sg" belongs to "ntu.edu.sg")."""
    labels = domain.split(".")
    ends = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((owner for end in ends if (owner := _lexicon().by_domain.get(end))), None)


def _name_of_domain(domain: str) -> str:
    """A name for a mail domain: its owner, or its own chief label ("graphcore.ai" gives "Graphcore")."""
    if owner := _find_domain(domain):
        return owner
    labels = domain.split(".")
    has_second_level = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    label = labels[-3] if has_second_level else labels[-2]
    return label.upper() if _ACADEMIC.search(domain) and len(label) <= 5 else label[:1].upper() + label[1:]


def _compact(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


@cache
def _lexicon() -> _Lexicon:
    with _LEXICON.open("rb") as file:
        entries: dict[str, dict[str, list[str]]] = tomllib.load(file)
    by_spelling = {_compact(name): name for name in entries}
    for name, entry in entries.items():
        by_spelling |= {_compact(spelling): name for spelling in entry.get("also", [])}
    by_domain = {domain: name for name, entry in entries.items() for domain in entry.get("domains", [])}
    return _Lexicon(by_spelling, by_domain)
