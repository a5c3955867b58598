"""The one query type: what to look for, among what, in which order."""

from dataclasses import dataclass
from enum import StrEnum

from data.months import Month


class Sort(StrEnum):
    """How results are ordered. Ties fall to the newer month, then to the title."""

    RELEVANCE = "relevance"
    PUBLISHED = "published"  # newest month first, undated last
    FIRST_SEEN = "first_seen"  # what the catalog saw last comes first


@dataclass(frozen=True, slots=True)
class Query:
    """A look-up. Every part narrows; parts that are None or empty do not.

    `text` is free words. `category` is a category's slug and `organisation` a canonical name. `since` and `until` are
    months of publication, both included; a paper without a month fits neither. `has_code` True wants a code link and
    False wants none. `min_stars` is 0 to 3. `like` is the number of a paper that others shall resemble; 0 asks for no
    resemblance.
    """

    text: str = ""
    category: str = ""
    organisation: str = ""
    since: Month | None = None
    until: Month | None = None
    has_code: bool | None = None
    min_stars: int = 0
    sort: Sort = Sort.RELEVANCE
    like: int = 0
