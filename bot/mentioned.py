"""The papers that a message links: addresses out of what people and programs write, and what the lists know of each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import discord

from bot.library import Shelf
from data.identity.keys import find_arxiv_id, is_strong, link_key
from data.paper import Paper
from data.query.query import Query

MOST_LINKS = 50
"""So many links of a message are looked at."""

_LONGEST_TEXT, _LONGEST_ADDRESS = 20_000, 1_000  # characters
_HOSTS = r"(?:www\.)?(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|huggingface\.co|hf\.co|github\.com)/"
_LINK = re.compile(
    rf"""(?P<address>(?:https?://|(?<![\w./@-])(?={_HOSTS}))[^\s<>"|`\\]+)"""
    r"""|\barxiv:\s*(?P<arxiv>[\w./-]+)|\bdoi:\s*(?P<doi>10\.\d{4,9}/[^\s<>"|`\\]+)""",
    re.IGNORECASE,
)
_BEHIND = ".,;:!?)]}>'*_~，。；：！？）】》」』"
_MODELS = {"huggingface.co", "hf.co"}
_CODE = {"github.com", "gitlab.com"}


@dataclass(frozen=True, slots=True)
class Linked:
    """A link of a message: its address, and the papers of the lists that it leads to."""

    address: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a message links, in its order. `is_cut` where it links more than is looked at."""

    links: tuple[Linked, ...]
    is_cut: bool = False

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers of all links, each once."""
        return tuple({paper.id: paper for link in self.links for paper in link.papers}.values())

    @property
    def unknown(self) -> tuple[str, ...]:
        """The addresses of papers, code or models that the lists do not have."""
        return tuple(link.address for link in self.links if not link.papers)


def find_mentions(texts: Iterable[str], shelf: Shelf) -> Mentions:
    """What the texts link that is a paper of the lists, or may be a paper. Other links are passed over."""
    once: dict[str, str] = {}
    for text in texts:
        for address in find_addresses(text):
            once.setdefault(link_key(address), address)
    addresses = list(once.values())
    found = [Linked(address, _find_papers(address, shelf)) for address in addresses[:MOST_LINKS]]
    links = tuple(link for link in found if link.papers or may_be_paper(link.address))
    return Mentions(links, len(addresses) > MOST_LINKS)


def find_addresses(text: str) -> Iterator[str]:
    """The addresses in a text as people write them, Markdown or not, and the ids of arXiv and DOIs as addresses."""
    for found in _LINK.finditer(text[:_LONGEST_TEXT]):
        if found["arxiv"]:
            arxiv_id = find_arxiv_id(found["arxiv"].rstrip(_BEHIND))
            if arxiv_id:
                yield f"https://arxiv.org/abs/{arxiv_id}"
        elif found["doi"]:
            yield f"https://doi.org/{_end(found['doi'])}"
        else:
            address = _end(found["address"])
            yield address if "://" in address else f"https://{address}"


def may_be_paper(address: str) -> bool:
    """Whether an address leads to a paper's page, to code or to a model, by its form alone."""
    key = link_key(address)
    if not key.startswith("url:"):
        return is_strong(key) or key.startswith("repo:")
    host, steps = _take_apart(address)
    return host in _MODELS | _CODE and len(steps) >= 2


def read_texts(message: discord.Message) -> Iterator[str]:
    """Everything in a message that may hold links: its text, embeds, components, and what it forwards."""
    parts: tuple[Any, ...] = (message, *message.message_snapshots)
    for part in parts:
        yield part.content
        for embed in part.embeds:
            yield from filter(None, (embed.url, embed.title, embed.description, embed.author.url))
            yield from (text for field in embed.fields for text in (field.name, field.value) if text)
        yield from _read_components(part.components)


def _read_components(components: Sequence[Any]) -> Iterator[str]:
    for component in components:
        yield from filter(None, (getattr(component, name, None) for name in ("content", "url")))
        yield from _read_components(getattr(component, "children", ()))
        yield from _read_components(list(filter(None, [getattr(component, "accessory", None)])))


def _find_papers(address: str, shelf: Shelf) -> tuple[Paper, ...]:
    """The papers of an address, else those of the repository in which it lies."""
    host, steps = _take_apart(address)
    if not host or len(address) > _LONGEST_ADDRESS:
        return ()
    papers = shelf.search(Query(text=address)).papers
    if papers or host not in _CODE or len(steps) <= 2:
        return papers
    return shelf.search(Query(text=f"https://{host}/{steps[0]}/{steps[1]}")).papers


def _end(address: str) -> str:
    """The address without the marks behind it; a bracket that it opened itself is its own."""
    while address and address[-1] in _BEHIND:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def _take_apart(address: str) -> tuple[str, list[str]]:
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").removeprefix("www."), [step for step in parts.path.split("/") if step]
    except ValueError:
        return "", []
