"""Items of lists as entries: `1. Orca: A Distributed Serving System, [Paper](…), [Repo](…)`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.formats.blocks import Item
from data.formats.columns import Column
from data.formats.inline import HARD_BREAK, Inline, InlineReader, Span
from data.formats.item_title import EDGES, Part, find_title
from data.formats.link_kinds import is_label
from data.formats.row_builder import Findings, RawLink, build_row
from data.formats.sections import Place

_ARCHIVE = re.compile(r"\.(?:zip|7z|rar|tar|t?gz|tgz)(?:[?#].*)?$", re.IGNORECASE)
_SAYS_WHAT = re.compile(r"\W*\w+(?:\s+\w+){0,2}\s*[:：]")
_LONGEST_LABEL = 40
"""A linked text of more characters is a title and no label."""


def read_item(findings: Findings, item: Item, place: Place, reader: InlineReader) -> None:
    """Adds the entries of an item and of those below it to the findings.

    Items below that carry nothing but labelled links ("[pdf] [code]", "Source: …") belong to the entry above them.
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
    says_what = not words.strip(EDGES) or is_label(words) or _SAYS_WHAT.match(inline.text) is not None
    return bool(inline.links) and says_what and _has_only_labels(inline)


def _has_only_labels(inline: Inline) -> bool:
    return all(link.is_bare or is_label(inline.label_of(link)) for link in inline.links)


def _all_links(item: Item, reader: InlineReader) -> Iterator[RawLink]:
    inline = _inline_of(item, reader)
    said = _outside_links(inline).strip(EDGES)
    for link in inline.links:
        yield RawLink(Column.LINKS, said if link.is_bare else inline.label_of(link), link.target)


def _outside_links(inline: Inline) -> str:
    parts, done = [], 0
    for link in inline.links:
        parts.append(inline.text[done : link.start])
        done = link.end
    return "".join([*parts, inline.text[done:]])


def _join(inlines: Sequence[Inline]) -> Inline:
    """Several paragraphs as one, each on a line of its own."""
    if len(inlines) == 1:
        return inlines[0]
    text, links, strong = "", [], []
    for inline in inlines:
        text = f"{text}{HARD_BREAK}" if text else ""
        shift = len(text)
        links += [replace(link, start=link.start + shift, end=link.end + shift) for link in inline.links]
        strong += [(start + shift, end + shift) for start, end in inline.strong]
        text += inline.text
    return Inline(text, tuple(links), tuple(strong))


def _read_entries(findings: Findings, line: int, inline: Inline, attached: Sequence[RawLink], place: Place) -> None:
    parts = _split_parts(inline)
    for part in parts:
        cell = find_title(inline, part)
        links = [*_part_links(inline, part, cell.title), *(attached if part is parts[0] else ())]
        if is_label(cell.title) or not cell.title or cell.title in {link.target for link in links}:
            findings.report(line, "no_title", inline.text[part.start : part.end])
        if cell.title:
            build_row(findings, line, place.section, cell, links)


def _split_parts(inline: Inline) -> list[Part]:
    """Cuts at a semicolon behind a link where words and a link of their own follow: two entries on one line."""
    parts: list[Part] = []
    start = 0
    taken: list[Span] = []
    for number, link in enumerate(inline.links):
        taken.append(link)
        following = inline.links[number + 1 : number + 2]
        between = inline.text[link.end : following[0].start] if following else ""
        before, semicolon, behind = between.partition(";")
        if semicolon and not before.strip(EDGES) and re.search(r"\w", behind) and not is_label(behind):
            cut = link.end + len(before)
            parts.append(Part(start, cut, tuple(taken)))
            start, taken = cut + 1, []
    return [*parts, Part(start, len(inline.text), tuple(taken))]


def _part_links(inline: Inline, part: Part, title: str) -> Iterator[RawLink]:
    """The links of an entry; one that shows the title has no label of its own."""
    for link in part.links:
        if not link.target.startswith("#"):
            label = "" if link.is_bare else inline.label_of(link)
            yield RawLink(Column.LINKS, label if label != title and len(label) <= _LONGEST_LABEL else "", link.target)
