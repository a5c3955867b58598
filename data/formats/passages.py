"""Entries that are no items: a title in a paragraph or a heading, with its links beside it or below."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from data.formats.block_kinds import Anchor, Block, CellRows, FoldEnd, Heading, Item, Paragraph, PipeRows
from data.formats.folds import end_of_fold, is_remark, links_in_fold
from data.formats.inline import Inline, InlineReader
from data.formats.items import inline_of, is_attachment, is_labels_only, links_of, raw_links
from data.formats.link_labels import is_label, is_side_label
from data.formats.ornament import EDGES, strip_ornament
from data.formats.outside import leads_outside, outside_links
from data.formats.passage_forms import (
    PROSE,
    TITLE_WORDS,
    form_of,
    has_words,
    is_beside,
    is_credit,
    is_one_title,
    is_title_alone,
    may_be_title,
    starts_with_link,
)
from data.formats.row_builder import RawLink
from data.formats.sections import holds_no_entries, leads_back

_ENTRY_LINE = re.compile(
    r"\s*(?:[•·▪‣◦–*-]\s*|\d{1,4}[.)、]\s*|\[\d{1,4}\]\s*)?[^\w\s]{0,6}\s*(?:\*\*|__)?\[[^\[\]]+\]\(https?:"
)
_BULLET = re.compile(r"^\s*[•·▪‣◦]\s*")
_LINE_END = re.compile(r"(?:<br\s*/?>|\\|\s)+$", re.IGNORECASE)
_LONGEST_TITLE = 350
_MOST_LABEL_ROWS = 3
"""Rows of pipes that may be the labels of one entry; more are a table."""
_FARTHEST = 40
"""Blocks behind a title in which its links are looked for."""


@dataclass(slots=True)
class Passage:
    """An entry outside of items: where it starts, its words, the links below it, and how many blocks it takes."""

    line: int
    inline: Inline
    attached: list[RawLink] = field(default_factory=list)
    blocks: int = 1


class PassageReader:
    """Finds the passages of one document. Some forms count only where the document repeats them."""

    def __init__(self, blocks: Sequence[Block], reader: InlineReader) -> None:
        self._blocks = blocks
        self._reader = reader
        self._parents = _parents(blocks)
        self._above = set(self._parents.values())
        self._entry_headings = self._find_entry_headings()
        self._forms: Counter[str] | None = None

    def find(self, number: int) -> Passage | None:
        """The passage that starts at a block, or None."""
        block = self._blocks[number]
        if isinstance(block, Paragraph) and not block.is_quote and self.lines_of(block):
            return Passage(block.line, self._reader.read(block.source))
        if isinstance(block, Heading) and block.is_summary:
            return self._from_fold(number, block)
        if isinstance(block, Heading):
            return self._from_heading(number, block) if number in self._entry_headings else None
        if isinstance(block, Paragraph) and not block.is_quote:
            return self._from_paragraph(number, block)
        return None

    def parent_of(self, number: int) -> int | None:
        """The heading above a heading, by its place in the document."""
        return self._parents.get(number)

    def lines_of(self, block: Paragraph) -> list[tuple[int, Inline]]:
        """The lines of a paragraph that are an entry each: two or more that start with a link or a title in bold."""
        lines = block.source.split("\n")
        if len(lines) < 2 or not all(_ENTRY_LINE.match(line) for line in lines if line.strip()):
            return []
        inlines = [(block.line + place, self._read_line(line)) for place, line in enumerate(lines) if line.strip()]
        is_list = len(inlines) > 1 and all(starts_with_link(inline) for _, inline in inlines)
        return inlines if is_list and all(leads_outside(inline) for _, inline in inlines) else []

    def _read_line(self, line: str) -> Inline:
        return self._reader.read(_BULLET.sub("", _LINE_END.sub("", line)))

    def _forms_of(self, block: Paragraph) -> Iterator[str]:
        if not block.is_quote and self._reader.may_link(block.source) and len(block.source) < 2 * _LONGEST_TITLE + 2000:
            form = form_of(self._reader.read(_BULLET.sub("", block.source)))
            if form:
                yield form

    def _is_repeated(self, form: str) -> bool:
        """Whether more than one paragraph has this form; all are counted when the first one asks."""
        if self._forms is None:
            paragraphs = (block for block in self._blocks if isinstance(block, Paragraph))
            self._forms = Counter(form for block in paragraphs for form in self._forms_of(block))
        return self._forms[form] > 1

    def _from_paragraph(self, number: int, block: Paragraph) -> Passage | None:
        inline = self._reader.read(_BULLET.sub("", block.source))
        form = form_of(inline)
        if (
            form == "bold"
            or is_one_title(inline)
            or (block.is_numbered and leads_outside(inline))
            or (form and self._is_repeated(form))
        ):
            passage = Passage(block.line, inline)
            self._attach(passage, number)
            return passage
        if may_be_title(inline):
            passage = Passage(block.line, inline)
            return passage if self._attach(passage, number) else None
        return None

    def _attach(self, passage: Passage, number: int) -> bool:
        """Adds what belongs to a title below it; whether there was any link or field."""
        found = False
        for place, block in islice(self._body(number), _FARTHEST):
            links = self._links_below(block)
            if links is None:
                break
            if links or isinstance(block, Item):
                found = found or bool(links) or _states_a_field(block, self._reader)
                passage.attached += links
                passage.blocks = place - number + 1
        return found

    def _links_below(self, block: Block) -> list[RawLink] | None:
        """The links that a block gives to the title above it, none where it tells authors or a venue, or None where it
        does not belong to it."""
        if isinstance(block, Item):
            if is_attachment(block, self._reader):
                return list(links_of(block, self._reader))
            return [] if not block.children and not inline_of(block, self._reader).links else None
        if isinstance(block, Paragraph):
            inline = self._reader.read(block.source)
            if (
                inline.strong
                and inline.strong[0][0] == 0
                and not is_side_label(inline.text[slice(*inline.strong[0])].strip(EDGES))
            ):
                return None  # the next title
            if is_labels_only(inline):
                return list(raw_links(inline))
            return [] if is_credit(inline) and not inline.links else None
        if isinstance(block, PipeRows):
            inlines = [self._reader.read(text) for _, text in block.lines]
            return [link for each in inlines for link in raw_links(each)] if all(map(is_labels_only, inlines)) else None
        return [] if isinstance(block, Anchor) else None

    def _from_heading(self, number: int, block: Heading) -> Passage:
        passage = Passage(block.line, self._reader.read(block.source))
        for place, below in self._body(number):
            passage.blocks = place - number + 1
            if isinstance(below, Item):
                passage.attached += links_of(below, self._reader)
            elif isinstance(below, PipeRows):
                passage.attached += self._links_below(below) or []
            elif isinstance(below, Paragraph):
                inline = self._reader.read(below.source)
                passage.attached += [link for link in raw_links(inline) if link.label or is_labels_only(inline)]
        return passage

    def _from_fold(self, number: int, block: Heading) -> Passage | None:
        inline = self._reader.read(block.source)
        if not leads_outside(inline) or has_words(strip_ornament(inline.text[: inline.links[0].start])[0]):
            return None
        links = links_in_fold(self._blocks, number, self._reader)
        if links is None:
            return None
        return Passage(block.line, inline, links, end_of_fold(self._blocks, number) - number + 1)

    def _body(self, number: int) -> Iterator[tuple[int, Block]]:
        """The blocks below a title with their places, up to the next heading; folded remarks are left out."""
        place = number + 1
        while place < len(self._blocks):
            block = self._blocks[place]
            if isinstance(block, Heading):
                if not block.is_summary or not is_remark(self._blocks, place, self._reader):
                    return
                place = end_of_fold(self._blocks, place)
            elif not isinstance(block, FoldEnd):
                yield place, block
            place += 1

    def _find_entry_headings(self) -> set[int]:
        """The headings that are entries: links, or with nothing but labelled links below, one beside another."""
        strong: set[int] = set()
        beside: dict[tuple[int, int | None], list[int]] = {}
        alike: dict[int, list[int]] = {}
        for number, block in enumerate(self._blocks):
            if not isinstance(block, Heading) or block.is_summary or number in self._above:
                continue
            inline = self._reader.read(block.source)
            name = strip_ornament(inline.text)[0].strip(EDGES)
            if not name or is_label(name) or leads_back(name) or PROSE.search(name) or holds_no_entries(name):
                continue
            head = self._what_it_heads(number, inline)
            if not head:
                continue
            beside.setdefault((block.level, self._parents.get(number)), []).append(number)
            if head == "link" and len(name.split()) > TITLE_WORDS:
                strong.add(number)
            elif head == "labels" and len(name.split()) > TITLE_WORDS:
                alike.setdefault(block.level, []).append(number)
        groups = [*beside.values(), *alike.values()]
        return strong | {number for group in groups if len(group) > 1 for number in group}

    def _what_it_heads(self, number: int, inline: Inline) -> str:
        """How a heading may be an entry: it is a "link", it has nothing but "labels" below, or such among "words"; ""
        where entries stand below it, or nothing that leads anywhere."""
        is_linked = leads_outside(inline) and not is_side_label(inline.label_of(inline.links[0]))
        labels = pure = 0
        for _, block in self._body(number):
            if isinstance(block, PipeRows):
                if len(block.lines) > _MOST_LABEL_ROWS or not self._links_below(block):
                    return ""
                pure += 1
            elif isinstance(block, CellRows):
                return ""
            elif isinstance(block, Item):
                own = inline_of(block, self._reader)
                if block.children or (own.links and not is_attachment(block, self._reader)):
                    return ""
                labels += bool(own.links)
            elif isinstance(block, Paragraph):
                own = self._reader.read(block.source)
                if own.links and PROSE.search(outside_links(own)):
                    continue
                others = [link for link in own.links if not is_beside(own, link)]
                if (others and not is_linked) or (form_of(own) and not is_labels_only(own) and not is_credit(own)):
                    return ""
                if is_title_alone(own):
                    return ""
                labels += bool(own.links) and not others
                pure += is_labels_only(own)
        return "link" if is_linked else "labels" if pure else "words" if labels else ""


def _parents(blocks: Sequence[Block]) -> dict[int, int]:
    """The heading above each heading."""
    parents: dict[int, int] = {}
    path: list[tuple[int, int]] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Heading) and not block.is_summary:
            while path and path[-1][0] >= block.level:
                path.pop()
            if path:
                parents[number] = path[-1][1]
            path.append((block.level, number))
    return parents


def _states_a_field(block: Block, reader: InlineReader) -> bool:
    return isinstance(block, Item) and any(sign in inline_of(block, reader).text for sign in (":", "："))
