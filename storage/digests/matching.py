"""Whether a paper is what a subscription wants to hear of, and if not, what keeps it out."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache

from data.identity.titles import compact_title
from data.organisations import canonical_organisation
from data.paper import Paper
from data.query.lexicon import load_topics, translate_chinese
from storage.digests.subscription import Interest
from storage.search.words import camel_parts, read_words, stem, stems_of


class Obstacle(StrEnum):
    """What keeps a paper out of a digest."""

    CATEGORY = "category"
    KEYWORD = "keyword"
    EXCLUDED = "excluded"  # a keyword that begins with "-" fits
    ORGANISATION = "organisation"
    CODE = "code"
    STARS = "stars"
    NOT_FOLLOWED = "not_followed"  # none of the things that a person follows


def find_obstacle(interest: Interest, paper: Paper, lists: frozenset[str]) -> Obstacle | None:
    """The first thing that keeps a paper, as these lists show it, out; None where it is wanted."""
    wanted = [keyword for keyword in interest.keywords if not keyword.startswith("-")]
    unwanted = [keyword.removeprefix("-") for keyword in interest.keywords if keyword.startswith("-")]
    shown = frozenset(each.category for each in paper.placements if each.list_name in lists) or frozenset(
        paper.categories
    )
    fits = {
        Obstacle.CATEGORY: not shown.isdisjoint(interest.categories),
        Obstacle.KEYWORD: any(fits_keyword(keyword, paper) for keyword in wanted),
        Obstacle.ORGANISATION: _is_from(paper, interest.organisations),
    }
    asked = {
        Obstacle.CATEGORY: bool(interest.categories),
        Obstacle.KEYWORD: bool(wanted),
        Obstacle.ORGANISATION: bool(interest.organisations),
    }
    if any(fits_keyword(keyword, paper) for keyword in unwanted):
        return Obstacle.EXCLUDED
    if interest.any_part:
        if paper.id not in interest.papers and not any(fits[part] and asked[part] for part in fits):
            return Obstacle.NOT_FOLLOWED
    elif missing := next((part for part in fits if asked[part] and not fits[part]), None):
        return missing
    if interest.has_code is not None and paper.has_code is not interest.has_code:
        return Obstacle.CODE
    return Obstacle.STARS if paper.stars < interest.min_stars else None


def fits_keyword(keyword: str, paper: Paper) -> bool:
    """Whether a paper is about a keyword, in English or Chinese: it names a topic that the paper is on, or all of its
    words stand in what the paper and its sections are called, whatever their endings."""
    stems = _stems_of_keyword(keyword)
    if not stems:
        return False
    if stems in _topics() and _is_on_topic(stems, paper):
        return True
    return set(stems) <= _stems_of_paper(paper)


@lru_cache(maxsize=10_000)
def _stems_of_keyword(keyword: str) -> tuple[str, ...]:
    return tuple(map(stem, read_words(translate_chinese(keyword))))


@lru_cache(maxsize=10_000)
def _stems_of_paper(paper: Paper) -> frozenset[str]:
    texts = [*_names(paper), *(placement.section for placement in paper.placements)]
    parts = [stem(part) for text in _names(paper) for part in camel_parts(text)]
    return frozenset([*(each for text in texts for each in stems_of(text)), *parts])


def _is_on_topic(stems: tuple[str, ...], paper: Paper) -> bool:
    titles = [f" {' '.join(stems_of(text))} " for text in _names(paper)]
    for categories, phrases in _topics()[stems]:
        if not categories.isdisjoint(paper.categories):
            return True
        if any(phrase in title for phrase in phrases for title in titles):
            return True
    return False


@cache
def _topics() -> dict[tuple[str, ...], list[tuple[frozenset[str], tuple[str, ...]]]]:
    """What each name of a topic, by its stems, stands for: categories, and phrases of titles."""
    found: dict[tuple[str, ...], list[tuple[frozenset[str], tuple[str, ...]]]] = {}
    for topic in load_topics():
        phrases = tuple(f" {' '.join(stems_of(phrase))} " for phrase in topic.titled)
        for name in topic.called:
            found.setdefault(stems_of(name), []).append((frozenset(topic.categories), phrases))
    return found


def _names(paper: Paper) -> Iterator[str]:
    yield from dict.fromkeys((paper.title, *paper.titles, *paper.aliases))


def _is_from(paper: Paper, organisations: tuple[str, ...]) -> bool:
    asked = {compact_title(canonical_organisation(name)) for name in organisations}
    return any(compact_title(name) in asked for name in paper.organisations)
