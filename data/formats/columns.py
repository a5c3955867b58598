"""What the columns of a table mean, told from their headers in any order and wording."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from data.formats.marks import strip_emoji
from data.schema import LinkKind


class Column(StrEnum):
    """What a column holds. The last ones hold links; `LINKS` holds links of any kind."""

    DATE = "date"
    TITLE = "title"
    ALIAS = "alias"
    ORGANISATION = "organisation"
    RATING = "rating"
    PAPER = "paper"
    CODE = "code"
    DOCS = "docs"
    BLOG = "blog"
    REPORT = "report"
    VIDEO = "video"
    LINKS = "links"
    OTHER = "other"

    @property
    def link_kind(self) -> LinkKind | None:
        """The kind of the links in this column, where the column says it."""
        return _LINK_KINDS.get(self)


_LINK_KINDS = {Column(kind.value): kind for kind in LinkKind}
_WORDS: dict[Column, str] = {
    Column.DATE: "date year month time published released 日期 时间 年份 年月 发布时间 发表时间",
    Column.TITLE: "title titles name 标题 题目 名称 论文标题 论文题目 论文名称 论文名",
    Column.ORGANISATION: (
        "organisation organisations organization organizations org orgs affiliation affiliations "
        "institution institutions institute institutes team company 机构 单位 组织 团队 公司"
    ),
    Column.RATING: "recom recommend recommended recommendation rating rate importance stars 推荐 推荐指数 评分",
    Column.ALIAS: (
        "alias abbreviation abbr acronym nickname short method model work system framework library tool algorithm "
        "approach 简称 缩写 方法 模型 工作"
    ),
    Column.CODE: "code codes github git repo repos repository implementation source 代码 源码 仓库",
    Column.BLOG: "blog blogs post article 博客",
    Column.REPORT: "report reports 报告",
    Column.VIDEO: "video videos youtube talk 视频",
    Column.DOCS: "docs doc documentation website homepage project page site demo 文档 主页 项目主页",
    Column.PAPER: "paper papers pdf arxiv preprint publication app 论文 文章 论文链接",
    Column.LINKS: "link links url urls resource resources 链接",
}
_LONGEST_HEADER = 40
_FACT = re.compile(r"[\[\]\d]")
_BY_WORD = {word: column for column, words in _WORDS.items() for word in words.split()}
_STRONGEST_FIRST = tuple(_WORDS)
USUAL_COLUMNS = (Column.DATE, Column.TITLE, Column.PAPER, Column.CODE, Column.RATING)
"""How a row is read that starts with a month and has no header anywhere."""

_CARRIES_ENTRIES = {Column.PAPER, Column.CODE, Column.DATE}


def recognise_column(header: str) -> Column:
    """What a header cell announces: "Paper Title" a title, "Release date" a date, "Paper/Code" links of any kind."""
    words = re.findall(r"[^\W_]+", strip_emoji(header).casefold())
    meant = {_BY_WORD[word] for word in words if word in _BY_WORD}
    if Column.PAPER in meant and Column.CODE in meant:
        return Column.LINKS
    for column in _STRONGEST_FIRST:
        if column in meant:
            return column
    return Column.OTHER


def recognise_columns(headers: Sequence[str], sample: Sequence[str] = ()) -> tuple[Column, ...] | None:
    """The meaning of each column, or None where no column holds titles. `sample` is the text of the first row.

    Without a header that says "title" the papers are the titles, unless they are mere labels ("[pdf]"); then the names
    of methods are, then the first column that is nothing else.
    """
    columns = [recognise_column(header) for header in headers]
    if Column.TITLE not in columns:
        stand_in = next(_stand_ins(columns, sample), None)
        if stand_in is None:
            return None
        columns[stand_in] = Column.TITLE
    return tuple(columns)


def _stand_ins(columns: Sequence[Column], sample: Sequence[str]) -> Iterator[int]:
    papers = [number for number, column in enumerate(columns) if column is Column.PAPER]
    yield from (number for number in papers if not any(map(_is_label_only, sample[number : number + 1])))
    yield from (number for number, column in enumerate(columns) if column is Column.ALIAS)
    if not _CARRIES_ENTRIES.isdisjoint(columns):
        yield from (number for number, column in enumerate(columns) if column is Column.OTHER)
    yield from papers


def _is_label_only(text: str) -> bool:
    """Whether a cell shows nothing but a label in brackets, a word or an address."""
    return len(re.findall(r"[^\W_]+", text)) <= 2 or text.lstrip().startswith(("[", "http"))


def carries_entries(columns: Sequence[Column]) -> bool:
    """Whether each row of such a table is an entry, even one without a link."""
    return Column.TITLE in columns and not _CARRIES_ENTRIES.isdisjoint(columns)


def looks_like_header(headers: Sequence[str]) -> bool:
    """Whether a row names columns: short words, all but one of which have a meaning, a title among them."""
    if any(len(header) > _LONGEST_HEADER or _FACT.search(header) for header in headers):
        return False
    named = [recognise_column(header) for header in headers if header.strip()]
    return (
        len(named) >= 2
        and Column.TITLE in named
        and sum(column is not Column.OTHER for column in named) >= max(2, len(named) - 1)
    )
