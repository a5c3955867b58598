"""What stands behind or before a title and is no part of it: authors, venues, years."""

import re
from functools import lru_cache

from data.formats.title_cell import says_venue
from data.months import parse_month

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b|['’]\d{2}\b")
_ET_AL = re.compile(r"et\.? al\b|等", re.IGNORECASE)
_ETC = re.compile(r"[\s,]+\betc$", re.IGNORECASE)
_CHUNKS = re.compile(r"\s*(?:[,;，、·&+]|\band\b|\bwith\b)\s*")
_NAME_WORD = r"(?:[^\W\d_a-z][\w'’`.-]*|de|van|von|der|den|di|da|del|la|le|el|al|bin|ben|dos|ter)"
_NAME = re.compile(rf"(?:by\s+)?{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,3}}[*†‡\d]*\.?", re.UNICODE)
_PERSON = re.compile(rf"(?:{_NAME_WORD}\s+){{1,3}}{_NAME_WORD}|et\.? al\.?")
_SURNAME = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|O['’])?[^\W\d_a-z][^\W\d_A-Z]*(?:[-'’]\w+)*[*†‡\d]*")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ARCHIVE = re.compile(
    r"(?:arxiv|corr|biorxiv|preprint|openreview|under review|tech(?:nical)? report|blog)(?:\b|(?=[\d_]))", re.IGNORECASE
)
_STATUS = re.compile(r"oral|spotlight|best paper|highlight|award|workshop|poster|accepted|demo|survey", re.IGNORECASE)
_VENUE_NAME = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z&-]*|Nature|Science|Cell|Interspeech|Findings|Proc\.?")
_LONGEST = 600
_SENTENCE_END = re.compile(r"(?<=[\w)\]\"”?!])[.。!?]\s+(?=[A-Z\"“*(\[])|[,，][\"”]?\s+")
_AUTHORS_END = re.compile(r"(?:(?<=\w\w)\.|\)\s*[.:,]?)\s+")
_LEAST_TITLE_WORDS = 3


@lru_cache(maxsize=4096)
def says_authors(text: str) -> bool:
    """Whether a text names people: "Ann Lee, Bob Day", "Vaswani et al.", "by Ann Lee and Bob Day (2017)"."""
    text = text[:_LONGEST].strip(" .,;:*_()-–—")
    if not text:
        return False
    if _ET_AL.search(text):
        return True
    text = _ETC.sub("", _YEAR.sub("", _BRACKETED.sub("", text)).strip(" .,;:"))
    chunks = [chunk.strip(" .,;:*()") for chunk in _CHUNKS.split(text)]
    chunks = [chunk for chunk in chunks if chunk]
    return len(chunks) >= 2 and all(_NAME.fullmatch(chunk) for chunk in chunks)


@lru_cache(maxsize=4096)
def says_where(text: str) -> bool:
    """Whether a text names a venue, a year or a month and no more: "NeurIPS 2023 (oral)", "arXiv, 2023-05"."""
    text = text[:_LONGEST].strip(" .,;:*_()[]【】（）-–—|`")
    if not text or len(text) > 80:
        return False
    if says_venue(text) or parse_month(text) is not None or text.isdecimal():
        return True
    if _ARCHIVE.match(text) and len(text.split()) <= 5:
        return True
    bare = _STATUS.sub("", _YEAR.sub("", text)).strip(" .,;:()'’-/")
    words = bare.split()
    return len(words) <= 3 and (
        not words or (all(_VENUE_NAME.fullmatch(word.strip(".,()")) for word in words) and bare != text)
    )


def cut_credits(text: str) -> str:
    """A title without the authors, venue and year that follow it behind a full stop or a comma."""
    for found in _SENTENCE_END.finditer(text[:_LONGEST]):
        head, rest = text[: found.start()], text[found.end() :].strip()
        if len(head.split()) < _LEAST_TITLE_WORDS or not rest or head.count("(") > head.count(")"):
            continue
        if _are_credits(rest, behind_comma=found[0][0] in ",，"):
            return strip_tail(head)
    return text


