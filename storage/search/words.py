"""Words as search compares them: cleaned, folded, cut to their stems, and where each of them stands."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.identity.titles import words_of
from data.query.lexicon import load_short_ends, load_spellings, split_chinese

LONGEST_TEXT = 4_000
MOST_WORDS = 40
LONGEST_WORD = 60
"""What a query has beyond these is not looked up: nobody types it, and a pasted page must not cost a second."""

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_TYPED = re.compile(r"[^\W_]+|\++")
_COUNTED = re.compile(r"(\d+)(bits?|gpus?)")
_CAMEL = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_ENDINGS = (
    "izations", "isations", "ization", "isation", "ations", "ation", "atives", "ative", "ators", "ator",
    "ating", "ated", "ates", "ate", "izing", "ising", "izers", "izer", "ized", "ised", "izes", "ises", "ize", "ise",
    "ities", "ity", "ments", "ment", "ively", "ive", "ional", "ions", "ion", "ings", "ing", "isms", "ism",
    "ers", "er", "ed", "ies", "es", "ency", "ent", "ly", "s", "e", "y",
)  # fmt: skip
_SHORTEST_STEM = 4
_LONGEST_SYLLABLE = 2
_SHORTEST_ALIKE, _SHORT = 4, 5
MOST_REMEMBERED = 1_000
ALIKE_WORDS = 0.78
"""From this similarity (OSA, 0 to 1) on a word may be a misspelling of another."""


def clean(text: str) -> str:
    """The text without what cannot be seen (control and formatting characters, marks of direction), cut at
    `LONGEST_TEXT`; controls become blanks."""
    text = text[:LONGEST_TEXT]
    return " ".join((text if text.isascii() and text.isprintable() else "".join(map(_seen, text))).split())


def has_chinese(text: str) -> bool:
    """Whether any sign of a text is Chinese."""
    return _CJK.search(text) is not None


@lru_cache(maxsize=8_192)
def camel_parts(text: str) -> tuple[str, ...]:
    """The words inside run-together ones, folded: "PagedAttention" has paged and attention."""
    parts = (part for word in re.findall(r"[A-Za-z\d]+", text) for part in _several(_CAMEL.findall(word)))
    return tuple(part.casefold() for part in parts)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, so that "quantize" and "quantization" are one. Short words stay as they are."""
    if len(word) <= 3 or not word.isascii():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith("ss"):
            root = _without_double(word[: -len(ending)])
            is_whole = ending in ("e", "y") or root[-1] not in "ey" or len(root) == _SHORTEST_STEM
            return root if is_whole else root[:-1]  # "deployment" and "surveys" end as "deploy" and "survey" do
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=8_192)
def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a text's words, in order."""
    return tuple(map(stem, words_of(text)))


class Spoken(NamedTuple):
    """A word of a query as it is looked up, and the words of the query that it stands for, as they were typed."""

    word: str
    source: str


def read_spoken(text: str, *, translated: bool = False) -> tuple[Spoken, ...]:
    """The words of a query, in full where they are written short, at most `MOST_WORDS`; `translated`, Chinese terms
    are in English."""
    pieces = split_chinese(text) if translated else ((text, ""),)
    spoken: list[Spoken] = []
    for piece, english in pieces:
        if english:
            spoken += (Spoken(word, piece) for word in words_of(english))
            continue
        for typed in _TYPED.findall(piece):
            for word in words_of(typed):
                spoken += (Spoken(part, typed) for part in _in_full(word))
        if len(spoken) >= MOST_WORDS:
            break
    return tuple(spoken[:MOST_WORDS])


def _in_full(word: str) -> tuple[str, ...]:
    """The words that a word stands for: "attn" for attention, "4bit" for 4 bit."""
    spelt = load_spellings().get(word)
    if spelt is not None:
        return words_of(spelt)
    counted = _COUNTED.fullmatch(word)
    return counted.groups() if counted else (_with_its_end(word),)


def _with_its_end(word: str) -> str:
    """A run-together word whose end is written short, in full: "flashattn3" is flashattention3."""
    name = word.rstrip("0123456789")
    for short, end in load_short_ends().items():
        if name.endswith(short) and len(name) > len(short):
            return name.removesuffix(short) + end + word[len(name) :]
    return word


def read_words(text: str) -> tuple[str, ...]:
    """The words of a query as they are looked up."""
    return tuple(spoken.word for spoken in read_spoken(text))


