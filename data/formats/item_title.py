"""The title of an item: which of its words name the paper."""

import re
from dataclasses import dataclass, replace

from data.formats.inline import HARD_BREAK, Inline, Span
from data.formats.link_kinds import is_label
from data.formats.marks import fold_blanks, split_leading_emoji
from data.formats.title_cell import TitleCell, parse_title_cell, says_venue
from data.months import Month, parse_month

EDGES = ' \t\n\v,.;:：，。；、|-–—*_"“”()[]（）【】'
"""What may stand between a title and its links."""
_BEFORE_TITLE = " ,.;:|-–—)]）】"
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")
_LEADING_DATE = re.compile(
    r"[(\[【（]?\s*((?:19|20)\d{2}\s*[./年-]\s*\d{1,2}(?:\s*[./月-]\s*\d{1,2})?\s*[月日]?"
    r"|[A-Za-z]{3,9}\.?,?\s+(?:19|20)\d{2})\s*[)\]】）]?[\s:：,-]*"
)
_LEADING_TAG = re.compile(r"[(\[【（]([^()\[\]【】（）]{2,40})[)\]】）][\s:：,-]*")
_SOFT_BREAK = "\n"
_AUTHORS_OR_VENUE = re.compile(r"(?:[^,\n]*,){2}|.*\bet al\b", re.IGNORECASE)
_NAME_ENDS = (":", "：", "-", "–", "—", "]", "】")
_OPENING = {")": "(", "]": "[", "”": "“", "）": "（", "】": "【"}
_NAME_WORDS = 4
_SENTENCE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an item's text that is one entry: from `start` up to `end`, with its links."""

    start: int
    end: int
    links: tuple[Span, ...]


def find_title(inline: Inline, part: Part) -> TitleCell:
    """The title of an entry: the words before its links; or the first link's own words, if they say more than "pdf".

    Dates and venues in brackets before it are no part of it, nor are authors and venues on a line behind it. An entry
    that has nothing but labels is called by its first one; the title is empty only where there is nothing to show.
    """
    lead, published = _strip_ornament(inline.text[part.start : part.links[0].start if part.links else part.end])
    cell = _from_link(inline, part, lead) or _from_bold(inline, part)
    if cell is None:
        if not _count_words(lead):
            lead, behind = _strip_ornament(_words_behind(inline, part))
            published = published or behind
        cell = parse_title_cell(_trim(_first_line(lead)))
    if not cell.title:
        cell = replace(cell, title=_any_label(inline, part))
    return replace(cell, published=cell.published or published)


def _from_link(inline: Inline, part: Part, lead: str) -> TitleCell | None:
    """The title where the first link carries it; words before it that end like a name are an alias."""
    first = part.links[0] if part.links else None
    if first is None or _is_mere_label(inline, first):
        return None
    label, words = inline.label_of(first), _count_words(lead)
    if words >= _SENTENCE_WORDS and _count_words(label) <= words:
        return None
    cell = parse_title_cell(label)
    name = fold_blanks(lead.strip(EDGES))
    is_name = 0 < words <= _NAME_WORDS and lead.rstrip().endswith(_NAME_ENDS) and not _is_ornament(name)
    return replace(cell, aliases=tuple(dict.fromkeys((name, *cell.aliases)))) if is_name else cell


def _from_bold(inline: Inline, part: Part) -> TitleCell | None:
    """The title where bold words start the entry and authors follow before the links."""
    end = part.links[0].start if part.links else part.end
    for start, stop in inline.strong:
        if part.start <= start and stop <= end and _count_words(inline.text[start:stop]) >= _SENTENCE_WORDS:
            is_first = not _count_words(_strip_ornament(inline.text[part.start : start])[0])
            return parse_title_cell(_trim(inline.text[start:stop])) if is_first else None
    return None


def _is_ornament(name: str) -> bool:
    return is_label(name) or says_venue(name) or name.isdecimal()


def _is_mere_label(inline: Inline, link: Span) -> bool:
    return link.is_bare or link.start == link.end or is_label(inline.label_of(link))


def _count_words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _words_behind(inline: Inline, part: Part) -> str:
    """The first words behind or between the links of an entry, else those of a link that is no mere label."""
    ends = [link.end for link in part.links]
    starts = [*(link.start for link in part.links[1:]), part.end]
    stretches = [inline.text[end:start] for end, start in zip(ends, starts, strict=False)]
    labels = [inline.label_of(link) for link in part.links if not _is_mere_label(inline, link)]
    return next((stretch for stretch in [*stretches, *labels] if _count_words(stretch)), "")


def _any_label(inline: Inline, part: Part) -> str:
    """What an entry is called that has labels alone: the first of them, else its first address."""
    shown = (fold_blanks(inline.label_of(link)) for link in part.links if not link.is_bare)
    return next(filter(None, shown), next((link.target for link in part.links), ""))


def _first_line(text: str) -> str:
    """Cuts what stands behind a line break: always where a page shows one, else where authors or a venue follow."""
    text = text.strip().partition(HARD_BREAK)[0]
    first, _, rest = text.partition(_SOFT_BREAK)
    rest = rest.strip(EDGES)
    return first if _count_words(first) and (says_venue(rest) or _AUTHORS_OR_VENUE.match(rest)) else text


def _strip_ornament(text: str) -> tuple[str, Month | None]:
    """Cuts a checkbox, dates and venues in brackets off the front; the fires stay, for the title cell to count."""
    text = text.lstrip()
    text = text[4:] if _CHECKBOX.match(text) else text
    marks, rest = split_leading_emoji(text)
    published: Month | None = None
    while True:
        dated, tagged = _LEADING_DATE.match(rest), _LEADING_TAG.match(rest)
        if dated and (month := parse_month(dated[1])):
            published = published or month
            rest = rest[dated.end() :]
        elif tagged and says_venue(tagged[1]):
            rest = rest[tagged.end() :]
        else:
            return marks + rest, published


def _trim(text: str) -> str:
    """Cuts the punctuation that led to the links off a title; a closing bracket stays with its opening one."""
    text = text.strip()
    while text and text[-1] in EDGES:
        opening = _OPENING.get(text[-1])
        if opening is not None and text.count(opening) >= text.count(text[-1]):
            break
        text = text[:-1].rstrip()
    return text.lstrip(_BEFORE_TITLE)