def cut_authors(text: str) -> str:
    """A title without the authors before it: "Ann & Bob (2019). A Title" is "A Title"."""
    for found in _AUTHORS_END.finditer(text[:_LONGEST]):
        head, rest = text[: found.end()].strip(), text[found.end() :].strip()
        if len(rest.split()) >= _LEAST_TITLE_WORDS and says_authors(head) and not _are_credits(rest):
            return rest
    return text


def title_of_citation(text: str) -> str | None:
    """The title in a citation that has commas alone: "Ann Lee, Bob Day, A Title, Venue, 1996"; else None."""
    chunks = [chunk.strip() for chunk in text[:_LONGEST].strip(" .,").split(",")]
    if len(chunks) < 3 or _YEAR.fullmatch(chunks[-1]) is None or not 1 <= len(chunks) - 2 <= 20:
        return None
    first = 0
    while first < len(chunks) - 2 and (says_authors(chunks[first]) or _PERSON.fullmatch(chunks[first])):
        first += 1
    last = len(chunks) - 2 if len(chunks) - 2 > first else len(chunks) - 1
    title = ", ".join(chunks[first:last])
    return title if first and len(title.split()) >= _LEAST_TITLE_WORDS else None


def says_name(text: str) -> bool:
    """Whether a text may be the name of one person."""
    return " " in text.strip() and _NAME.fullmatch(text.strip(" .,*")) is not None


def _are_credits(text: str, *, behind_comma: bool = False) -> bool:
    if says_where(text) or _names_people(text, in_full=behind_comma):
        return True
    pieces = [piece for piece in re.split(r"[.,;。，；]\s+", text) if piece.strip(" .")]
    if len(pieces) < 2:
        return False
    is_dated = _YEAR.search(pieces[-1]) is not None
    named = sum(_may_be_name(piece.strip(" .*")) or says_where(piece) or says_authors(piece) for piece in pieces)
    return named == len(pieces) or (is_dated and named >= len(pieces) - 1)


def strip_tail(text: str) -> str:
    """A title without the brackets behind it that tell a venue, a year or a month."""
    text = _UNCLOSED.sub("", text)
    while True:
        text = text.rstrip(" .,;:-–—|")
        found = _TAIL_BRACKET.search(text)
        if found is None or not text[: found.start()].strip() or not _is_tail(found[1]):
            return text
        text = text[: found.start()]


def _may_be_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and (" " in text or _SURNAME.fullmatch(text) is not None)


def _names_people(text: str, *, in_full: bool = False) -> bool:
    """Whether a text behind a title names people and no things: "TensorFlow, PyTorch" are none. Behind a comma, where a
    title may go on ("Language, Vision, and Action"), half of them must have more than one name."""
    if not says_authors(text):
        return False
    if _ET_AL.search(text):
        return True
    chunks = [chunk.strip(" .,;:*()") for chunk in _CHUNKS.split(_YEAR.sub("", _BRACKETED.sub("", text[:_LONGEST])))]
    names = [chunk.split() for chunk in chunks if chunk]
    if any(len(name) == 1 and not _SURNAME.fullmatch(name[0]) for name in names):
        return False
    return not in_full or 2 * sum(len(name) > 1 for name in names) >= len(names)


def _is_tail(text: str) -> bool:
    return (
        says_where(text)
        or _names_people(text)
        or (_YEAR.search(text) is not None and len(text.split()) <= (8 if _ENDS_IN_YEAR.search(text) else 4))
    )


_UNCLOSED = re.compile(r"\s*[(（](?:19|20)\d{2}[,.;][^()（）]*$")
_ENDS_IN_YEAR = re.compile(r"^[A-Z].*\b(?:19|20)\d{2}$")
_TAIL_BRACKET = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]{2,80})[)\]）】]$")
