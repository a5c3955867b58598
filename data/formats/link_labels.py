"""What the words of a link say of it: a mere label ("pdf"), what leads beside an entry, or a name."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from data.schema import LinkKind

_LEXICON = Path(__file__).parents[1] / "lexicon" / "labels.toml"


def _lexicon() -> dict[str, str]:
    return tomllib.loads(_LEXICON.read_text(encoding="utf-8"))


_LABEL_WORDS: dict[LinkKind, str] = {  # in the order in which they decide: "[github][blog]" is a blog
    LinkKind.BLOG: "blog blogs post zhihu medium 博客 知乎",
    LinkKind.VIDEO: "video videos youtube talk bilibili recording 视频",
    LinkKind.REPORT: "report 报告",
    LinkKind.DOCS: (
        "docs doc documentation readme website homepage page project demo app tutorial slides site 文档 主页 项目"
    ),
    LinkKind.PAPER: (
        "paper papers pdf arxiv abs abstract preprint spec zenodo openreview acl doi html proceedings thesis "
        "publication 论文 論文 논문 статья"
    ),
    LinkKind.CODE: "code codes github gitlab repo repository implementation star stars 代码 源码 コード 코드 код",
}
_KIND_OF_WORD = {word: kind for kind, words in _LABEL_WORDS.items() for word in words.split()}
_ORDER = tuple(_LABEL_WORDS)
_BESIDE_LABELS = "a the link links here official full text version en cn 中文 英文 hf huggingface id and to"
_LABEL_VOCABULARY = {*_KIND_OF_WORD, *_BESIDE_LABELS.split()}
_PAPER_OR_CODE = set(_lexicon()["paper_or_code"].split())
"""What can be nothing but a label, even where it stands first."""
_SIDE_WORDS = {
    *_LABEL_VOCABULARY,
    *_PAPER_OR_CODE,
    *_lexicon()["beside"].split(),
}
"""What links beside a title are called, further links of an entry that has one already."""
_CJK_LABEL = re.compile(
    r"(?:论文|代码|源码|链接|下载|主页|项目|官方|官网|数据集|数据|模型|权重|视频|解读|讲解|教程|文档|博客|知乎|地址|作者|中文|英文|和|与|及|的"
    r"|論文|コード|リンク|スライド|動画|解説|公式|サイト|資料|데모|논문|코드|링크|暂无|即将开源|未开源|demo|pdf|github|arxiv|\d|[（）()/、，\s])+",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"(?:.{0,40}\bet\.? al\b.{0,20}|(?:arxiv|doi|cs|abs)[\s:]*\d{4}\.\d{4,5}(?:v\d+)?|\d{4}\.\d{4,5}(?:v\d+)?"
    r"|[A-Z][\w'-]+(?:,? (?:and|&) [A-Z][\w'-]+)?,? \(?(?:19|20)\d\d[a-z]?\)?)",
)
_IN_BRACKETS = re.compile(r"(?<=\w)\s*\([^()]*\)")
_LONGEST_LABEL = 4
_LONGEST_SIDE_LABEL = 6


@lru_cache(maxsize=4096)
def find_kind_of_label(label: str) -> LinkKind | None:
    """The kind that a short label names ("pdf", "arxiv pdf", "ZhiHu Tech Blog"), or None for a name or a title."""
    words = words_of(label)
    if len(words) > _LONGEST_LABEL:
        return None
    meant = {_KIND_OF_WORD[word] for word in words if word in _KIND_OF_WORD}
    return next((kind for kind in _ORDER if kind in meant), None)


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """Whether a text is a mere label such as "pdf", "[Code]" or "Code (DeepSpeed)": all its words name kinds."""
    words = words_of(_IN_BRACKETS.sub("", text))
    return any(word in _KIND_OF_WORD for word in words) and _LABEL_VOCABULARY.issuperset(words)


@lru_cache(maxsize=4096)
def is_side_label(text: str) -> bool:
    """Whether a text is what a further link of an entry is called: "PyTorch", "Lecture notes", "Ann et al."."""
    if len(text) > 80 or not text:
        return False
    if is_label(text) or _CJK_LABEL.fullmatch(text) or is_citation(text.strip("[]() ")):
        return True
    words = [word.rstrip("0123456789") for word in words_of(_IN_BRACKETS.sub("", text))]
    return len(words) <= _LONGEST_SIDE_LABEL and _SIDE_WORDS.issuperset(filter(None, words)) and any(words)


def is_citation(text: str) -> bool:
    """Whether a text cites somebody, or a number of a preprint: "Lee et al.", "Lee & Day, 2014", "2103.00020"."""
    return _CITATION.fullmatch(text) is not None


def bare_label(label: str) -> str:
    """A label without the brackets around it; brackets within it stay whole."""
    text = label.strip("[]【】 ")
    while text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip("[]【】 ")
    return text


def is_bracketed_label(text: str, start: int, end: int) -> bool:
    """Whether a link from `start` to `end` of a text is a label by its brackets: "[[MM 2022](…)]", "[[Huawei]](…)"."""
    label = text[start:end].strip()
    if label.startswith("[") and label.endswith("]"):
        label = label[1:-1]
    elif not (text[:start].endswith("[") and text[end : end + 1] == "]"):
        return False
    return 0 < len(label.split()) <= _LONGEST_LABEL


@lru_cache(maxsize=4096)
def names_paper_or_code(text: str) -> bool:
    """Whether a text can be nothing but a label, even where it stands first: "pdf", "Paper", "[code]"."""
    words = words_of(_IN_BRACKETS.sub("", text))
    return not _PAPER_OR_CODE.isdisjoint(words) and _LABEL_VOCABULARY.union(_PAPER_OR_CODE).issuperset(words)


def words_of(label: str) -> list[str]:
    """The words of a label, folded, without possessives."""
    return re.findall(r"[^\W_]+", label.casefold().replace("’s", "").replace("'s", ""))
