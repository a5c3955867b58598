"""What a link leads to, told from its column, its label and its target."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from data.formats.columns import Column
from data.schema import LinkKind

_LABEL_WORDS: dict[LinkKind, str] = {  # in the order in which they decide: "[github][blog]" is a blog
    LinkKind.BLOG: "blog blogs post zhihu medium 博客 知乎",
    LinkKind.VIDEO: "video videos youtube talk bilibili recording 视频",
    LinkKind.REPORT: "report 报告",
    LinkKind.DOCS: (
        "docs doc documentation readme website homepage page project demo app tutorial slides site 文档 主页"
    ),
    LinkKind.PAPER: (
        "paper papers pdf arxiv abs abstract preprint spec zenodo openreview acl doi html proceedings thesis "
        "publication 论文"
    ),
    LinkKind.CODE: "code codes github gitlab repo repository implementation star stars 代码",
}
_KIND_OF_WORD = {word: kind for kind, words in _LABEL_WORDS.items() for word in words.split()}
_ORDER = tuple(_LABEL_WORDS)
_BESIDE_LABELS = "a the link links here official full text version en cn 中文 英文 hf huggingface id and"
_LABEL_VOCABULARY = {*_KIND_OF_WORD, *_BESIDE_LABELS.split()}
_IN_BRACKETS = re.compile(r"(?<=\w)\s*\([^()]*\)")
_LONGEST_LABEL = 4
_PAPER_HOSTS = re.compile(
    r"(?:^|\.)(?:arxiv\.org|ar5iv\.org|alphaxiv\.org|openreview\.net|aclanthology\.org|aclweb\.org|doi\.org|acm\.org|ieee\.org"
    r"|usenix\.org|sciencedirect\.com|springer\.com|nature\.com|science\.org|mlr\.press|jmlr\.org|neurips\.cc|nips\.cc"
    r"|thecvf\.com|biorxiv\.org|medrxiv\.org|semanticscholar\.org|researchgate\.net|zenodo\.org|mlsys\.org|isca-speech\.org"
    r"|pnas\.org|mdpi\.com|wiley\.com|ssrn\.com|vldb\.org|ijcai\.org|aaai\.org|eccv\.net|mitpressjournals\.org)$"
)
_CODE_HOSTS = re.compile(
    r"(?:^|\.)(?:github\.com|gitlab\.com|gitee\.com|bitbucket\.org|codeberg\.org|sourceforge\.net)$"
)
_VIDEO_HOSTS = re.compile(r"(?:^|\.)(?:youtube\.com|youtu\.be|bilibili\.com|vimeo\.com|slideslive\.com)$")
_BLOG_HOSTS = re.compile(r"(?:^|\.)(?:medium\.com|zhihu\.com|substack\.com|csdn\.net|dev\.to)$|^blogs?\.|\.blog$")


def kind_of_link(column: Column, label: str, url: str) -> LinkKind:
    """The kind of a link. A label that names a kind decides, except among repositories, whose labels are names; then
    the column; then the target."""
    said = find_kind_of_label(label)
    if column is Column.CODE:
        return said if said and len(_words(label)) == 1 else LinkKind.CODE
    if said and (column.link_kind or is_label(label)):
        return said
    return column.link_kind or _kind_of_target(url)


@lru_cache(maxsize=4096)
def find_kind_of_label(label: str) -> LinkKind | None:
    """The kind that a short label names ("pdf", "arxiv pdf", "ZhiHu Tech Blog"), or None for a name or a title."""
    words = _words(label)
    if len(words) > _LONGEST_LABEL:
        return None
    meant = {_KIND_OF_WORD[word] for word in words if word in _KIND_OF_WORD}
    return next((kind for kind in _ORDER if kind in meant), None)


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """Whether a text is a mere label such as "pdf", "[Code]" or "Code (DeepSpeed)": all its words name kinds."""
    words = _words(_IN_BRACKETS.sub("", text))
    return any(word in _KIND_OF_WORD for word in words) and _LABEL_VOCABULARY.issuperset(words)


def _words(label: str) -> list[str]:
    return re.findall(r"[^\W_]+", label.casefold().replace("’s", "").replace("'s", ""))


def _kind_of_target(url: str) -> LinkKind:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return LinkKind.DOCS
    if _PAPER_HOSTS.search(host) or parts.path.lower().endswith(".pdf") or parts.path.startswith("/papers/"):
        return LinkKind.PAPER
    for hosts, kind in ((_CODE_HOSTS, LinkKind.CODE), (_VIDEO_HOSTS, LinkKind.VIDEO), (_BLOG_HOSTS, LinkKind.BLOG)):
        if hosts.search(host):
            return kind
    return LinkKind.BLOG if "/blog" in parts.path else LinkKind.DOCS
