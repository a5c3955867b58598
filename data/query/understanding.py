"""What free words say about time, code, stars and order: "kv cache since 2024 with code" narrows twice.

English and Chinese. What is not understood stays text.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from data.query.parts import Part, PartKind
from data.query.query import Query, Sort
from data.query.times import find_time


@dataclass(frozen=True, slots=True)
class Understood:
    """A query with the filters that its words stated, its text being the words that are left, and each of these
    filters with the words that said it, as they were typed."""

    query: Query
    parts: tuple[Part, ...] = ()


def understand(query: Query, now: datetime | None = None) -> Query:
    """The query with the filters that its own words state; see `understand_parts`."""
    return understand_parts(query, now).query


def understand_parts(query: Query, now: datetime | None = None) -> Understood:
    """The query with the filters that its own words state, and what was understood. A filter that the query has
    already is not overruled, and the words that state it stay text. Gives the same query where its words state none.
    `now` lets words count from today ("last 3 months")."""
    said = Understood(query)
    if query.since is None and query.until is None:
        said = _with_time(_with_time(said, now), now)
    if query.has_code is None:
        said = _with_code(said)
    if query.min_stars == 0:
        said = _with_stars(said)
    if query.sort is Sort.RELEVANCE:
        said = _with_sort(said)
    text = " ".join(said.query.text.split())
    return said if text == said.query.text else replace(said, query=replace(said.query, text=text))


def _with_time(said: Understood, now: datetime | None) -> Understood:
    """Two times may stand apart, "since 2023 … until 2024"; a second one that says the same end again stays text."""
    query = said.query
    found = find_time(query.text, now)
    if found is None or (found.since and query.since) or (found.until and query.until):
        return said
    narrowed = replace(query, since=query.since or found.since, until=query.until or found.until)
    return _with_part(said, narrowed, PartKind.TIME, f"{found.since or ''}/{found.until or ''}", found.start, found.end)


_CODE_WORD = (
    r"(?:(?:(?:source|open[\s-]?sourced?|official|public|available|git\s*hub)\s+)*"
    r"(?:code|implementations?|repo(?:s|sitor(?:y|ies))?)|git\s*hub)"
)
_NO_CODE = re.compile(
    rf"(?<!\w)(?:without|no|lacking)\s+(?:any\s+)?{_CODE_WORD}(?!\w)|(?:没有|无|沒有)(?:开源)?代码的?", re.IGNORECASE
)
_CODE = re.compile(
    rf"(?<!\w)(?:(?:only\s+)?(?:with|has|have|having|(?:that|which)\s+ha(?:s|ve)|and|w/|\+)\s*(?:an?\s+)?{_CODE_WORD}"
    rf"(?:\s+(?:available|released|only))?|{_CODE_WORD}\s+(?:is\s+)?(?:available|released|only)|{_CODE_WORD}(?=\s*$)"
    rf"|^\s*{_CODE_WORD}\s+(?:for|of|on|about)|open[\s-]?sourced?|on\s+git\s*hub)(?!\w)"
    r"|(?:有|带|附)(?:开源)?代码的?|(?:已)?开源的?(?:代码)?",
    re.IGNORECASE,
)
_STARS = re.compile(
    r"(?<!\w)(?:with\s+)?(?:(?:at\s+least|>=?|minimum)\s*)?(?P<number>[1-3]|one|two|three)\s*(?:\+|or\s+more)?[\s-]*stars?(?!\w)"
    r"|(?P<signs>(?:[⭐★🌟]\ufe0f?){1,3})|(?P<chinese>[一二两三1-3])\s*(?:颗)?星(?:以上)?的?",
    re.IGNORECASE,
)
_NEWEST = re.compile(
    r"(?<!\w)(?:the\s+)?(?:latest|newest|most\s+recent|recent)(?!\w)|(?:newest|latest)\s+first|最新的?", re.IGNORECASE
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "一": 1, "二": 2, "两": 2, "三": 3}


def _with_code(said: Understood) -> Understood:
    for pattern, has_code in ((_NO_CODE, False), (_CODE, True)):
        found = pattern.search(said.query.text)
        if found:
            value = "code" if has_code else "no-code"
            return _with_part(said, replace(said.query, has_code=has_code), PartKind.CODE, value, *found.span())
    return said


def _with_stars(said: Understood) -> Understood:
    found = _STARS.search(said.query.text)
    if found is None:
        return said
    word = (found["number"] or found["chinese"] or "").lower()
    stars = len(re.findall(r"[⭐★🌟]", found["signs"])) if found["signs"] else _NUMBERS.get(word) or int(word)
    return _with_part(said, replace(said.query, min_stars=stars), PartKind.STARS, str(stars), *found.span())


def _with_sort(said: Understood) -> Understood:
    found = _NEWEST.search(said.query.text)
    if found is None:
        return said
    sorted_query = replace(said.query, sort=Sort.PUBLISHED)
    return _with_part(said, sorted_query, PartKind.SORT, Sort.PUBLISHED.value, *found.span())


def _with_part(said: Understood, query: Query, kind: PartKind, value: str, start: int, end: int) -> Understood:
    """What was understood so far and this part, whose words go out of the text."""
    text = said.query.text
    part = Part(kind, value, text[start:end].strip())
    return Understood(replace(query, text=f"{text[:start]} {text[end:]}"), (*said.parts, part))
