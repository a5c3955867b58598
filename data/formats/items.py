"""Items of lists as entries: `1. Orca: A Distributed Serving System, [Paper](…), [Repo](…)`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.formats.block_kinds import Item
from data.formats.columns import Column
from data.formats.credits import says_authors, says_where
from data.formats.inline import HARD_BREAK, Inline, InlineReader, Span
from data.formats.item_title import Part, find_title
from data.formats.link_labels import bare_label, is_bracketed_label, is_label, is_side_label
from data.formats.lonely import form_alone, note_linked
from data.formats.ornament import EDGES, strip_ornament
from data.formats.outside import leads_outside, outside_links, why_not
from data.formats.row_builder import Findings, RawLink, build_row
from data.formats.sections import Place
from data.months import parse_month

_SAYS_WHAT = re.compile(r"\W*[^\W_]+(?:[\s/&-]+[^\W_]+){0,2}\s*(?:[(（][^()（）]{0,20}[)）])?\s*[:：]")
_FIELD = re.compile(
    r"\W*(?:codes?|data|data ?sets?|papers?|authors?|venue|keywords?|key ?words|tags?|tl;?dr|abstract|summary"
    r"|notes?|links?|project"
    r"|projects?|pages?|website|homepage|demos?|models?|weights|checkpoints?|videos?|slides?|blogs?|posts?"
    r"|tasks?|years?|dates?|publi\w+"
    r"|conference|journal|organi[sz]ations?|institut\w+|affiliations?|source|resources?|review|reviews"
    r"|implementations?|repo\w*"
    r"|benchmarks?|datasets? used|evaluation|metrics?|environments?|experiments?|comments?|see also|related"
    r"|docs|documentation|pros|cons"
    r"|examples?|license|language|languages|stars?|description|highlights?|features?|contributions?|methods?"
    r"|base model|also|e\.g\.?"
    r"|论文|代码|数据集?|作者|会议|期刊|关键词|摘要|简介|单位|机构|主页|项目|链接|解读|备注|笔记|模型|著者|概要)\s*(?:[(（][^()（）]{0,20}[)）])?\s*[:：]",
    re.IGNORECASE,
)
_BAD_DATE = re.compile(r"[^\w\[(]{0,6}[\[(]((?:19|20)\d{2}\s?[./-]\s?\d{1,2})[\])]")
"""What stands first in brackets and should be a month."""
_DESCRIBES = re.compile(r"\s*[-–—]+\s+\w")
_LONGEST_LABEL = 40
"""A linked text of more characters is a title and no label."""
_LONG_TITLE = 4
"""Words from which on a linked text cannot be the name of an author or a mere label."""
_FEW_WORDS = 3


def read_item(findings: Findings, item: Item, place: Place, reader: InlineReader, *, below: bool = False) -> bool:
    """Adds the entries of an item and of those below it to the findings; says whether there were any.

    Items below an entry that carry links of it ("[pdf] [code]", "Source: …", "Lecture notes") or words about it belong
    to it; others are entries themselves. `below` says that an entry stands above. What is read as nothing is noted as
    skipped.
    """
    inline = inline_of(item, reader)
    children = item.children
    kept = below
    if below and not _is_entry_below(inline):
        children = tuple(child for child in children if not is_attachment(child, reader))
    elif leads_outside(inline):
        attached, children = _split_children(children, reader)
        read_entries(findings, item.line, inline, attached, place)
        kept = True
        note_linked(findings, inline, place)
    elif children and _names_one_entry(inline) and all(_belongs(child, reader) for child in children):
        attached, children = _split_children(children, reader)
        if attached:
            read_entries(findings, item.line, inline, attached, place)
            return True
    elif not inline.links and not children and inline.text.strip() and not below:
        if form := form_alone(inline):
            findings.lonely.append((item.line, inline, place, form))
        else:
            findings.skip(item.line, "no_link", inline.text)
    elif inline.links:
        findings.skip(item.line, why_not(inline), inline.text)
    for child in children:
        read_item(findings, child, place, reader, below=kept)
    return kept


def inline_of(item: Item, reader: InlineReader) -> Inline:
    """The words and links of an item, without those of the items below it."""
    return join([reader.read(source) for _, source in item.paragraphs])


def _split_children(children: Sequence[Item], reader: InlineReader) -> tuple[list[RawLink], tuple[Item, ...]]:
    """The links that belong to the entry above, and the items that do not."""
    attached: list[RawLink] = []
    others: list[Item] = []
    says_what = _are_fields(children, reader)
    for child in children:
        if is_attachment(child, reader):
            attached += links_of(child, reader)
        elif says_what and not child.children and _SAYS_WHAT.match(inline_of(child, reader).text):
            continue
        else:
            others.append(child)
    return attached, tuple(others)


def _are_fields(children: Sequence[Item], reader: InlineReader) -> bool:
    """Whether items tell facts about the one above them, each behind what it is: "Publisher: ICLR", "Env: [x](…)"."""
    if len(children) < 2:
        return False
    texts = [inline_of(child, reader).text for child in children]
    return sum(_SAYS_WHAT.match(text) is not None for text in texts) > 1 and any(map(_FIELD.match, texts))


def _belongs(item: Item, reader: InlineReader) -> bool:
    """Whether an item speaks of the one above it: further links of it, or words without any link."""
    return is_attachment(item, reader) or not (item.children or _is_entry_below(inline_of(item, reader)))


def _names_one_entry(inline: Inline) -> bool:
    """Whether a text without links may be the title of an entry and no name of a group."""
    words = strip_ornament(inline.text)[0].strip(EDGES)
    return re.search(r"\w", words) is not None and not is_side_label(words)


def _is_entry_below(inline: Inline) -> bool:
    """Whether an item below an entry is one itself: its link or its bold words come first, not in mid-sentence."""
    if not leads_outside(inline):
        return False
    if _FIELD.match(inline.text):
        return False
    first = next((link for link in inline.links if link.start < link.end), inline.links[0])
    lead = strip_ornament(inline.text[: first.start])[0].strip(EDGES)
    if not re.search(r"\w", lead):
        return True
    if first.is_bare:
        return False
    if is_side_label(inline.label_of(first)):
        return not _goes_on(inline.text[inline.links[-1].end :])
    starts_bold = any(not re.search(r"\w", inline.text[:start]) for start, _ in inline.strong)
    return starts_bold or len(lead.split()) <= _FEW_WORDS or lead.endswith((":", "：")) or says_authors(lead)


def _goes_on(text: str) -> bool:
    return len(text.split()) > 2 * _FEW_WORDS


def is_attachment(item: Item, reader: InlineReader) -> bool:
    """Whether an item carries nothing but links that belong to an entry above it."""
    if item.children or not item.paragraphs:
        return False
    return is_labels_only(inline_of(item, reader))


def is_labels_only(inline: Inline) -> bool:
    """Whether a text has links, all of them labelled as what they are of something else, and hardly other words."""
    if not inline.links:
        return False
    lead = inline.text[: inline.links[0].start]
    if _FIELD.fullmatch(lead.rstrip(" [(")):
        return True
    if not all(
        link.is_bare
        or link.start == link.end
        or is_side_label(bare_label(inline.label_of(link)))
        or (len(inline.links) > 1 and is_bracketed_label(inline.text, link.start, link.end))
        for link in inline.links
    ):
        return False
    words = outside_links(inline).strip(EDGES)
    if (
        not words
        or (is_side_label(words) and not _DESCRIBES.match(inline.text[inline.links[0].end :]))
        or _SAYS_WHAT.fullmatch(lead.rstrip(" [("))
    ):
        return True
    if _DESCRIBES.match(inline.text[inline.links[0].end :]):  # "[Papers](…) - the most cited ones" is an entry
        return False
    return not lead.strip(EDGES) and (len(words.split()) <= 2 * _FEW_WORDS or says_where(words))


def links_of(item: Item, reader: InlineReader) -> Iterator[RawLink]:
    """The links of an item; a bare address is called by the words before it."""
    yield from raw_links(inline_of(item, reader))


def raw_links(inline: Inline) -> Iterator[RawLink]:
    """The links of a text that has hardly other words."""
    said = outside_links(inline).strip(EDGES) if len(inline.links) == 1 else ""
    for link in inline.links:
        if not link.target.startswith("#"):
            label = said if link.is_bare else bare_label(inline.label_of(link))
            yield RawLink(Column.LINKS, label, link.target)


def join(inlines: Sequence[Inline]) -> Inline:
    """Several paragraphs as one, each on a line of its own."""
    if len(inlines) == 1:
        return inlines[0]
    parts: list[str] = []
    links: list[Span] = []
    strong: list[tuple[int, int]] = []
    slanted: list[tuple[int, int]] = []
    shift = 0
    for inline in inlines:
        if parts:
            parts.append(HARD_BREAK)
            shift += 1
        links += [replace(link, start=link.start + shift, end=link.end + shift) for link in inline.links]
        strong += [(start + shift, end + shift) for start, end in inline.strong]
        slanted += [(start + shift, end + shift) for start, end in inline.slanted]
        parts.append(inline.text)
        shift += len(inline.text)
    return Inline("".join(parts), tuple(links), tuple(strong), tuple(slanted))


def read_entries(findings: Findings, line: int, inline: Inline, attached: Sequence[RawLink], place: Place) -> None:
    """Adds the entry that a text is, or the several that stand on its line."""
    parts = _split_parts(inline)
    findings.report_broken(line, inline.text)
    if (dated := _BAD_DATE.match(inline.text)) and parse_month(dated[1]) is None:
        findings.report(line, "unknown_date", dated[1])
    for part in parts:
        cell = find_title(inline, part)
        links = [*_part_links(inline, part, cell.title), *(attached if part is parts[0] else ())]
        if is_label(cell.title) or not cell.title or cell.title in {link.target for link in links}:
            findings.report(line, "no_title", inline.text[part.start : part.end])
        if cell.title:
            build_row(findings, line, place.section, cell, links)


def _split_parts(inline: Inline) -> list[Part]:
    """Cuts where one entry ends and another begins on the same line: at a semicolon behind a link where words and a
    link of their own follow, and between linked titles that stand in a row."""
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
        elif (
            following
            and not between.strip(EDGES)
            and between
            and _is_long(inline, link)
            and _is_long(inline, following[0])
        ):
            parts.append(Part(start, link.end, tuple(taken)))
            start, taken = link.end, []
    return [*parts, Part(start, len(inline.text), tuple(taken))]


def _is_long(inline: Inline, link: Span) -> bool:
    label = inline.label_of(link)
    return not link.is_bare and len(label.split()) >= _LONG_TITLE and not is_side_label(label)


def _part_links(inline: Inline, part: Part, title: str) -> Iterator[RawLink]:
    """The links of an entry; one that shows the title has no label of its own."""
    for link in part.links:
        if not link.target.startswith("#") and not (link.start == link.end and not link.target):
            label = "" if link.is_bare else inline.label_of(link)
            yield RawLink(Column.LINKS, label if label != title and len(label) <= _LONGEST_LABEL else "", link.target)
