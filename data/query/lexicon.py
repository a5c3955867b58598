"""The lexicon of looking things up: topics, words written short, Chinese terms. The data stands in `data/lexicon`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.identity.titles import compact_title, fold

_FOLDER = Path(__file__).parents[1] / "lexicon"


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject: what people call it, what titles of papers on it hold, the slugs of categories about it, and those
    of categories that are wider and hold it `among` others."""

    slug: str
    called: tuple[str, ...]
    titled: tuple[str, ...]
    categories: tuple[str, ...]
    among: tuple[str, ...] = ()


@cache
def load_topics() -> tuple[Topic, ...]:
    """All topics."""
    lists = ("called", "titled", "categories", "among")
    return tuple(
        Topic(slug, *(tuple(topic.get(name, ())) for name in lists)) for slug, topic in _read("topics").items()
    )


@cache
def load_spellings() -> dict[str, str]:
    """Words that are written short or otherwise, folded, and the words that they stand for."""
    return {fold(word): words for word, words in _read("spellings")["stands_for"].items()}


@cache
def load_short_ends() -> dict[str, str]:
    """Ends of run-together words that are written short, folded, and what they stand for."""
    return {fold(end): fold(word) for end, word in _read("spellings")["ends_for"].items()}


@cache
def load_short_forms() -> dict[str, str]:
    """Words in a row, folded, between blanks, and the other words by which people ask for them."""
    return {f" {fold(words)} ": fold(short) for words, short in _read("spellings")["also_says"].items()}


@cache
def load_idle_words() -> frozenset[str]:
    """Words that tell nothing of what is looked for: the, about, paper."""
    return frozenset(_read("spellings")["idle"])


@cache
def load_everyday_words() -> frozenset[str]:
    """Words that everybody knows, folded: none of them is a misspelling of something else."""
    return frozenset(_read("everyday")["words"].split())


@cache
def load_descriptions() -> dict[str, str]:
    """What methods do, in plain words, by their compact names."""
    return {compact_title(name): words for name, words in _read("descriptions").items()}


@cache
def load_synonyms() -> dict[str, tuple[str, ...]]:
    """Words, folded, and the other words of their groups that people use for them."""
    meant: dict[str, dict[str, None]] = {}
    for group in _read("synonyms")["groups"]:
        for word in group:
            others = (other for other in group if other != word)
            meant.setdefault(fold(word), {}).update(dict.fromkeys(map(fold, others)))
    return {word: tuple(others) for word, others in meant.items()}


def translate_chinese(text: str) -> str:
    """The text with its Chinese terms in English, the longest first; Chinese that the lexicon lacks stays."""
    return "".join(f" {english} " if english else piece for piece, english in split_chinese(text))


def split_chinese(text: str) -> tuple[tuple[str, str], ...]:
    """The text in pieces, in order: each Chinese term that the lexicon knows, the longest first, with its English, and
    what stands between them with ""."""
    terms, pattern = _chinese()
    pieces: list[tuple[str, str]] = []
    end = 0
    for found in pattern.finditer(text):
        pieces += [(text[end : found.start()], ""), (found[0], terms[found[0].casefold()])]
        end = found.end()
    return tuple(piece for piece in (*pieces, (text[end:], "")) if piece[0])


@cache
def _chinese() -> tuple[dict[str, str], re.Pattern[str]]:
    terms = {term.casefold(): words for term, words in _read("chinese")["stands_for"].items()}
    longest_first = sorted(terms, key=len, reverse=True)
    return terms, re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
