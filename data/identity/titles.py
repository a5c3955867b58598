"""Titles as they are compared: normal forms, names, likeness."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

ALIKE = 90.0
"""From this likeness on (0 to 100) two titles are the same title, reworded a little."""

_WORD = re.compile(r"[^\W_]+|\++")
_LONGEST_NAME = 4
"""A title's head of more words than this is a sentence and no name."""


def fold(text: str) -> str:
    """NFKC, case folded: how a text is compared letter by letter."""
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=8_192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded. `+` is a word character: SmoothQuant and SmoothQuant+ are two papers."""
    return tuple(_WORD.findall(fold(text)))


def compact_title(text: str) -> str:
    """Letters, digits and `+` alone, folded: "KV-Cache" and "KV cache" and "KVCache" are one."""
    return "".join(words_of(text))


def names_of(title: str, aliases: tuple[str, ...]) -> frozenset[str]:
    """What an entry goes by, compact: its aliases, the head of its title before a colon, a title of few words."""
    head, colon, _ = title.partition(":")
    candidates = [*aliases, *([head] if colon else [title])]
    short = (name for name in candidates if name in aliases or len(words_of(name)) <= _LONGEST_NAME)
    return frozenset(filter(None, map(compact_title, short)))


@lru_cache(maxsize=4096)
def wordings_of(title: str) -> tuple[str, ...]:
    """A title whole and, where it begins with a name and a colon, without them; folded, words joined by blanks."""
    head, colon, tail = title.partition(":")
    whole, rest = " ".join(words_of(title)), " ".join(words_of(tail))
    is_named = colon and len(words_of(head)) <= _LONGEST_NAME and len(words_of(tail)) > _LONGEST_NAME
    return (whole, rest) if is_named else (whole,)


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 100, whatever the order of their words.

    A name before a colon that only one of them has does not count ("FlexGen: High-Throughput …"). Titles of which one
    merely contains the other are not alike: eleven titles contain "Decoding Speculative Decoding".
    """
    return max(fuzz.token_sort_ratio(a, b) for a in wordings_of(one) for b in wordings_of(other))
