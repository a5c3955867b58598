"""Whether words of a model may be shown below an answer: they must say nothing that they were not given.

Meaning cannot be checked, but what misleads most can: numbers, names, papers and addresses. So every number, every
capitalised word and every word that is not an everyday one must stand in the material, and a paper is pointed to by a
number that it has there. What fails is not shown; the answer stands without it.
"""

import re
import unicodedata

from bot.rephrasing.material import Material
from bot.screens.markdown import clean
from data.query.lexicon import load_everyday_words, load_idle_words

LONGEST = 600
"""Characters that are shown at the most."""

_CITED = re.compile(r"\[(\d{1,3})\]")
_ADDRESS = re.compile(r"://|\bwww\.|\]\(|<[@#:/a-z]|@(?:everyone|here)", re.IGNORECASE)
_HAN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[^\W_{_HAN}]+(?:[-.+'/,][^\W_{_HAN}]+)*")
_PARTS = re.compile(r"[-.+'/,]")
_BEGINNING = re.compile(r"(?:^|[.!?:;。！？：；“\"(])\s*$")
_HAN_NUMBER = re.compile(r"[零一二两三四五六七八九十百千万]+(?=[篇个年月星颗家])")
_HAN_DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_LARGE = "thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen dozens"
_NUMBERS = {word: str(number) for number, word in enumerate(_SMALL.split())} | dict.fromkeys(_LARGE.split(), "")
"""Numbers in words, as they stand in the material; large ones are never given in one word."""


def check(text: str, material: Material) -> str | None:
    """The text on one line where it may be shown, else None."""
    line = clean(text)
    if not 0 < len(line) <= LONGEST or _ADDRESS.search(line):
        return None
    if any(not 0 < int(number) <= len(material.papers) for number in _CITED.findall(line)):
        return None
    given, said = _words_of(material.text), _CITED.sub(" ", line)
    words_are_given = all(_is_given(word, said[: word.start()], given) for word in _WORD.finditer(said))
    numbers_are_given = all(_read_han(number[0]) in given for number in _HAN_NUMBER.finditer(said))
    return line if words_are_given and numbers_are_given else None


def _is_given(match: re.Match[str], before: str, given: frozenset[str]) -> bool:
    """Whether a word stands in the material, or tells nothing by itself."""
    word = _fold(match[0])
    if word in given or all(part in given for part in _PARTS.split(word)):
        return True
    if word in _NUMBERS:
        return _NUMBERS[word] in given
    is_name = any(each.isupper() for each in match[0][1:]) or (
        match[0][0].isupper() and not _BEGINNING.search(before) and match[0] != "I"
    )
    return not is_name and all(_is_everyday(part) for part in _PARTS.split(word))


def _is_everyday(word: str) -> bool:
    return word.isalpha() and (len(word) == 1 or word in load_everyday_words() or word in load_idle_words())


def _words_of(text: str) -> frozenset[str]:
    words = [_fold(word) for word in _WORD.findall(text)]
    return frozenset([*words, *(part for word in words for part in _PARTS.split(word))])


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'").removesuffix("'s")


def _read_han(signs: str) -> str:
    """A number below a hundred in Chinese signs, in digits; "" for a larger one, which nobody is given."""
    tens, ten, ones = signs.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or not set(tens + ones) <= _HAN_DIGITS.keys():
        return ""
    return str((_HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + _HAN_DIGITS.get(ones, 0))
