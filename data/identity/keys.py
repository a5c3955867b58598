"""Identity keys: the many addresses of one paper, brought to one form.

Strong keys come from links (an arXiv id, a DOI, the id of a venue's own archive, else the normalised address). A code
repository is a key only of an entry that links nothing else. The title is the last and weakest key.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from data.identity.titles import compact_title
from data.months import Month, month
from data.schema import Link, LinkKind

LONGEST_KEY = 300
"""Keys of more characters are cut and told by their digest."""

_NEW_ARXIV = r"\d{4}\.\d{4,5}"
_OLD_ARXIV = r"[a-z][a-z-]+(?:\.[a-z]{2})?/\d{7}"
_ARXIV_ID = re.compile(
    rf"(?:^|[/:=\s])({_NEW_ARXIV}|{_OLD_ARXIV})(?:v\d+)?(?=$|[^\w.]|\.(?:pdf|html?)?(?:$|\W))", re.IGNORECASE
)
_ARXIV_HOSTS = {
    "arxiv.org",
    "ar5iv.org",
    "ar5iv.labs.arxiv.org",
    "alphaxiv.org",
    "scholar.archive.org",
    "arxiv-vanity.com",
}
_PAPER_PAGES = {"huggingface.co": "/papers/", "hf.co": "/papers/", "paperswithcode.com": "/paper/"}
_REPOSITORY_HOSTS = {"github.com", "gitlab.com", "bitbucket.org", "gitee.com", "codeberg.org"}
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|spm|ref|ref_src|source")
_DOI = re.compile(r"10\.\d{4,9}/[^\s?#]+")
_DOI_TAIL = re.compile(r"(?:\.pdf|/(?:pdf|full|abstract|fulltext|meta))$", re.IGNORECASE)


def keys_of(title: str, links: Sequence[Link]) -> tuple[str, ...]:
    """The keys of an entry, strongest first, each once; the title's key is always the last.

    Links without an address count for nothing. A repository counts only where nothing else is linked.
    """
    addressed = [link for link in links if link.url]
    papers = [link_key(link.url) for link in addressed if link.kind is not LinkKind.CODE]
    keys = [key for key in papers if not key.startswith("repo:")]
    if not keys:
        keys = [key for key in (link_key(link.url) for link in addressed) if key.startswith("repo:")]
    keys.sort(key=_strength)
    return tuple(dict.fromkeys([*keys, *filter(None, [title_key(title)])]))


def title_key(title: str) -> str:
    """The weakest key: "title:" and the title's letters and digits; "" for a title without any."""
    compact = compact_title(title)
    return _bounded(f"title:{compact}") if compact else ""


