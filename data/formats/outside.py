"""Whether words lead out of the document, and what they say apart from their links."""

import re

from data.formats.inline_kinds import Inline, Span

_ARCHIVE = re.compile(r"\.(?:zip|7z|rar|tar|t?gz|tgz)(?:[?#].*)?$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp)(?:[?#].*)?$", re.IGNORECASE)
_HOUSE_PAGE = re.compile(
    r"(?:contributing|contributors|licen[cs]e|code[-_]of[-_]conduct|readme[\w.-]*|changelog|authors|security)"
    r"(?:\.\w{2,4})?",
    re.IGNORECASE,
)
_QUERY = re.compile(r"[?#]")
_POINTER = re.compile(r"\.(?:md|markdown|mdx|rst)(?:[?#].*)?$", re.IGNORECASE)
_PATH = re.compile(r"[/.]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_DEICTIC = re.compile(
    r"(?:this|that|these|here|click here|this (?:file|page|link|list|repo\w*|issue|post|article)|more|see more"
    r"|read more|这里|こちら)",
    re.IGNORECASE,
)
_LONGEST_LABEL = 40
"""A linked text of more characters is a title and no label."""
_FEW_WORDS = 3


def leads_outside(inline: Inline) -> bool:
    """Whether a text leads anywhere that an entry may lead: out of the document, to more than an archive, a picture or
    another page of the list itself."""
    return any(_may_be_of_an_entry(inline, link) for link in inline.links)


def leads_away(inline: Inline) -> bool:
    """Whether a text leads to another site, by a whole address."""
    return any(_SCHEME.match(link.target) or link.target.startswith("//") for link in inline.links)


def _may_be_of_an_entry(inline: Inline, link: Span) -> bool:
    target = link.target
    if _DEICTIC.fullmatch(inline.text[link.start : link.end].strip()):
        return False
    if target.startswith(("#", "mailto:")) or _ARCHIVE.search(target):
        return False
    if _SCHEME.match(target) or target.startswith("//"):
        return not _is_house_page(inline, link) or link.start == link.end
    if target and not _PATH.search(target):
        return False
    return (bool(target) and not (_POINTER.search(target) or _house_page(target) or _PICTURE.search(target))) or (
        not target and link.start < link.end
    )


def _is_house_page(inline: Inline, link: Span) -> bool:
    """Whether a link is to a page that a project has about itself; a README elsewhere that is called by a title is an
    entry."""
    name = _house_page(link.target)
    if not name:
        return False
    is_called = len(inline.label_of(link)) > _LONGEST_LABEL or len(inline.label_of(link).split()) > _FEW_WORDS
    return not ("readme" in name.lower() and "#" not in link.target and is_called)


def _house_page(target: str) -> str:
    """The last part of a path that names such a page, else ""."""
    name = _QUERY.split(target, maxsplit=1)[0].rpartition("/")[2]
    return name if _HOUSE_PAGE.fullmatch(name) else ""


def why_not(inline: Inline) -> str:
    """Why an item with links leads nowhere that an entry may lead: one of `SKIP_KINDS`."""
    targets = [link.target for link in inline.links]
    if any(_ARCHIVE.search(target) for target in targets):
        return "archive"
    return "navigation" if all(target.startswith("#") for target in targets) else "pointer"


def outside_links(inline: Inline) -> str:
    """The words of a text that are no link."""
    parts, done = [], 0
    for link in inline.links:
        parts.append(inline.text[done : link.start])
        done = link.end
    return "".join([*parts, inline.text[done:]])
