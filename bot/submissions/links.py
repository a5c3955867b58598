"""The link that a member hands in: an address, or an id that people write in its place."""

from urllib.parse import urlsplit

from bot.mentioned import find_addresses
from bot.refusals import NotALink
from bot.screens.addresses import safe_url
from bot.screens.markdown import clean
from data.identity.keys import find_arxiv_id, link_key
from data.schema import Link, LinkKind

LONGEST_LINK = 500
"""Characters of an address that is taken."""

_CODE_HOSTS = frozenset({"github.com", "gitlab.com", "bitbucket.org", "gitee.com", "codeberg.org"})
_BLOG_HOSTS = ("medium.com", "substack.com", "zhihu.com", "blog.")


def read_link(text: str) -> str:
    """The address that a text is or names: one with http(s), an arXiv id, a DOI. Raises `NotALink`."""
    typed = clean(text).strip("<>")
    address = next(find_addresses(typed), "") if "://" not in typed else typed
    if not address and (arxiv_id := find_arxiv_id(typed)):
        address = f"https://arxiv.org/abs/{arxiv_id}"
    if len(address) > LONGEST_LINK or " " in address or safe_url(address) is None:
        raise NotALink(typed)
    return address


def kind_of(address: str) -> LinkKind:
    """What an address leads to, by its form alone."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    if host in _CODE_HOSTS or link_key(address).startswith("repo:"):
        return LinkKind.CODE
    if host.startswith(_BLOG_HOSTS) or host.endswith(_BLOG_HOSTS):
        return LinkKind.BLOG
    return LinkKind.PAPER


def as_links(address: str, code: str = "") -> tuple[Link, ...]:
    """The links of a submission: the one that was handed in, and the code where that is another one."""
    found = [Link(kind_of(address), "", address)]
    if code and link_key(code) != link_key(address):
        found.append(Link(LinkKind.CODE, "code", code))
    return tuple(found)


def as_typed(address: str, code: str) -> tuple[Link, ...]:
    """The same of what was typed and is not read yet."""
    typed = ((LinkKind.PAPER, "", address), (LinkKind.CODE, "code", code))
    return tuple(Link(kind, label, text[:LONGEST_LINK]) for kind, label, text in typed if text)
