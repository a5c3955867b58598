"""What a link leads to, told from its column, its label and its target."""

import re
from urllib.parse import urlsplit

from data.formats.columns import Column
from data.formats.link_labels import find_kind_of_label, is_label, words_of
from data.schema import LinkKind

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
        return said if said and len(words_of(label)) == 1 else LinkKind.CODE
    if said and (column.link_kind or is_label(label)):
        return said
    return column.link_kind or _kind_of_target(url)


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
