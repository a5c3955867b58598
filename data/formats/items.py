"""Items of lists as entries: `1. Orca: A Distributed Serving System, [Paper](…), [Repo](…)`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.formats.blocks import Item
from data.formats.columns import Column
from data.formats.inline import Inline, InlineReader, Span
from data.formats.link_kinds import is_label
from data.formats.marks import fold_blanks, split_leading_emoji
from data.formats.row_builder import Findings, RawLink, build_row
from data.formats.sections import Place
from data.formats.title_cell import TitleCell, parse_title_cell, says_venue
from data.months import Month, parse_month

_ARCHIVE = re.compile(r"\.(?:zip|7z|rar|tar|t?gz|tgz)(?:[?#].*)?$", re.IGNORECASE)
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")
_LEADING_DATE = re.compile(
    r"[(\[【（]?\s*((?:19|20)\d{2}\s*[./年-]\s*\d{1,2}(?:\s*[./月-]\s*\d{1,2})?\s*[月日]?|[A-Za-z]{3,9}\.?,?\s+(?:19|20)\d{2})\s*[)\]】）]?[\s:：,-]*"
)
_LEADING_VENUE = re.compile(r"[(\[【（]([^()\[\]【】（）]{2,40})[)\]】）][\s:：,-]*")
_EDGES = ' \t\n,.;:：，。；、|-–—*_"“”()[]（）【】'
_CLOSING = {")": "(", "]": "[", "”": "“", '"': '"', "）": "（", "】": "【"}
_LONGEST_LABEL = 40
"""A linked text of more characters is a title and no label."""
_NAME_WORDS = 4
_SENTENCE_WORDS = 3


def read_item(findings: Findings, item: Item, place: Place, reader: InlineReader) -> None:
    """Adds the entries of an item and of those below it to the findings.

    Items below that carry nothing but labelled links ("[pdf] [code]") belong to the entry above them.
    """
    if not place.holds_entries:
        return
    children = item.children
    if any(reader.may_link(source) for _, source in item.paragraphs):
        own = _inline_of(item, reader)
        if _is_entry(own):
            attached = [child for child in children if _is_attachment(child, reader)]
            children = tuple(child for child in children if child not in attached)
            _read_entries(
                findings, item.line, own, [link for child in attached for link in _all_links(child, reader)], place
            )
    for child in children:
        read_item(findings, child, place, reader)


def _inline_of(item: Item, reader: InlineReader) -> Inline:
    return _join([reader.read(source) for _, source in item.paragraphs])


def _is_entry(inline: Inline) -> bool:
    """Whether an item leads anywhere outside of the document, to more than an archive for download."""
    targets = [link.target for link in inline.links]
    outside = [target for target in targets if not target.startswith("#")]
    return bool(outside) and not all(_ARCHIVE.search(target) for target in outside)


def _is_attachment(item: Item, reader: InlineReader) -> bool:
    if item.children or not item.paragraphs:
        return False
    inline = _inline_of(item, reader)
    words = _outside_links(inline)
    return bool(inline.links) and (not words.strip(_EDGES) or is_label(words)) and _has_only_labels(inline)


def _has_only_labels(inline: Inline) -> bool:
    return all(link.is_bare or is_label(inline.label_of(link)) for link in inline.links)


def _all_links(item: Item, reader: InlineReader) -> Iterator[RawLink]:
    inline = _inline_of(item, reader)
    said = _outside_links(inline).strip(_EDGES)
    for link in inline.links:
        yield RawLink(Column.LINKS, said if link.is_bare else inline.label_of(link), link.target)


def _outside_links(inline: Inline) -> str:
    parts, done = [], 0
    for link in inline.links:
        parts.append(inline.text[done : link.start])
        done = link.end
    return "".join([*parts, inline.text[done:]])


def _join(inlines: Sequence[Inline]) -> Inline:
    """Several paragraphs as one, a line break between."""
    if len(inlines) == 1:
        return inlines[0]
    text, links, strong = "", [], []
    for inline in inlines:
        text = f"{text}\n" if text else ""
        shift = len(text)
        links += [replace(link, start=link.start + shift, end=link.end + shift) for link in inline.links]
        strong += [(start + shift, end + shift) for start, end in inline.strong]
        text += inline.text
    return Inline(text, tuple(links), tuple(strong))


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of an item's text that is one entry: from `start` up to `end`, with its links."""

    start: int
    end: int
    links: tuple[Span, ...]


