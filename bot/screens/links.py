"""The links of a paper: buttons for as many as fit, words for the rest."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from discord import ui

from bot.screens.addresses import button_url, host_of, safe_url
from bot.screens.limits import BUTTON_LABEL
from bot.screens.markdown import escape, plain
from bot.texts import Words
from data.identity.keys import link_key
from data.schema import Link, LinkKind

MOST_BUTTONS = 10
_VAGUE = frozenset(
    {"app", "article", "arxiv", "blog", "code", "demo", "doc", "docs", "github", "here", "homepage", "link", "page"}
    | {"paper", "pdf", "post", "project", "repo", "report", "repository", "source", "spec", "video", "web", "website"}
)
"""Labels that say no more than the kind of the link does."""


class Links(NamedTuple):
    """The buttons, and lines of Markdown about the links that are none."""

    buttons: list[ui.Button[Any]]
    told: list[str]


def divide_links(links: Sequence[Link], words: Words) -> Links:
    """Each address once a kind. A link without an address is left out: the list shows a label and nothing behind it."""
    buttons: list[ui.Button[Any]] = []
    told: list[str] = []
    labels: set[str] = set()
    for link in _distinct(links):
        url = button_url(link.url)
        if url is None or len(buttons) >= MOST_BUTTONS:
            told.append(_tell(link, words))
        else:
            buttons.append(ui.Button(label=_unused(_label(link, words), labels), url=url))
    return Links(buttons, told)


def _distinct(links: Sequence[Link]) -> Iterable[Link]:
    """Each address once a kind, the first wording of it; the forms of an arXiv paper's address are one."""
    found: dict[tuple[LinkKind, str], Link] = {}
    for link in links:
        if link.url:
            key = link_key(link.url)
            found.setdefault((link.kind, key if key.startswith("arxiv:") else link.url), link)
    return found.values()


def _label(link: Link, words: Words) -> str:
    """What the link is and what it leads to, so that it makes sense without what stands around it."""
    label = plain(link.label, 50)
    vague = not label or label.casefold().strip("[]() ") in _VAGUE
    what = (plain(host_of(link.url), 50) if vague else label) or words.say("(untitled)")
    return words.say("{kind}: {what}", kind=_name_kind(link.kind, words), what=what)


def _unused(label: str, labels: set[str]) -> str:
    """The label, with a number behind it where another button has it already."""
    numbered, number = label, 1
    while numbered in labels:
        number += 1
        numbered = f"{label} ({number})"
    labels.add(numbered)
    return plain(numbered, BUTTON_LABEL)


def _tell(link: Link, words: Words) -> str:
    """A line for a link that is no button: its address where that is safe and short enough to be read."""
    kind, url = _name_kind(link.kind, words), safe_url(link.url)
    if url is not None and len(url) <= 600:
        return f"- {kind}: <{url}>"
    return "- " + words.say("{kind}: {what}", kind=kind, what=escape(link.url, 160) or words.say("(untitled)"))


def _name_kind(kind: LinkKind, words: Words) -> str:
    match kind:
        case LinkKind.PAPER:
            return words.say("Paper")
        case LinkKind.CODE:
            return words.say("Code")
        case LinkKind.DOCS:
            return words.say("Documentation")
        case LinkKind.BLOG:
            return words.say("Blog post")
        case LinkKind.REPORT:
            return words.say("Report")
        case LinkKind.VIDEO:
            return words.say("Video")
