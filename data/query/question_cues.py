"""The words by which a question says what it asks, told apart from the words that name its subject."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

_LEXICON = Path(__file__).parents[1] / "lexicon" / "cues.toml"
_NUMBERS = {
    word: number
    for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
_CHINESE_NUMBERS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


class Cue(StrEnum):
    """What a word of a question does."""

    STAR_FILTER = "star filter"
    HEAT_FILTER = "heat filter"
    CODE_FILTER = "with code"
    NO_CODE_FILTER = "without code"
    CODE = "code"
    PAPER_LINK = "paper link"
    DOCS = "docs"
    BLOG = "blog"
    REPORT = "report"
    VIDEO = "video"
    LINK = "link"
    ID = "id"
    HOW_MANY = "how many"
    NUMBER_OF = "number of groups"
    AT_LEAST = "more than n"
    SHARE = "share"
    TABLE = "per group"
    RANGE = "range"
    BY_STARS = "most starred"
    BY_HEAT = "hottest"
    MOST = "most"
    FEWEST = "fewest"
    TOP = "top n"
    LATEST = "latest"
    OLDEST = "oldest"
    FIRST = "first"
    LAST = "last of two"
    OLDER = "older than"
    NEWER = "newer than"
    HAS_MORE = "more"
    HAS_FEWER = "fewer"
    WHEN = "when"
    YEAR = "year"
    MONTH = "month"
    WHO = "who"
    ORGANISATION = "organisation"
    SECTION = "section"
    STARS = "stars"
    HEAT = "heat"
    TITLE = "title"
    ON_LIST = "on the list"
    PAPERS = "papers"
    BY = "by"
    ABOUT = "about"
    OR = "or"
    AND = "and"
    THAN = "than"
    PRONOUN = "pronoun"
    PLACE = "place"
    ABOUT_ANOTHER = "what about"
    ONLY = "only"
    DID = "yes or no"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the question, or the cue that several words are. `number` is what a cue counts, 0 where nothing."""

    text: str
    cue: Cue | None = None
    number: int = 0
    detail: str = ""


_GROUPS = {
    "organisation": "<org>",
    "category": "<section>",
    "year": "years?",
    "month": "months?",
    "list": "(?:source )?lists?",
}
_FIRST_MARK = 0xE000
MARK = re.compile("[\ue000-\uefff]")
"""What stands in a text for something that was understood."""


def tag(text: str) -> tuple[Token, ...]:
    """The words of a question (folded, between single blanks) as tokens in their order. Marks, of `MARK`, stay
    words."""
    cues: list[Token] = []

    def mark(cue: Cue, found: re.Match[str]) -> str:
        cues.append(Token(found[0], cue, _number_in(found), _detail_in(found)))
        return f" {chr(0xF000 + len(cues) - 1)} "

    for cue, pattern in _patterns():
        text = pattern.sub(lambda found, cue=cue: mark(cue, found), text)  # type: ignore[misc]
    return tuple(cues[ord(word) - 0xF000] if "\uf000" <= word[0] <= "\uf8ff" else Token(word) for word in text.split())


def mark_of(number: int) -> str:
    """The mark of this number, from 0."""
    return chr(_FIRST_MARK + number)


def find_number(word: str) -> int:
    """What a word counts, 0 where it counts nothing."""
    if word.isascii() and word.isdecimal():
        return int(word)
    return _NUMBERS.get(word) or _CHINESE_NUMBERS.get(word, 0)


@cache
def _patterns() -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    """Each cue and how it is told, in the order in which they are looked for."""
    return tuple(
        (Cue(cue["is"]), re.compile(rf"(?<![\w-])(?:{_filled('|'.join(cue['said']))})(?![\w-])"))
        for cue in _read()["cue"]
    )


def _filled(pattern: str) -> str:
    """The pattern with its parts in the place of their names."""
    parts = _read()["parts"]
    return re.sub(r"(?<!\?P)<(\w+)>", lambda found: parts[found[1]], pattern)


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(_LEXICON.read_text(encoding="utf-8"))


def _number_in(found: re.Match[str]) -> int:
    groups = found.groupdict()
    word = next((groups[name] for name in "nmk" if groups.get(name)), "")
    place = groups.get("p") or groups.get("q")
    if place:
        places = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
        return places.get(place) or int(place[0])
    signs = len(re.findall("[⭐★🌟🔥]", word))
    return signs or find_number(word)


def _detail_in(found: re.Match[str]) -> str:
    """Which group a cue names; "fewer" where it counts down."""
    groups = found.groupdict()
    if "what" not in groups:
        return "fewer" if found[0].startswith(("fewer", "less")) else ""
    what = groups["what"] or "year"
    return next(group for group, pattern in _GROUPS.items() if re.fullmatch(_filled(pattern), what))
