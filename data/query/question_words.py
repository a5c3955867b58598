"""The words of a question before it is understood: folded, in English, spelt right."""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.identity.titles import fold
from data.query.lexicon import translate_chinese

LONGEST_QUESTION = 400
"""Characters of a question that are read; what comes behind them is no question."""
_LEXICON = Path(__file__).parents[1] / "lexicon" / "questions.toml"
_APART = re.compile(r"[\"“”„«»`*~<>|\\^={}\[\]?!;,，。？！、；：（）《》「」…]+|(?<!\w)['’]|['’](?!\w)|[.:](?=\s|$)")
_SHORT_FORMS = (
    (
        re.compile(r"\b(what|who|where|when|which|how|that|there|it)['’]?s\b(?!\s+(?:name|date|code|repo|paper))"),
        r"\1 is",
    ),
    (re.compile(r"['’]s\b"), " s"),
    (re.compile(r"n['’]t\b"), " not"),
    (re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|ca|could|wo|would)nt\b"), r"\1 not"),
    (re.compile(r"(?<![\w/])#\s?(?=of\b)"), "number "),
    (re.compile(r"(?<=[a-z])/(?=(?:year|month)\b)"), " per "),
    (re.compile(r"\bi['’]?m\b"), "i am"),
    (re.compile(r"\buniv\b\.?"), "university"),
    (re.compile(r"\b(?:hwo|hw)\b"), "how"),
    (re.compile(r"\b(?:waht|wat|wht)\b"), "what"),
    (re.compile(r"\b(?:wich|whcih|whihc)\b"), "which"),
    (re.compile(r"\b(?:wehn|whn)\b"), "when"),
    (re.compile(r"\bwhos\b"), "who is"),
    (re.compile(r"\bu\b"), "you"),
    (re.compile(r"\br\b(?=\s+(?:there|you|on|in|about|by|from|with|without)\b)"), "are"),
    (
        re.compile(
            r"^(?:(?:hey|hi|hello|ok|so|please|and) )*(?:can|could|would|will|may|might) (?:you|i|we) (?:please )?"
            r"(?:get|have|send|give|show|tell|link|share|download|drop|post|list)(?: me| us)?\b"
        ),
        "show",
    ),
    (
        re.compile(
            r"^(?:please )?share (?:(?:me|us|with me|with us) )?"
            r"(?=(?:the |a |its |their )?(?:github|git|repo|code|pdf|paper|link|url|source|arxiv)\b)"
        ),
        "show ",
    ),
    (re.compile(r"\b(any|some|every|is there an?|was there an?)((?: [\w-]+){0,4}) paper\b"), r"\1\2 papers"),
    (re.compile(r"\b(?:pls|plz)\b"), "please"),
    (re.compile(r"\bw/o\b"), "without"),
    (re.compile(r"\bw/\s?(?=\w)"), "with "),
    (re.compile(r"(?<=\d)\s*(?:st|nd|rd|th)\b"), " "),
)
_CJK = re.compile(r"[\u3400-\u9fff]")
_SHORTEST_MISSPELT = 4
_MISSPELT = 0.79
_SWAPPED = 0.75


def read_words(text: str, names: Iterable[str] = ()) -> str:
    """The question as folded English words between single blanks. `names` are Chinese names, which stay as they are."""
    words = fold(text[:LONGEST_QUESTION])
    if _CJK.search(words):
        words = _translate(words, tuple(names))
    words = _APART.sub(" ", words)
    for pattern, full in _SHORT_FORMS:
        words = pattern.sub(full, words)
    return " ".join(words.split())


def spell(words: str, is_known: Callable[[str], bool]) -> str:
    """The same words, those misspelt corrected that nobody knows and that are nearly a word of questions."""
    return " ".join(word if _is_spelt(word, is_known) else _nearest(word) for word in words.split(" "))


@cache
def load_fillers() -> frozenset[str]:
    """Words that say nothing of what is asked, once everything else is understood."""
    return frozenset(_read()["fillers"]["words"])


@cache
def load_subjects() -> dict[str, str]:
    """What else people call categories: the words, and the slug."""
    return dict(_read()["subjects"])


@cache
def load_beyond() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What no list can know: the name of the subject, and how questions about it are told."""
    return tuple(
        (subject, re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])"))
        for subject, patterns in _read()["beyond"].items()
    )


def _is_spelt(word: str, is_known: Callable[[str], bool]) -> bool:
    return (
        len(word) < _SHORTEST_MISSPELT
        or not word.isascii()
        or not word.isalpha()
        or word in _vocabulary()
        or word in load_fillers()
        or is_known(word)
    )


def _nearest(word: str) -> str:
    least = _SWAPPED if len(word) == _SHORTEST_MISSPELT else _MISSPELT
    near = [other for other in _vocabulary() if other[0] == word[0] and abs(len(other) - len(word)) <= 1]
    found = process.extractOne(word, near, scorer=OSA.normalized_similarity, score_cutoff=least)
    if found is None or (len(word) == _SHORTEST_MISSPELT and sorted(found[0]) != sorted(word)):
        return word
    return found[0]


@cache
def _vocabulary() -> tuple[str, ...]:
    """The words by which questions are understood."""
    lexicon = _read()
    return tuple(sorted(word for word in lexicon["spelling"]["words"] if len(word) >= _SHORTEST_MISSPELT))


def _translate(text: str, names: tuple[str, ...]) -> str:
    """Chinese words of questions in English, then the Chinese terms of papers; names first of all."""
    kept = {f"\ue000{number}\ue001": fold(name) for number, name in enumerate(names) if fold(name) in text}
    for mark, name in kept.items():
        text = text.replace(name, f" {mark} ")
    cues, pattern = _chinese()
    text = pattern.sub(lambda found: f" {cues[found[0]]} ", text)
    for mark, name in kept.items():
        text = text.replace(mark, name)
    return text


@cache
def _chinese() -> tuple[dict[str, str], re.Pattern[str]]:
    """Words of questions, and the terms of the lexicon where they are longer than those."""
    cues: dict[str, str] = {fold(term): words for term, words in _read()["chinese"].items()}
    terms = {fold(term): translate_chinese(term).strip() for term in _terms() if term not in _read()["chinese"]}
    both = cues | terms
    longest_first = sorted(both, key=len, reverse=True)
    return both, re.compile("|".join(map(re.escape, longest_first)))


def _terms() -> Iterable[str]:
    chinese = tomllib.loads((_LEXICON.parent / "chinese.toml").read_text(encoding="utf-8"))
    terms: dict[str, str] = chinese["stands_for"]
    return terms


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(_LEXICON.read_text(encoding="utf-8"))
