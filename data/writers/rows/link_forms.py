"""How a list writes a link: its brackets, what it calls links of each kind, the badge behind a repository."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from data.formats.columns import Column
from data.formats.inline import LONGEST_INLINE, InlineReader
from data.formats.link_kinds import kind_of_link
from data.formats.row_builder import clean_label
from data.identity.keys import find_arxiv_id, link_key
from data.schema import Link, LinkKind
from data.writers.rows.escaping import escape_address, escape_text
from data.writers.rows.votes import Votes, ask

_URL, _LABEL, _REPOSITORY = "\ue000", "\ue001", "\ue002"
NAME = "\ue003"
"""Stands for the name of a repository among the labels that a list gives."""

_LINK = re.compile(
    r"\[?\[(?P<label>(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,300})\]\((?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)\]?"
    r"(?:[ \t]*!\[[^\[\]]*\]\([^()\s]*\))*"
)
_BARE = re.compile(r"[(\[<]?(?P<url>https?://[^\s()<>\[\]|]+)[)\]>]?", re.IGNORECASE)
_BADGE = re.compile(r"[ \t]*!\[[^\[\]]*\]\([^()]*\)")
_PLAIN_FORMS = (f"[[{_LABEL}]]({_URL})", f"[{_LABEL}]({_URL})")
_DEFAULT_LABELS = {
    LinkKind.PAPER: "paper",
    LinkKind.CODE: "code",
    LinkKind.DOCS: "docs",
    LinkKind.BLOG: "blog",
    LinkKind.REPORT: "report",
    LinkKind.VIDEO: "video",
}
_READER = InlineReader()
_REPOSITORY_HOSTS = {"github.com", "gitlab.com", "gitee.com", "bitbucket.org", "codeberg.org"}


@dataclass(frozen=True, slots=True)
class Written:
    """A link as a row writes it, from `start` up to `end` of the piece: its form, and what it is called."""

    link: Link
    form: str
    label: str
    start: int
    end: int

    @property
    def host(self) -> str:
        """Where it leads."""
        return host_of(self.link.url)


@dataclass(frozen=True, slots=True)
class LinkStyle:
    """What the rows of a list agree on about links: the forms of each kind, and (kind, host, label), where a host of ""
    means any."""

    forms: Votes[tuple[LinkKind, str]]
    labels: Votes[tuple[LinkKind, str, str]]
    arxiv: Votes[str]
    """How addresses of arXiv are written, with a sign in the place of the id."""


def learn_links(circles: Sequence[Sequence[Written]]) -> LinkStyle:
    """What links agree on."""
    return LinkStyle(
        forms=ask(circles, lambda one: [(one.link.kind, one.form)]),
        labels=ask(circles, _votes_for_labels),
        arxiv=ask(circles, lambda one: _arxiv_form(one.link.url)),
    )


def find_written(piece: str, links: Sequence[Link]) -> list[Written]:
    """Where the links of a row stand in a piece of its source, in order, badges behind them included."""
    piece = piece[:LONGEST_INLINE]
    by_url = {link.url: link for link in reversed(links) if link.url}
    found = [_written(match, by_url[match["url"]]) for match in _LINK.finditer(piece) if match["url"] in by_url]
    if not found:
        found = [_written(match, by_url[match["url"]]) for match in _BARE.finditer(piece) if match["url"] in by_url]
    return found


def label_link(style: LinkStyle, link: Link, column: Column) -> Link:
    """The link with what the list would call it, where it has no label: as its like are called, else by its kind. The
    label never makes it a link of another kind."""
    if link.label:
        return link
    repository = repository_of(link.url).rpartition("/")
    alike = [(host, label) for kind, host, label in style.labels if kind is link.kind]
    wanted = [label for host, label in alike if host == host_of(link.url)]
    wanted += [label for host, label in alike if not host]
    wanted = [label.replace(NAME, repository[2]) for label in wanted if repository[2] or NAME not in label]
    default = _DEFAULT_LABELS[link.kind]
    is_capital = any(label[:1].isupper() for _, _, label in style.labels if label != NAME)
    wanted += [default.capitalize() if is_capital else default, f"{repository[0]}/{repository[2]}".strip("/"), default]
    labels = filter(None, (clean_label(label) for label in wanted))
    fitting = (label for label in labels if kind_of_link(column, label, link.url) is link.kind)
    return Link(link.kind, next(fitting, default), link.url)


def address_link(style: LinkStyle, link: Link) -> Link:
    """The link with its address as the list would write it, where it has no label yet: a list may link the page of a
    paper on arXiv, or the paper itself."""
    return link if link.label else Link(link.kind, "", _write_address(style, link.url))


def _write_address(style: LinkStyle, url: str) -> str:
    found = find_arxiv_id(url) if link_key(url).startswith("arxiv:") else None
    form = next(iter(style.arxiv), None)
    written = form.replace(_LABEL, found) if form and found else url
    return written if link_key(written) == link_key(url) else url


def _arxiv_form(url: str) -> Iterator[str]:
    found = find_arxiv_id(url) if host_of(url) == "arxiv.org" else None
    if found and url.count(found) == 1 and not re.search(rf"{re.escape(found)}v\d", url):
        yield url.replace(found, _LABEL).replace("http://", "https://")


def _votes_for_labels(written: Written) -> Iterator[tuple[LinkKind, str, str]]:
    """What a link says about the labels of its like: those of its host and kind; and of its kind alone, without words
    that speak of the host."""
    if written.label:
        yield written.link.kind, written.host, written.label
        words = [word for word in written.label.split() if word.casefold() not in written.host.split(".")]
        yield written.link.kind, "", " ".join(words) or written.label


def write_link(style: LinkStyle, link: Link) -> str | None:
    """The link in the best form that reads back as it is; None where no form does."""
    own = [form for kind, form in style.forms if kind is link.kind]
    others = [form for kind, form in style.forms if kind is not link.kind]
    for form in dict.fromkeys((*own, *others, *_PLAIN_FORMS)):
        written = _fill(form, link)
        if written is not None and _reads_back(written, link):
            return written
    return None


def host_of(url: str) -> str:
    """The host of an address, "" where it cannot be taken apart."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def repository_of(url: str) -> str:
    """The "owner/name" of a repository that an address leads into, or ""."""
    if host_of(url) not in _REPOSITORY_HOSTS:
        return ""
    steps = [step for step in urlsplit(url).path.split("/") if step]
    return f"{steps[0]}/{steps[1].removesuffix('.git')}" if len(steps) > 1 else ""