@lru_cache(maxsize=32_768)
def link_key(url: str) -> str:
    """The one form of an address: "arxiv:2407.08608", "doi:…", "openreview:…", "acl:…", "usenix:…", "pmlr:…", "cvf:…",
    "neurips:…", "repo:github.com/owner/name" for the root of a repository, else "url:host/path".

    Never raises: an address that cannot be taken apart is its own key.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        path, query = unquote(parts.path), parts.query
    except ValueError:
        return _bounded(f"url:{url.strip()}")
    for find in _FINDERS:
        if found := find(host, path, query):
            return _bounded(found)
    return _bounded(f"url:{_normal_address(host, path, query)}")


def is_strong(key: str) -> bool:
    """Whether a key can propose on its own that two rows are one paper: all but titles and repositories."""
    return not key.startswith(("title:", "repo:"))


def find_arxiv_id(text: str) -> str | None:
    """The base arXiv id in an address or in a text such as "arXiv:2407.08608v2", or None. Lower case, no version."""
    found = _ARXIV_ID.search(text.strip())
    if found is None:
        return None
    arxiv_id = found[1].lower()
    return arxiv_id if arxiv_month(arxiv_id) else None


def arxiv_month(arxiv_id: str) -> Month | None:
    """The month that an arXiv id states (https://info.arxiv.org/help/arxiv_identifier.html), or None for no such id."""
    digits = arxiv_id.rsplit("/", 1)[-1][:4]
    if not digits.isdecimal():
        return None
    year, number = int(digits[:2]), int(digits[2:])
    return month(year + (1900 if year >= 91 else 2000), number)


def _bounded(key: str) -> str:
    """A key of any length in a length that every database can index: what is too long is told by its digest."""
    key = key.replace("\0", "%00")  # no database keeps it in a text
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY // 2]}#{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _strength(key: str) -> int:
    order = ("arxiv:", "doi:", "openreview:", "acl:", "usenix:", "pmlr:", "neurips:", "cvf:", "url:", "repo:")
    return next(place for place, prefix in enumerate(order) if key.startswith(prefix))


def _arxiv(host: str, path: str, query: str) -> str | None:
    base = host.removeprefix("browse.").removeprefix("export.").removeprefix("cn.").removeprefix("lanl.")
    page = _PAPER_PAGES.get(host)
    doi = host in {"doi.org", "dx.doi.org"} and path.lower().startswith("/10.48550/arxiv.")
    if doi:
        path = "/" + path[len("/10.48550/arxiv.") :]
    if base not in _ARXIV_HOSTS and not doi and not (page and path.startswith(page)):
        return None
    found = find_arxiv_id(path) or (find_arxiv_id(query) if base in _ARXIV_HOSTS else None)
    return f"arxiv:{found}" if found else None


def _doi(host: str, path: str, _query: str) -> str | None:
    known = host in {"doi.org", "dx.doi.org", "dl.acm.org", "link.springer.com"} or "/doi/" in path
    found = _DOI.search(path) if known else None
    if found is None:
        return None
    doi = _DOI_TAIL.sub("", found[0].rstrip("/.,;)").lower())
    return f"doi:{doi}"


def _openreview(host: str, _path: str, query: str) -> str | None:
    found = dict(parse_qsl(query)).get("id") if host == "openreview.net" else None
    return f"openreview:{found}" if found else None


def _acl(host: str, path: str, _query: str) -> str | None:
    if host not in {"aclanthology.org", "aclanthology.info", "aclweb.org"}:
        return None
    found = re.search(r"/((?:\d{4}\.[\w-]+\.\d+)|(?:[A-Z]\d{2}-\d{4,5}))(?:v\d+)?(?:\.pdf)?/?$", path, re.IGNORECASE)
    return f"acl:{found[1].lower()}" if found else None


def _usenix(host: str, path: str, _query: str) -> str | None:
    if host != "usenix.org":
        return None
    page = re.fullmatch(r"/conference/([\w-]+)/presentation/([\w-]+)/?", path)
    if page:
        return f"usenix:{page[1]}-{page[2]}".lower()
    file = re.search(r"/([a-z]+\d{2}(?:-[a-z0-9]+)+)(?:_\d+)?\.pdf$", path, re.IGNORECASE)
    return f"usenix:{file[1]}".lower() if file else None


def _proceedings(host: str, path: str, _query: str) -> str | None:
    if host == "proceedings.mlr.press":
        found = re.match(r"/(v\d+)/([\w-]+?)(?:\.html|\.pdf|/.*)?$", path)
        return f"pmlr:{found[1]}/{found[2]}".lower() if found else None
    if host in {"proceedings.neurips.cc", "papers.nips.cc", "papers.neurips.cc", "proceedings.mlsys.org"}:
        found = re.search(r"/([0-9a-f]{32})-", path)
        return f"neurips:{found[1]}" if found else None
    if host == "openaccess.thecvf.com":
        found = re.search(r"/([^/]+?)_paper\.(?:pdf|html)$", path)
        return f"cvf:{found[1]}".lower() if found else None
    return None


def _repository(host: str, path: str, _query: str) -> str | None:
    steps = [step for step in path.split("/") if step]
    if host not in _REPOSITORY_HOSTS or len(steps) != 2:
        return None
    return f"repo:{host}/{steps[0]}/{steps[1].removesuffix('.git')}".lower()


_FINDERS: tuple[Callable[[str, str, str], str | None], ...] = (
    _arxiv,
    _doi,
    _openreview,
    _acl,
    _usenix,
    _proceedings,
    _repository,
)


def _normal_address(host: str, path: str, query: str) -> str:
    kept = sorted((name, value) for name, value in parse_qsl(query) if not _TRACKING.fullmatch(name))
    address = f"{host}{re.sub('/+', '/', path).rstrip('/')}"
    return f"{address}?{urlencode(kept)}" if kept else address
