"""Ids and addresses that somebody pastes: answered from the key table alone, never by resemblance."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from data.identity.keys import find_arxiv_id, link_key
from data.paper import Paper

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:[a-z\d-]+\.)+[a-z]{2,}/[^\s<>\"]+", re.IGNORECASE)
_DOI = re.compile(r"(?:^|\bdoi:\s*|\s)(10\.\d{4,9}/[^\s<>\"]+)", re.IGNORECASE)
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_BEHIND = ".,;:!?)]}>'*"
_REPOSITORY_HOSTS = {"github.com", "gitlab.com"}


def find_pasted(text: str) -> tuple[str, ...]:
    """The keys of every address and id in a text, without repeats; none where it is made of words."""
    addresses = _find_addresses(text)
    addresses += [f"https://doi.org/{found.rstrip(_BEHIND)}" for found in _DOI.findall(text)]
    keys = [key for address in addresses for key in _keys_of_address(address)[:1]]
    arxiv_id = None if addresses else find_arxiv_id(text)
    return tuple(dict.fromkeys([*keys, *([f"arxiv:{arxiv_id}"] if arxiv_id else [])]))


def _find_addresses(text: str) -> list[str]:
    addresses = [found.rstrip(_BEHIND) for found in _ADDRESS.findall(text)]
    if not addresses and _BARE_ADDRESS.fullmatch(text.rstrip(_BEHIND)):
        addresses = [f"https://{text.rstrip(_BEHIND)}"]
    return addresses


def find_around(text: str) -> tuple[str, ...]:
    """The keys of the repositories in which pasted addresses lie: for addresses that no paper links themselves."""
    keys = (_keys_of_address(address)[1:] for address in _find_addresses(text))
    return tuple(dict.fromkeys(key for found in keys for key in found))


def keys_of_paper(paper: Paper) -> tuple[str, ...]:
    """Every key and address that leads to a paper; its own keys first."""
    own = [key.casefold() for key in paper.keys if not key.startswith("title:")]
    linked = [key for link in paper.links if link.url for key in _keys_of_address(link.url)]
    return tuple(dict.fromkeys([*own, *linked]))


class KeyTable:
    """Every key and address of a catalog and the papers (by their places) that it leads to."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        owners: dict[str, list[int]] = defaultdict(list)
        others: dict[str, list[int]] = defaultdict(list)
        for place, paper in enumerate(papers):
            for key in paper.keys:
                if not key.startswith("title:"):
                    owners[key.casefold()].append(place)
            for link in paper.links:
                for key in _keys_of_address(link.url) if link.url else ():
                    others[key].append(place)
        self._table = {
            key: tuple(dict.fromkeys([*owners.get(key, ()), *others.get(key, ())])) for key in {*owners, *others}
        }

    def find(self, keys: Sequence[str]) -> tuple[int, ...]:
        """The papers of these keys, in the order of the keys; those whose own key it is before those that link it."""
        return tuple(dict.fromkeys(place for key in keys for place in self._table.get(key, ())))

    def find_repository(self, text: str) -> tuple[int, ...]:
        """The papers of a repository written as "owner/name", where the catalog has it."""
        return self.find((f"repo:github.com/{text.casefold()}",)) if _REPOSITORY.fullmatch(text) else ()


def _keys_of_address(address: str) -> tuple[str, ...]:
    """The key of an address, and that of the repository in which it lies."""
    key = link_key(address).casefold()
    root = _root_of_repository(address) if key.startswith("url:") else None
    return (key, root) if root else (key,)


def _root_of_repository(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    steps = [step for step in parts.path.split("/") if step]
    if host not in _REPOSITORY_HOSTS or len(steps) <= 2:
        return None
    return f"repo:{host}/{steps[0]}/{steps[1].removesuffix('.git')}".casefold()
