"""Categories: stable topics of our own, to which the headings of lists are mapped."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """A stable topic of our own. `names` maps a locale ("en-US", "zh-CN") to its name; a section that the lexicon does
    not map is a category of its own and has its heading as its only name, under "en-US"."""

    slug: str
    names: dict[str, str]
    position: int