def read_all_words(text: str) -> tuple[str, ...]:
    """All the words of a text of our own, in full where they are written short."""
    return tuple(part for word in words_of(text) for part in _in_full(word))


class Describing(Protocol):
    """What has words: the stems that describe it and how well, and whole words as they are spelt."""

    @property
    def stems(self) -> Mapping[str, float]:
        """The stems and how well they describe."""

    @property
    def forms(self) -> frozenset[str]:
        """The words as they are spelt."""


class Vocabulary:
    """Every stem of a catalog and how well each paper (by its place) is described by it, 0 to 1. `remembered` is for
    what was found for whole words, of at most `MOST_REMEMBERED`, and whether they are known."""

    def __init__(self, described: Iterable[Mapping[str, float]], forms: Iterable[str]) -> None:
        """`described` holds, for each paper in order, the stems that describe it and how well; `forms` are whole words
        as they are spelt right."""
        postings: dict[str, dict[int, float]] = defaultdict(dict)
        self.papers = 0
        for place, stems in enumerate(described):
            self.papers = place + 1
            for word, quality in stems.items():
                postings[word][place] = quality
        self.remembered: dict[str, tuple[dict[int, float], bool]] = {}
        self._postings = dict(postings)
        self._sorted = sorted(self._postings)
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in sorted(forms):
            for part in {word[0], word[-2:]}:
                self._near[part].append(word)

    def find(self, word: str) -> Mapping[int, float]:
        """The papers that a stem describes; none for an unknown one."""
        return self._postings.get(word, {})

    def find_by_prefix(self, beginning: str, most: int = 20) -> tuple[str, ...]:
        """The stems that begin so, at most so many."""
        first = bisect_left(self._sorted, beginning)
        found = []
        for word in self._sorted[first : first + most]:
            if not word.startswith(beginning):
                break
            found.append(word)
        return tuple(found)

    def find_alike(self, word: str, most: int = 3) -> tuple[tuple[str, float], ...]:
        """The stems of the words that a word may be a misspelling of, the most alike first, each with its similarity.

        Looks among those that share its first letter or its last two: so a full scan is never needed.
        """
        if not _SHORTEST_ALIKE <= len(word) <= LONGEST_WORD or not word.isalpha():
            return ()
        near = {*self._near.get(word[0], ()), *self._near.get(word[-2:], ())}
        close = [other for other in near if abs(len(other) - len(word)) <= 2]
        if len(word) <= _SHORT:  # one letter more or less in front makes another word of it: qlora and lora
            close = [other for other in close if other[0] == word[0]]
        found = process.extract(word, close, scorer=OSA.normalized_similarity, limit=most, score_cutoff=ALIKE_WORDS)
        alike: dict[str, float] = {}
        for other, similarity, _ in sorted(found, key=lambda one: (-one[1], one[0])):
            alike.setdefault(stem(other), similarity)
        return tuple(alike.items())

    def rarity(self, papers: float) -> float:
        """How much a word tells that describes so many papers, 0 for an unknown one: its idf, at least 0.1."""
        return max(0.1, log((self.papers + 1) / (papers + 0.5)))

    def weigh(self, _: str, fitting: int) -> float:
        """How much a stem tells that fits so many papers."""
        return self.rarity(fitting)


class VocabularyOfSome(Vocabulary):
    """The vocabulary of a few papers of a large catalog: what a word tells is what it tells there."""

    def __init__(self, entries: Sequence[Describing], known: Mapping[str, int], total: int) -> None:
        """`known` says how many of the `total` papers each stem describes."""
        super().__init__(
            [entry.stems for entry in entries], frozenset[str]().union(*(entry.forms for entry in entries))
        )
        self.papers = total
        self._known = known

    def weigh(self, word: str, fitting: int) -> float:
        """How much a stem tells: by the whole catalog, where that knows it."""
        return self.rarity(max(fitting, self._known.get(word, 0)))


def _seen(sign: str) -> str:
    if sign.isspace() or sign < " ":
        return " "
    return sign if sign.isascii() or unicodedata.category(sign) not in _UNSEEN else ""


def _several(parts: list[str]) -> list[str]:
    """Parts that are words: "KVCache" has two, while "SpMM" and "CPUs" are one each."""
    return parts if len(parts) > 1 and max(map(len, parts)) > _LONGEST_SYLLABLE else []


def _without_double(word: str) -> str:
    """ "batching" leaves "batch", "planning" leaves "plann": its doubled last letter goes."""
    doubled = len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "ls"
    return word[:-1] if doubled else word