def _written(match: re.Match[str], link: Link) -> Written:
    """Takes address, repository and label out of a link; what is left is its form."""
    start, end = match.span("url")
    head, rest = match.string[match.start() : start], match.string[end : match.end()]
    repository = repository_of(link.url)
    label = link.label
    name = repository.rpartition("/")[2]
    if repository:
        rest = re.sub(re.escape(repository), _REPOSITORY, rest, flags=re.IGNORECASE)
    if label and label in head:
        place = head.rfind(label)
        head = f"{head[:place]}{_LABEL}{head[place + len(label) :]}"
    elif name and label.casefold().endswith(f" {name.casefold()}") and name.casefold() in head.casefold():
        place = head.casefold().rfind(name.casefold())  # "[GitHub][name]": only the name differs from row to row
        head = f"{head[:place]}{_LABEL}{head[place + len(name) :]}"
        label = label[: -len(name)] + NAME
    if name and label.casefold() == name.casefold():
        label = NAME
    return Written(link, f"{head}{_URL}{rest}", label, match.start(), match.end())


def _fill(form: str, link: Link) -> str | None:
    """A form with this link in it; None where the form has no place for what the link is called."""
    repository = repository_of(link.url)
    if _REPOSITORY in form and not repository:
        form = _BADGE.sub("", form)
    if _REPOSITORY in form and not repository:
        return None
    label = link.label
    constant = clean_label(re.sub(rf"{_LABEL}.*", "", form, flags=re.DOTALL)).strip("[ ")
    if _LABEL in form and constant and label.startswith(f"{constant} "):
        label = label[len(constant) + 1 :]
    if (_LABEL in form) != bool(label) and not (_LABEL not in form and label):
        return None
    filled = form.replace(_LABEL, escape_text(label)).replace(_REPOSITORY, repository)
    return filled.replace(_URL, escape_address(link.url))


def _reads_back(written: str, link: Link) -> bool:
    inline = _READER.read(written)
    if len(inline.links) != 1:
        return False
    (read,) = inline.links
    label = "" if read.is_bare else clean_label(inline.label_of(read))
    return link_key(read.target) == link_key(link.url) and label == link.label
