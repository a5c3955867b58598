"""Headings as sections: their names without ornament, their heat, their anchors, what they stand under."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.formats.block_kinds import Anchor, Block, FoldEnd, Heading, Item, Paragraph
from data.formats.inline import Inline, InlineReader
from data.formats.marks import count_fires, split_trailing_emoji, strip_emoji
from data.schema import Section

_BACK = re.compile(r"(?:back|to|the|top|toc|table|of|contents?|return|返回|回到|目录|顶部|↑|\W)*", re.IGNORECASE)
_OPENING, _CLOSING = "([（", ")]）"
_LONGEST_HEADING = 300
_LONGEST_PREAMBLE = 40
"""Blocks among which the title of a document is looked for behind other headings."""
_NUMBERING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})[.、)：:]\s*")
_HOUSEKEEPING = re.compile(
    r"(?:how to )?contribut\w*(?: guidelines?| guide| to .*)?|contribution(?: guidelines?)?|contributors?"
    r"|our contributors|(?:list of )?licen[cs]es?(?: .{0,20})?|licensing"
    r"|(?:bibtex )?citations?|citing(?: .{0,30})?|cite(?: us| this.*)?|how to cite|bibtex|reference format"
    r"|acknowledge?ments?|star(?:gazers?|s)?(?: history| chart|s over time).*"
    r"|star trend.*|stargazers|contact(?: us| me| information)?|disclaimer|downloads?|download all pdfs"
    r"|sponsors?(?:hips?)?|our sponsors|backers"
    r"|contact (?:&|and) feedback|feedback (?:&|and) contact|supporters"
    r"|support(?: us| this project| me)?|donat\w*|footnotes?|maintainers?|curators?|code of conduct"
    r"|copyright|translations?|visitors"
    r"|join us|join our .*|get involved|community guidelines|star us.*|feedback|credits"
    r"|贡献(?:者|指南|方式)?|如何贡献|参与贡献|许可证?|许可协议|版权|引用|致谢"
    r"|鸣谢|下载|pdf下载|赞助(?:商)?|捐赠|打赏|联系(?:我们|方式|我)|交流群?|免责声明|star ?趋势"
    r"|ライセンス|貢献(?:方法|者)?|コントリビュー\w*|謝辞|引用方法|スポンサー|лицензия"
    r"|контрибьют\w*|участие|как помочь|вклад"
    r"|благодарност\w*|спонсор\w*|기여\w*|라이선스|감사\w*",
    re.IGNORECASE,
)
_NO_ENTRIES = re.compile(
    r"(?:full )?(?:table of )?contents?(?: table)?|tocs?|index|quick (?:links|navigation)|navigation"
    r"|introduction|intro|about(?: this .*| us)?|overview of this .*"
    r"|legend|(?:keys? |symbols? )?explanations?|notations?|abbreviations|glossary"
    r"|badges?|motivation|background|preface|foreword|how to use.*|what is (?:this|an? awesome list).*"
    r"|structure of .*|full list"
    r"|目录|导航|简介|介绍|前言|说明|图例|关于|目次"
    r"|もくじ|はじめに|概要|оглавление|содержание"
    r"|введение|о списке|목차|소개|índice|sommaire|inhalt\w*",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"(?:the )?(?:latest |recent |project |important |repo )?(?:news|updates?|announcements?"
    r"|additions)(?: (?:log|history|and .*))?|update log|change ?log|release notes"
    r"|what'?s new.*|recently (?:added|updated)|新闻|动态"
    r"|最新动态|(?:最近|最新)?更新(?:日志|记录)?|pdf更新|公告|更新履歴|お知らせ|новости"
    r"|обновления|업데이트",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """What a heading says: its name, and the fires behind it."""

    name: str
    heat: int


def read_heading(inline: Inline) -> Title:
    """Cuts emoji and the link back to the contents off a heading. A heading that is nothing else keeps its words."""
    kept = name_and_heat(_without_back_links(inline))
    return kept if kept.name else name_and_heat(inline.text)


def name_and_heat(text: str) -> Title:
    """The same for a heading or a line of the contents that has no links."""
    text = text.strip()[:_LONGEST_HEADING]
    shorter = _without_back_bracket(text)
    words, marks = split_trailing_emoji(shorter if strip_emoji(shorter) else text)
    return Title(strip_emoji(words.replace("\ufffd", " ")), count_fires(marks))


def leads_back(label: str) -> bool:
    """Whether a label says no more than "back to top", in words or by an arrow."""
    return _BACK.fullmatch(label[:_LONGEST_HEADING]) is not None


def _without_back_bracket(text: str) -> str:
    """Cuts "(©️back👆🏻)" off the end."""
    bare = text.rstrip(_CLOSING)
    start = max(map(bare.rfind, _OPENING))
    is_bracket = len(bare) < len(text) and start >= 0 and leads_back(bare[start:])
    return bare[:start].rstrip(_OPENING + " ") if is_bracket else text


def _without_back_links(inline: Inline) -> str:
    text = inline.text
    for link in reversed(inline.links):
        label = inline.text[link.start : link.end]
        if link.target.startswith("#") and leads_back(label):
            before, after = text[: link.start].rstrip(_OPENING + " "), text[link.end :].lstrip(_CLOSING + " ")
            text = f"{before} {after}".rstrip()
    return text


def holds_no_entries(name: str) -> bool:
    """Whether a heading announces something else than entries: contents, licence, how to contribute."""
    bare = _bare(name)
    return any(kind.fullmatch(bare) for kind in (_NO_ENTRIES, _HOUSEKEEPING, _NEWS))


def announces_news(name: str) -> bool:
    """Whether a heading announces news, whose sub-headings hold no entries either."""
    return _NEWS.fullmatch(_bare(name)) is not None


def announces_housekeeping(name: str) -> bool:
    """Whether a heading speaks of the list itself: licence, contributors, sponsors. So do its sub-headings."""
    return _HOUSEKEEPING.fullmatch(_bare(name)) is not None


def _bare(name: str) -> str:
    """A heading without its number and the punctuation around it."""
    name = name[:_LONGEST_HEADING].strip(" :：!！.&*_")
    return _NUMBERING.sub("", name, count=1) if _NUMBERING.match(name) else name


def slug(name: str) -> str:
    """The anchor that a page gives to a heading of its own accord, as GitHub forms it."""
    return re.sub(r"[^\w\- ]", "", name.casefold()).strip().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its section, and whether items there may be entries."""

    section: Section
    holds_entries: bool