def _read_entries(findings: Findings, line: int, inline: Inline, attached: Sequence[RawLink], place: Place) -> None:
    parts = _split_parts(inline)
    for part in parts:
        cell, published = _find_title(inline, part)
        links = [*_part_links(inline, part), *(attached if part is parts[0] else ())]
        if not cell.title:
            findings.report(line, "no_title", inline.text[part.start : part.end])
            cell = replace(cell, title=next((link.target for link in links if link.target), ""))
        if published and not cell.published:
            cell = replace(cell, published=published)
        build_row(findings, line, place.section, cell, links)


def _split_parts(inline: Inline) -> list[_Part]:
    """Cuts at a semicolon behind a link where words and a link of their own follow: two entries on one line."""
    parts: list[_Part] = []
    start, links = 0, list(inline.links)
    taken: list[Span] = []
    for number, link in enumerate(links):
        taken.append(link)
        following = links[number + 1] if number + 1 < len(links) else None
        if following is None:
            break
        between = inline.text[link.end : following.start]
        cut = between.find(";")
        is_cut = (
            cut >= 0
            and not between[:cut].strip(_EDGES)
            and re.search(r"\w", between[cut:])
            and not is_label(between[cut:])
        )
        if is_cut:
            parts.append(_Part(start, link.end + cut, tuple(taken)))
            start, taken = link.end + cut + 1, []
    return [*parts, _Part(start, len(inline.text), tuple(taken))]


def _part_links(inline: Inline, part: _Part) -> Iterator[RawLink]:
    for link in part.links:
        if not link.target.startswith("#"):
            label = "" if link.is_bare else inline.label_of(link)
            yield RawLink(Column.LINKS, label if len(label) <= _LONGEST_LABEL else "", link.target)


def _find_title(inline: Inline, part: _Part) -> tuple[TitleCell, Month | None]:
    """The title of an entry: the words before its links; or the first link's own words, if they say more than "pdf"."""
    first = part.links[0] if part.links else None
    lead_end = first.start if first else part.end
    lead, published = _strip_ornament(inline.text[part.start : lead_end])
    named = next((link for link in part.links if not _is_mere_label(inline, link)), None)
    words = _words(lead)
    if named is not None and named is first:
        label = inline.label_of(named)
        if words < _SENTENCE_WORDS or _words(label) > words:
            cell = parse_title_cell(label)
            is_alias = 0 < words <= _NAME_WORDS and not says_venue(lead.strip(_EDGES)) and len(label.split()) > 1
            aliases = (fold_blanks(lead.strip(_EDGES)), *cell.aliases) if is_alias else cell.aliases
            return replace(cell, aliases=tuple(dict.fromkeys(aliases))), published
    if not words:
        lead, after = _strip_ornament(_after_links(inline, part))
        published = published or after
        if not _words(lead) and named is not None:
            lead = inline.label_of(named)
    return parse_title_cell(_trim(lead)), published


def _is_mere_label(inline: Inline, link: Span) -> bool:
    return link.is_bare or is_label(inline.label_of(link)) or link.start == link.end


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _after_links(inline: Inline, part: _Part) -> str:
    """The first stretch of words behind or between the links of an entry."""
    ends = [link.end for link in part.links]
    starts = [*(link.start for link in part.links[1:]), part.end]
    stretches = (inline.text[end:start] for end, start in zip(ends, starts, strict=True))
    return next((stretch for stretch in stretches if _words(stretch)), "")


def _strip_ornament(text: str) -> tuple[str, Month | None]:
    """Cuts a checkbox, dates and venues in brackets off the front; the fires stay, for the title cell to count."""
    text = _CHECKBOX.sub("", text, count=1) if _CHECKBOX.match(text) else text
    marks, rest = split_leading_emoji(text)
    published: Month | None = None
    while True:
        dated = _LEADING_DATE.match(rest)
        month = parse_month(dated[1]) if dated else None
        venue = None if month else _LEADING_VENUE.match(rest)
        if dated and month:
            published = published or month
            rest = rest[dated.end() :]
        elif venue and says_venue(venue[1]):
            rest = rest[venue.end() :]
        else:
            return marks + rest, published


def _trim(text: str) -> str:
    """Cuts the punctuation that led to the links off a title; a closing bracket stays with its opening one."""
    text = text.strip()
    while text and text[-1] in _EDGES:
        opening = _CLOSING.get(text[-1])
        if opening is not None and text.count(opening) >= text.count(text[-1]) and opening != text[-1]:
            break
        text = text[:-1].rstrip()
    return text.lstrip(",.;:|-–— ")
