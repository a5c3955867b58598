"""What the columns of a table mean, told from their headers in any order and wording."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from data.formats.credits import says_where
from data.formats.link_labels import is_side_label
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
    Column.DATE: (
        "date year month time published released 日期 时间 年份 年月 发布时间 发表时间 "
        "年 日付 公開日 год дата 날짜 연도 fecha año"
    ),
    Column.TITLE: (
        "title titles name 标题 题目 名称 论文标题 论文题目 论文名称 论文名 名字 "
        "タイトル 名前 論文名 название имя 제목 이름 título titulo "
        "titre nombre nome nom"
    ),
    Column.ORGANISATION: (
        "organisation organisations organization organizations org orgs affiliation affiliations "
        "institution institutions institute institutes team company 机构 单位 组织 团队 公司"
    ),
    Column.RATING: "recom recommend recommended recommendation rating rate importance stars 推荐 推荐指数 评分 评级",
    Column.ALIAS: (
        "alias abbreviation abbr acronym nickname short method model work system framework library tool algorithm "
        "approach 简称 缩写 方法 模型 工作 algorithms models frameworks tools libraries methods api apis package "
        "packages course courses book "
        "books dataset datasets benchmark benchmarks plugin plugins extension agent agents product platform "
        "software service "
        "工具 课程 数据集 书名 项目名称 手法 モデル ツール модель инструмент 모델 도구"
    ),
    Column.CODE: "code codes github git repo repos repository implementation 代码 源码 仓库",
    Column.BLOG: "blog blogs post article 博客",
    Column.REPORT: "report reports 报告",
    Column.VIDEO: "video videos youtube talk 视频",
    Column.DOCS: "docs doc documentation website homepage project page site demo 文档 主页 项目主页",
    Column.PAPER: "paper papers pdf arxiv preprint publication app 论文 文章 论文链接 論文 статья статьи 논문",
    Column.LINKS: "link links url urls resource resources 链接 地址 リンク ссылка ссылки 링크 enlace lien",
}
_LONGEST_HEADER = 40
_FACT = re.compile(r"[\[\]\d]")
_BY_WORD = {word: column for column, words in _WORDS.items() for word in words.split()}
_STRONGEST_FIRST = tuple(_WORDS)
USUAL_COLUMNS = (Column.DATE, Column.TITLE, Column.PAPER, Column.CODE, Column.RATING)
"""How a row is read that starts with a month and has no header anywhere."""

_CARRIES_ENTRIES = {Column.PAPER, Column.CODE, Column.DATE}
_LINKED = {*_LINK_KINDS, Column.LINKS}
_MAY_NAME = {Column.OTHER, Column.DOCS, Column.CODE, Column.LINKS, Column.BLOG, Column.VIDEO, Column.ORGANISATION}
_SAYS_TITLE = re.compile(r"title|标题|题目|论文|タイトル|論文|назван|제목|título|titre")
_LABEL_WORDS = 4
_TITLE_WORDS = 3


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


Sample = Sequence[tuple[str, tuple[str, ...]]]
"""What a row shows: of each cell its text and the words of its links."""


def recognise_columns(headers: Sequence[str], samples: Sequence[Sample] = ()) -> tuple[Column, ...] | None:
    """The meaning of each column, or None where no column holds titles. `samples` are the first rows of the table.

    A header that says "title" decides, else the papers are the titles, unless they are mere labels ("[pdf]"); then the
    names of methods and tools, then the first column of linked names, then the first one that is nothing else.
    """
    columns = [recognise_column(header) for header in headers]
    titles = [number for number, column in enumerate(columns) if column is Column.TITLE]
    if len(titles) > 1:
        said = [number for number in titles if _SAYS_TITLE.search(headers[number].casefold())]
        for number in titles:
            columns[number] = Column.TITLE if number == (said or titles)[0] else Column.ALIAS
    elif not titles:
        stand_in = next(_stand_ins(columns, samples), None)
        if stand_in is None:
            return None
        columns[stand_in] = Column.TITLE
    return tuple(columns)


def recognise_unheaded(samples: Sequence[Sample]) -> tuple[Column, ...] | None:
    """The meaning of the columns of a table without a header: one holds linked titles, others hold words. None where it
    is a grid of pictures or names."""
    width = max((len(sample) for sample in samples), default=0)
    if len(samples) < 2 or width < 2:
        return None
    titled = [number for number in range(width) if all(_is_linked_title(_cell(each, number)) for each in samples)]
    worded = [number for number in range(width) if all(_cell(each, number)[0].strip() for each in samples)]
    if len(titled) != 1 or len(worded) < 2:
        return None
    return tuple(Column.TITLE if number == titled[0] else Column.OTHER for number in range(width))


def _is_linked_title(cell: tuple[str, tuple[str, ...]]) -> bool:
    return any(len(label.split()) >= _TITLE_WORDS and not _is_label_only(label) for label in cell[1])


def _stand_ins(columns: Sequence[Column], samples: Sequence[Sample]) -> Iterator[int]:
    papers = [number for number, column in enumerate(columns) if column is Column.PAPER]
    yield from (number for number in papers if not _holds_labels(samples, number))
    aliases = [number for number, column in enumerate(columns) if column is Column.ALIAS]
    if (
        not samples
        or not _CARRIES_ENTRIES.isdisjoint(columns)
        or any(_is_linked(samples, number) for number in aliases)
    ):
        yield from aliases
    named = [number for number, column in enumerate(columns) if column in _MAY_NAME]
    yield from (number for number in named if _is_linked(samples, number))
    holds_links = not _LINKED.isdisjoint(columns) or any(links for sample in samples for _, links in sample)
    if not _CARRIES_ENTRIES.isdisjoint(columns) or holds_links:
        yield from aliases
        yield from (
            number
            for number, column in enumerate(columns)
            if column is Column.OTHER and not (samples and all(_says_little(sample, number) for sample in samples))
        )
    if not _CARRIES_ENTRIES.isdisjoint(columns):
        yield from (number for number, column in enumerate(columns) if column is Column.OTHER)
    yield from papers


def _cell(sample: Sample, number: int) -> tuple[str, tuple[str, ...]]:
    return sample[number] if number < len(sample) else ("", ())


def _is_linked(samples: Sequence[Sample], number: int) -> bool:
    """Whether most cells of a column are names that are links."""
    cells = [_cell(sample, number) for sample in samples]
    named = sum(any(re.search(r"\w", label) and not _is_label_only(label) for label in links) for _, links in cells)
    return named > 0 and 2 * named >= sum(bool(text.strip()) for text, _ in cells)


def _says_little(sample: Sample, number: int) -> bool:
    """Whether a cell cannot name anything: empty, a number, a mark."""
    text = _cell(sample, number)[0]
    return re.search(r"[^\W\d_]{2}", text) is None


def _holds_labels(samples: Sequence[Sample], number: int) -> bool:
    """Whether the cells of a column show nothing but labels in brackets, citations or addresses."""
    texts = [_cell(sample, number)[0] for sample in samples]
    texts = [text for text in texts if re.search(r"\w", text)]
    labels = sum(_is_label_only(text) for text in texts)
    return bool(samples) and (not texts or 2 * labels > len(texts))


def _is_label_only(text: str) -> bool:
    """Whether a text is nothing but a label in brackets, a word of that kind, a citation, a venue or an address."""
    text = text.strip()
    if text.startswith("http"):
        return True
    bare = text.strip("[]【】() ")
    words = len(re.findall(r"[^\W_]+", text))
    return (text.startswith("[") and words <= _LABEL_WORDS) or is_side_label(bare) or says_where(bare)


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
