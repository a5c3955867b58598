"""Categories: stable topics of our own, to which the headings of lists are mapped."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.identity.titles import compact_title, fold
from data.schema import Section

LONGEST_SLUG = 60
_LEXICON = Path(__file__).parent / "lexicon" / "categories.toml"


@dataclass(frozen=True, slots=True)
class Category:
    """A stable topic of our own. `names` maps a locale ("en-US", "zh-CN") to its name; a section that the lexicon does
    not map is a category of its own and has its heading as its only name, under "en-US". `position` orders the
    categories of the lexicon; those of their own come after all of them."""

    slug: str
    names: dict[str, str]
    position: int


def categorise(section: Section) -> Category:
    """The topic that a heading belongs to: by its name, else by its anchor, else a category of its own."""
    by_heading, by_anchor = _mapping()
    known = by_heading.get(compact_title(section.name)) or by_anchor.get(compact_title(section.anchor))
    return known or Category(_slug(section.name), {"en-US": section.name}, len(known_categories()))


@cache
def known_categories() -> tuple[Category, ...]:
    """The topics of the lexicon, in their order."""
    return tuple(
        Category(slug, {"en-US": topic["en"], "zh-CN": topic["zh"]}, position)
        for position, (slug, topic) in enumerate(_topics().items())
    )


def _slug(heading: str) -> str:
    words = re.findall(r"\w+", fold(heading).replace("_", " "))
    return "-".join(words)[:LONGEST_SLUG].strip("-") or "others"


@cache
def _topics() -> dict[str, dict[str, str]]:
    return tomllib.loads(_LEXICON.read_text(encoding="utf-8"))


@cache
def _mapping() -> tuple[dict[str, Category], dict[str, Category]]:
    categories = {category.slug: category for category in known_categories()}
    by_heading, by_anchor = (
        {compact_title(text): categories[slug] for slug, topic in _topics().items() for text in topic.get(field, ())}
        for field in ("headings", "anchors")
    )
    return by_heading, by_anchor