NOWHERE = Place(Section(""), True)
"""Before the first heading."""


@dataclass(slots=True)
class _Step:
    """A heading while the document is walked over."""

    level: int
    title: Title
    above: tuple["_Step", ...]
    is_document_title: bool
    anchor: str = ""
    is_summary: bool = False

    def place(self, contents: "Contents") -> Place:
        name, path = self.title.name, (*self.above, self)
        anchor, heat = contents.find(self.anchor, name)
        parents = tuple(
            step.title.name
            for step in self.above
            if step.title.name and not step.is_document_title and not holds_no_entries(step.title.name)
        )
        is_apart = any(
            announces_news(step.title.name) or announces_housekeeping(step.title.name)
            for step in path
            if not step.is_document_title
        )
        section = Section(name, anchor, max(self.title.heat, heat), parents)
        return Place(section, not is_apart and not holds_no_entries(name))


@dataclass(slots=True)
class Contents:
    """What the contents of a document say of its headings: by which name they link them, and how hot they are."""

    heat_by_anchor: dict[str, int] = field(default_factory=dict)
    anchor_by_name: dict[str, str] = field(default_factory=dict)
    heat_by_name: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, anchor: str, heat: int) -> None:
        """A line of the contents. `anchor` may be "" where a page lost its links."""
        if anchor:
            self.heat_by_anchor.setdefault(anchor, heat)
            self.anchor_by_name.setdefault(name, anchor)
        self.heat_by_name.setdefault(name, heat)

    def find(self, anchor: str, name: str) -> tuple[str, int]:
        """The anchor and the heat of a heading. `anchor` is the one that stands beside it, if any."""
        if not anchor:
            own = slug(name)
            anchor = own if own in self.heat_by_anchor else self.anchor_by_name.get(name, "")
        return anchor, self.heat_by_anchor.get(anchor, self.heat_by_name.get(name, 0))


def find_title(blocks: Sequence[Block]) -> int | None:
    """Where the heading stands that is the title of a document: the first one, if it is of the first level; or such a
    one below a few words of sponsors. None where there is none."""
    for number, block in enumerate(blocks[:_LONGEST_PREAMBLE]):
        if isinstance(block, Heading) and block.level == 1:
            return number
        if not isinstance(block, Heading | Paragraph | Anchor | FoldEnd):
            break
    first = next((number for number, block in enumerate(blocks) if isinstance(block, Heading)), None)
    return first if first is not None and _is_of_first_level(blocks[first]) else None


def _is_of_first_level(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


def place_blocks(blocks: Sequence[Block], reader: InlineReader) -> list[Place]:
    """The place of each block, in order. `reader` reads the headings."""
    steps: list[_Step | None] = []
    path: tuple[_Step, ...] = ()
    contents = Contents()
    title_of_document = find_title(blocks)
    for number, block in enumerate(blocks):
        if isinstance(block, Heading) and not (block.is_summary and _is_below_a_section(path)):
            path = tuple(step for step in path if step.level < block.level)
            title = read_heading(reader.read(block.source))
            is_document_title = number == title_of_document
            anchor = _anchor_above(blocks, number)
            path = (*path, _Step(block.level, title, path, is_document_title, anchor, block.is_summary))
        elif isinstance(block, Anchor) and path and not _names_heading_below(blocks, number):
            path[-1].anchor = path[-1].anchor or block.name
        elif isinstance(block, Item):
            _read_contents(block, reader, contents)
        steps.append(path[-1] if path else None)
    places: dict[int, Place] = {}
    return [NOWHERE if step is None else places.setdefault(id(step), step.place(contents)) for step in steps]


def _is_below_a_section(path: Sequence[_Step]) -> bool:
    """Whether a heading proper stands above, beside the title of the document."""
    return any(not step.is_document_title and not step.is_summary for step in path)


def _names_heading_below(blocks: Sequence[Block], number: int) -> bool:
    """Whether an anchor belongs to the heading behind it: the nearer of its two neighbours has it."""
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    if not isinstance(below, Heading):
        return False
    above = blocks[number - 1] if number else None
    return not isinstance(above, Heading) or below.line - blocks[number].line <= blocks[number].line - above.line


def _anchor_above(blocks: Sequence[Block], number: int) -> str:
    above = blocks[number - 1] if number else None
    return above.name if isinstance(above, Anchor) and _names_heading_below(blocks, number - 1) else ""


def _read_contents(item: Item, reader: InlineReader, contents: Contents) -> None:
    for _, source in item.paragraphs:
        if "(#" not in source:
            continue
        inline = reader.read(source)
        for link in inline.links:
            if link.target.startswith("#"):
                heat = name_and_heat(inline.text[link.end :]).heat
                contents.add(strip_emoji(inline.label_of(link)), link.target[1:], heat)
    for child in item.children:
        _read_contents(child, reader, contents)
