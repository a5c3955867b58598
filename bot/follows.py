"""What a person follows: one thing after the other is taken up or given up, whatever kind it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.refusals import TooMuchFollowed
from data.identity.titles import compact_title
from storage.digests.subscription import Interest

MOST_FOLLOWED = 75
"""How much one may follow: three menus of Discord."""


class Followed(StrEnum):
    """What kinds of things can be followed."""

    CATEGORY = "category"
    KEYWORD = "keyword"
    ORGANISATION = "organisation"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Follow:
    """One thing that is followed: a category's slug, a keyword, an organisation, or a paper's number."""

    kind: Followed
    value: str

    @property
    def code(self) -> str:
        """A short text that stands for it in menus and choices."""
        return f"{self.kind[0]}:{self.value}"


NOTHING = Interest(any_part=True)
"""The interest of a person who follows nothing yet."""


def follows_of(interest: Interest) -> tuple[Follow, ...]:
    """All that is followed."""
    return tuple(_each(interest))


def take_up(interest: Interest, follow: Follow) -> Interest:
    """The interest with one thing more; the same where it is followed already. Raises `TooMuchFollowed`."""
    if any(_is_same(follow, each) for each in follows_of(interest)):
        return interest
    if len(follows_of(interest)) >= MOST_FOLLOWED:
        raise TooMuchFollowed(MOST_FOLLOWED)
    return _build(interest, (*follows_of(interest), follow))


def give_up(interest: Interest, codes: frozenset[str]) -> Interest:
    """The interest without the things that these codes stand for."""
    return _build(interest, tuple(each for each in follows_of(interest) if each.code not in codes))


def find_follow(interest: Interest, typed: str) -> Follow | None:
    """What of the things that are followed a text means, by its code or its words."""
    every = follows_of(interest)
    by_code = (each for each in every if each.code == typed)
    by_words = (each for each in every if each.kind is not Followed.PAPER and _fold(each.value) == _fold(typed))
    return next(by_code, None) or next(by_words, None)


def _each(interest: Interest) -> Iterator[Follow]:
    yield from (Follow(Followed.CATEGORY, slug) for slug in interest.categories)
    yield from (Follow(Followed.KEYWORD, keyword) for keyword in interest.keywords)
    yield from (Follow(Followed.ORGANISATION, name) for name in interest.organisations)
    yield from (Follow(Followed.PAPER, str(number)) for number in interest.papers)


def _build(interest: Interest, follows: tuple[Follow, ...]) -> Interest:
    values = {kind: tuple(each.value for each in follows if each.kind is kind) for kind in Followed}
    return replace(
        interest,
        categories=values[Followed.CATEGORY],
        keywords=values[Followed.KEYWORD],
        organisations=values[Followed.ORGANISATION],
        papers=tuple(map(int, values[Followed.PAPER])),
    )


def _is_same(one: Follow, other: Follow) -> bool:
    return one.kind is other.kind and _fold(one.value) == _fold(other.value)


def _fold(text: str) -> str:
    """Without case, blanks and signs where anything is left then; "c++" and "c" stay two."""
    return compact_title(text) or text.casefold()
