"""Where a question names something: papers, organisations, categories, topics, by the names that a catalog knows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from data.identity.titles import words_of
from data.query.question_cues import MARK, Token, mark_of
from data.query.question_words import load_fillers

_LONGEST_SPAN = 9
_ADDRESS = re.compile(r"https?://\S+|(?:[a-z\d-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)
_ID = re.compile(r"(?:arxiv[: ]\s*)?(?<![\d.])(\d{4}\.\d{4,5})(?:v\d+)?(?![\d.]\d)|\b10\.\d{4,9}/\S+", re.IGNORECASE)
_REPOSITORY = re.compile(r"(?<![\w/.-])[\w.-]+/[\w.-]+(?![\w/.-])")


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that name something, and everything that they may name: a paper by `name` (as it is looked up), an
    `organisation` by its usual name, a `category` by its slug, a `topic` by its phrase. `is_sure` tells a name that
    names nothing else, `is_only` one that a single paper has as its alias. `heading` is the slug of a category whose
    name holds the words of a topic."""

    text: str
    name: str = ""
    organisation: str = ""
    category: str = ""
    topic: str = ""
    is_sure: bool = False
    is_only: bool = False
    heading: str = ""

    @property
    def is_topic(self) -> bool:
        """Whether it may name a subject."""
        return bool(self.category or self.topic)


class Known(Protocol):
    """The names of a catalog."""

    @property
    def chinese_names(self) -> Sequence[str]:
        """Names of papers with Chinese signs."""

    def is_word(self, word: str) -> bool:
        """Whether a folded word stands in a title, a name or a subject."""

    def find_spot(self, text: str) -> Spot | None:
        """What exactly this text names, or None."""

    def find_alike(self, text: str) -> Spot | None:
        """What this text names if it is misspelt, or None."""

    def find_title(self, words: Sequence[str]) -> tuple[int, str]:
        """How many of these folded words, from the first on, are a title or most of one, and which; (0, "") for
        none."""

    def find_described(self, words: Sequence[str]) -> str:
        """The title that these words, in any order, are most of; "" for none."""

    def has_repository(self, text: str) -> bool:
        """Whether a text like "owner/name" is a repository that a paper links."""


def mark_addresses(text: str, known: Known) -> tuple[str, list[Spot]]:
    """The text with marks in the place of pasted addresses and ids."""
    spots: list[Spot] = []

    def mark(found: re.Match[str]) -> str:
        pasted = found[0].rstrip(".,;:!?)]}>'\"")
        spots.append(Spot(pasted, name=pasted, is_sure=True))
        return f" {mark_of(len(spots) - 1)} "

    for pattern in (_ADDRESS, _ID):
        text = pattern.sub(mark, text)
    text = _REPOSITORY.sub(lambda found: mark(found) if known.has_repository(found[0]) else found[0], text)
    return text, spots


def mark_names(text: str, spots: list[Spot], known: Known) -> str:
    """The text with marks in the place of titles and of everything named by several words; adds to `spots`."""
    words = text.split()
    done: list[str] = []
    place = 0
    while place < len(words):
        length, spot = _longest(words, place, known)
        if spot is None:
            done.append(words[place])
        else:
            done.append(mark_of(len(spots)))
            spots.append(spot)
        place += length
    return " ".join(done)


def spot_words(tokens: Sequence[Token], spots: Sequence[Spot], known: Known) -> list[Token | Spot]:
    """The tokens with spots in the place of marks and of the words that name something alone or with their neighbours,
    exactly or misspelt."""
    found: list[Token | Spot] = []
    for token in tokens:
        if token.cue is None and MARK.fullmatch(token.text):
            found.append(spots[ord(token.text) - 0xE000])
        else:
            spot = known.find_spot(token.text) if _may_name(token) else None
            found.append(spot or token)
    found = _spot_misspelt(found, known)
    return found if any(isinstance(one, Spot) for one in found) else _spot_fillers(found, known)


def _spot_fillers(found: Sequence[Token | Spot], known: Known) -> list[Token | Spot]:
    """Where nothing is named, an everyday word that is the alias of one paper names it: "the code of STAND"."""
    result: list[Token | Spot] = []
    for one in found:
        spot = known.find_spot(one.text) if isinstance(one, Token) and one.cue is None else None
        result.append(spot if spot and spot.is_only else one)
    return result


def _longest(words: Sequence[str], place: int, known: Known) -> tuple[int, Spot | None]:
    """The longest span from here that names something by several words, else (1, None)."""
    if MARK.fullmatch(words[place]):
        return 1, None
    window = _until_mark(words[place : place + 30])
    length, title = known.find_title(window)
    if length:
        return length, Spot(" ".join(words[place : place + length]), name=title, is_sure=True)
    for length in range(min(_LONGEST_SPAN, len(window)), 0, -1):
        text = " ".join(window[:length])
        if length == 1 and len(words_of(text)) < 2:
            return 1, None
        if window[length - 1] in _EDGES or window[0] in _EDGES:
            continue
        spot = known.find_spot(text)
        if spot:
            return length, spot
    return 1, None


_EDGES = frozenset(
    {
        "papers",
        "paper",
        "the",
        "a",
        "an",
        "is",
        "by",
        "from",
        "what",
        "which",
        "who",
        "when",
        "does",
        "how",
        "of",
        "first",
        "and",
        "or",
    }
)
"""Words with which no span begins or ends: a name in front of "paper" is the name."""


def _until_mark(words: Sequence[str]) -> Sequence[str]:
    marked = next((place for place, word in enumerate(words) if MARK.fullmatch(word)), len(words))
    return words[:marked]


def _may_name(token: Token) -> bool:
    return token.cue is None and (token.text not in load_fillers() or token.text in {"free", "less", "quick"})


def _spot_misspelt(found: list[Token | Spot], known: Known) -> list[Token | Spot]:
    """Runs of words that nobody knows, as what they nearly are."""
    result: list[Token | Spot] = []
    place = 0
    while place < len(found):
        run = _run_of_words(found, place)
        spot = None
        for length in range(min(len(run), 4), 0, -1):
            text = " ".join(run[:length])
            spot = known.find_alike(text)
            if spot:
                result.append(replace(spot, text=text))
                place += length
                break
        if spot is None:
            result.append(found[place])
            place += 1
    return result


def _run_of_words(found: Sequence[Token | Spot], place: int) -> list[str]:
    run: list[str] = []
    for one in found[place:]:
        if isinstance(one, Spot) or not _may_name(one):
            break
        run.append(one.text)
    return run
