"""What papers are called: a table of compact names, looked up exactly, by their beginning and in spite of typos.

A compact name has letters, digits and `+` alone ("Flash-Decoding++" is "flashdecoding++"), so that spaces, hyphens and
case do not matter and the signs that tell two papers apart do.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.identity.titles import compact_title, words_of

ALIKE_NAMES = 0.75
"""From this similarity (OSA on compact names, 0 to 1) on a name may be a misspelling of another."""
_ALIKE_SYLLABLES = 0.85  # one sign of Chinese is a word
_LOOKALIKE = 0.95
_SHORTEST_ALIKE, _LONGEST_NAME = 4, 60
_LONGEST_HEAD = 5
_VERSION = re.compile(r"\s+v?\d+(?:\.\d+)+$", re.IGNORECASE)


class Naming(IntEnum):
    """How a paper comes to a name; the smaller the surer."""

    ALIAS = 1  # a list gives it this short name
    HEAD = 2  # its title begins with it, before a colon
    PART = 3  # one of several things in an alias, or in brackets
    INITIALS = 4  # the capitals and digits of a name: FA3


def compact(text: str) -> str:
    """Letters, digits and `+` alone, folded, at most `_LONGEST_NAME` of them."""
    return compact_title(text)[:_LONGEST_NAME]


def names_of_paper(title: str, aliases: Iterable[str]) -> dict[str, Naming]:
    """Every compact name that a paper goes by, and how surely."""
    names: dict[str, Naming] = {}
    head, colon, _ = title.partition(":")
    heads = [head] if colon and len(words_of(head)) <= _LONGEST_HEAD else []
    found = [
        *((alias, Naming.ALIAS) for alias in aliases),
        *((head, Naming.HEAD) for head in heads),
        *((part, Naming.PART) for name in (*aliases, *heads) for part in _parts(name)),
        *((initials, Naming.INITIALS) for name in (*aliases, *heads) for initials in _initials(name)),
    ]
    for text, naming in found:
        name = compact(text)
        if name and not name.isdecimal():
            names.setdefault(name, naming)
    return names


class NameTable:
    """Compact names and the papers (by their places) that go by them."""

    def __init__(self, names: Iterable[Mapping[str, Naming]]) -> None:
        """`names` holds, for each paper in order, its compact names."""
        table: dict[str, dict[int, Naming]] = defaultdict(dict)
        for place, own in enumerate(names):
            for name, naming in own.items():
                table[name][place] = naming
        self._table = dict(table)
        self._sorted = sorted(self._table)
        self._near: dict[str, list[str]] = defaultdict(list)
        self._lookalikes: dict[str, list[str]] = defaultdict(list)
        for name in self._sorted:
            self._lookalikes[_as_seen(name)].append(name)
            for part in {name[0], name[-2:]}:
                self._near[part].append(name)

    def find(self, name: str) -> Mapping[int, Naming]:
        """The papers that go by exactly this compact name."""
        return self._table.get(name, {})

    def find_by_prefix(self, beginning: str, most: int = 50) -> tuple[str, ...]:
        """The names that begin so and are longer, in order, at most so many."""
        first = bisect_left(self._sorted, beginning)
        window = self._sorted[first : first + most + 1]
        return tuple(name for name in window if name.startswith(beginning) and name != beginning)

    def find_alike(self, name: str, most: int = 5) -> tuple[tuple[str, float], ...]:
        """The names that this may be a misspelling of, the most alike first, each with its similarity.

        Digits must be the same ones: FlashAttention-2 is no misspelling of FlashAttention-3. A zero for an o is.
        """
        lookalikes = [other for other in self._lookalikes.get(_as_seen(name), ()) if other != name]
        if lookalikes:
            return tuple((other, _LOOKALIKE) for other in lookalikes[:most])
        if not _SHORTEST_ALIKE <= len(name) <= _LONGEST_NAME:
            return ()
        near = {*self._near.get(name[0], ()), *self._near.get(name[-2:], ())}
        close = [other for other in near if abs(len(other) - len(name)) <= 3]
        cutoff = ALIKE_NAMES if name.isascii() else _ALIKE_SYLLABLES
        found = process.extract(name, close, scorer=OSA.normalized_similarity, limit=None, score_cutoff=cutoff)
        alike = [(other, score) for other, score, _ in found if same_digits(other, name)]
        return tuple(sorted(alike, key=lambda item: (-item[1], item[0]))[:most])


def same_digits(one: str, other: str) -> bool:
    """Whether two compact names have the same digits and pluses; zeros are passed over."""
    return _numbers(one) == _numbers(other)


def _as_seen(name: str) -> str:
    return name.replace("0", "o")


def _numbers(name: str) -> str:
    """The digits and pluses of a name. A zero may be an o that slipped."""
    return re.sub(r"[^1-9+]", "", name)


def _parts(name: str) -> list[str]:
    """What else a name holds: pieces between commas, slashes and the like, brackets, a name without its version."""
    brackets = re.findall(r"\(([^()]{2,})\)", name)
    bare = re.sub(r"\([^()]*\)", " ", name)
    pieces = [piece.strip() for piece in re.split(r"[,:;&/]|\s\+\s", bare)]
    unversioned = [_VERSION.sub("", piece) for piece in pieces]
    return [piece for piece in (*brackets, *pieces, *unversioned) if piece != name and len(compact(piece)) > 2]


def _initials(name: str) -> list[str]:
    """The capitals and digits of a name of several parts: FA3 for FlashAttention-3, TRTLLM for TensorRT-LLM."""
    runs = re.findall(r"[A-Z\d]+", name)
    initials = "".join(runs)
    return [initials] if len(runs) > 1 and 2 < len(initials) < len(compact(name)) and not name.isupper() else []
