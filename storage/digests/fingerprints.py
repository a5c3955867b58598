"""Telling a paper without its number, which may be another one in a database that was restored."""

from hashlib import sha256

from data.identity.titles import compact_title
from data.paper import Paper

_MOST = 8  # keys and titles of a paper that are looked at


def fingerprint_of(paper: Paper) -> str:
    """Twelve letters and digits for the paper as it is now."""
    return _digest(paper.keys[0] if paper.keys else "", paper.title)


def fingerprints_of(paper: Paper) -> frozenset[str]:
    """What `fingerprint_of` may have given for this paper so far: under each of its keys and titles."""
    keys = paper.keys[:_MOST] or ("",)
    titles = dict.fromkeys((paper.title, *paper.titles[:_MOST]))
    return frozenset(_digest(key, title) for key in keys for title in titles)


def _digest(key: str, title: str) -> str:
    return sha256(f"{key}|{compact_title(title)}".encode()).hexdigest()[:12]
