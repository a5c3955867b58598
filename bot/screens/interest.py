"""What a digest tells of, in words: Markdown that is safe to show."""

from collections.abc import Mapping, Sequence

from bot.screens.changes import name_kind
from bot.screens.markdown import escape
from bot.screens.phrases import join_some
from bot.texts import Words
from storage.digests.matching import Obstacle
from storage.digests.subscription import Interest
from storage.feed import ChangeKind

_ROOM, _EACH = 300, 70  # characters for the values of a part, and of each


def tell_interest(interest: Interest, categories: Mapping[str, str], words: Words) -> list[str]:
    """What papers a digest is for, a line for each part; one line for a digest of everything. `categories` has their
    names by slug, as lists write them."""
    wanted = [keyword for keyword in interest.keywords if not keyword.startswith("-")]
    unwanted = [keyword.removeprefix("-") for keyword in interest.keywords if keyword.startswith("-")]
    lines = []
    if interest.categories:
        names = [categories.get(slug, slug) for slug in interest.categories]
        lines.append(words.say("in {categories}", categories=_several(names, words)))
    if wanted:
        lines.append(words.say("about {keywords}", keywords=_several(wanted, words)))
    if interest.organisations:
        lines.append(words.say("from {organisations}", organisations=_several(interest.organisations, words)))
    if unwanted:
        lines.append(words.say("not about {keywords}", keywords=_several(unwanted, words)))
    if interest.has_code is not None:
        lines.append(words.say("with code") if interest.has_code else words.say("without code"))
    if interest.min_stars:
        lines.append(words.say_count("at least {count} star of 3", "at least {count} stars of 3", interest.min_stars))
    return lines or [words.say("all papers")]


def tell_kinds(kinds: Sequence[ChangeKind], words: Words) -> str:
    """What a digest tells of those papers."""
    return words.together([name_kind(kind, words) for kind in kinds])


def tell_obstacle(obstacle: Obstacle, words: Words) -> str:
    """What keeps a paper out of a digest."""
    return {
        Obstacle.CATEGORY: words.say("it stands in none of the digest's categories"),
        Obstacle.KEYWORD: words.say("none of the digest's keywords fits it"),
        Obstacle.EXCLUDED: words.say("a keyword that the digest leaves out fits it"),
        Obstacle.ORGANISATION: words.say("it is from none of the digest's organisations"),
        Obstacle.CODE: words.say("the digest asks for papers with code, or without, and it is not one of them"),
        Obstacle.STARS: words.say("it has fewer stars than the digest asks for"),
        Obstacle.NOT_FOLLOWED: words.say("it is nothing that you follow"),
    }[obstacle]


def _several(values: Sequence[str], words: Words) -> str:
    shown = [f"**{text}**" for value in values if (text := escape(value, _EACH))]
    return join_some(shown, _ROOM, words) if shown else words.say("(untitled)")
