"""From the words of a question to what it asks."""

import re
from datetime import date

from data.identity.titles import fold
from data.query.query import Query
from data.query.question import Question
from data.query.question_cues import tag
from data.query.question_kinds import decide
from data.query.question_said import Said
from data.query.question_spots import Known, mark_addresses, mark_names, spot_words
from data.query.question_times import narrow_by_time
from data.query.question_words import LONGEST_QUESTION, load_beyond, read_words, spell

_OUR_MARKS = re.compile("[\ue000-\uf8ff]")  # nobody writes them, and we put them for what was understood
_YEAR = r"(?:19[89]\d|20[0-3]\d)"
_BARE_YEAR = re.compile(rf"(?<![a-z\d./-])(?:in |from |of )?({_YEAR})年?(?![a-z\d./-]|\s?[-–~])")
_SLASHED = re.compile(r"[a-z-]{2,}(?:/[a-z-]{2,})+")
_APART = re.compile(r"\b(?:or|vs\.?|versus|than|compared|compare|and)\b|还是|或|和|与|比")
_STRETCH = re.compile(r"\bbetween\b|\bsince\b|\bbefore\b|\bafter\b|\bfrom \d{4} to\b|到|至|\buntil\b")
_COMPARES = re.compile(r"\b(?:more|fewer|vs\.?|versus|compare|bigger|larger|or|most)\b|还是|更多|多|比")
_COUNTS = re.compile(r"\bhow many\b|\bnumber of\b|\bcount\b|多少|几篇")
_WEIGHS = re.compile(r"\b(?:more|fewer|less|vs\.?|versus|compare|bigger|larger|most|which)\b|还是|更多|比|哪")
_WITH_OR_WITHOUT = re.compile(
    r"\bwith(?:out)? (?:or|vs\.?|versus|than) with(?:out)? code\b"
    r"|\b(?:with|have|has|having) code (?:or|vs\.?|versus|than) (?:papers )?"
    r"(?:without|not|no code|none|those without)(?: it| code)?(?= |$)"
    r"|\bwithout code (?:or|vs\.?|versus|than) (?:papers )?with(?: code)?(?= |$)"
)


def read_question(text: str, known: Known, today: date, expects_name: bool = False) -> Question:
    """What a question asks, taken for itself. `today` is the day in UTC; `expects_name`
    tells that the question before was about one paper. Never raises; what is not understood stands in
    `unknown` and `lost`."""
    text = _OUR_MARKS.sub(" ", text[:LONGEST_QUESTION])
    folded = fold(text)
    marked, spots = mark_addresses(text, known)
    years = _two_years(folded)
    words = marked if years is None else _BARE_YEAR.sub(" ", fold(marked))
    timed, query = (words, Query()) if years else narrow_by_time(fold(words), Query(), today)
    plain = spell(read_words(timed, known.chinese_names), known.is_word)
    codes = _WITH_OR_WITHOUT.search(plain)
    if codes:
        plain = _WITH_OR_WITHOUT.sub(" ", plain)
    named = mark_names(_apart_at_slashes(plain, known), spots, known)
    beyond = _find_beyond(named)
    items = spot_words(tag(named), spots, known)
    said = Said(plain, items, query, beyond, years, bool(codes))
    return decide(said, known, expects_name)


def _apart_at_slashes(text: str, known: Known) -> str:
    """ "edge/mobile" is two words, where it names nothing as it stands."""
    return " ".join(
        word.replace("/", " ") if _SLASHED.fullmatch(word) and not known.find_spot(word) else word
        for word in text.split(" ")
    )


def _two_years(text: str) -> tuple[int, int] | None:
    """Two years that are compared, in the order in which they are named."""
    years = [int(found[1]) for found in _BARE_YEAR.finditer(text)]
    if _COUNTS.search(text) and not _WEIGHS.search(text):
        return None
    if len(years) != 2 or years[0] == years[1] or not _COMPARES.search(text) or not _APART.search(text):
        return None
    return None if _STRETCH.search(text) else (years[0], years[1])


def _find_beyond(text: str) -> str:
    return next((subject for subject, pattern in load_beyond() if pattern.search(text)), "")
