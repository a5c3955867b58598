"""What a question asks: a visible query, and what is to be told of the papers that answer it."""

from dataclasses import dataclass
from enum import StrEnum

from data.query.query import Query
from data.schema import LinkKind


class Asked(StrEnum):
    """What is to be told."""

    PAPERS = "papers"  # the papers themselves
    COUNT = "count"  # how many papers
    WHETHER = "whether"  # yes or no: whether there is such a paper, or the named one is such
    WHEN = "when"
    WHO = "who"
    LINK = "link"
    SECTION = "section"
    STARS = "stars"
    HEAT = "heat"
    TITLE = "title"
    MOST = "most"  # which group of papers is the largest
    FEWEST = "fewest"
    NUMBER = "number"  # how many groups there are
    TABLE = "table"  # how many papers each group has
    RANGE = "range"  # from which year to which
    SHARE = "share"  # how many per cent
    FIRST = "first"  # which of several was published first
    LAST = "last"
    MORE = "more"  # which of several has more papers, or more stars
    FEWER = "fewer"
    BEYOND = "beyond"  # what no list knows


OF_ONE_PAPER = frozenset({Asked.WHEN, Asked.WHO, Asked.LINK, Asked.SECTION, Asked.STARS, Asked.HEAT, Asked.TITLE})
"""What is asked of one paper, so that words which may name one do."""


class Group(StrEnum):
    """What papers are grouped by."""

    ORGANISATION = "organisation"
    CATEGORY = "category"
    YEAR = "year"
    MONTH = "month"
    LIST = "list"


class Order(StrEnum):
    """Which papers come first."""

    NONE = ""
    NEWEST = "newest"
    OLDEST = "oldest"
    STARS = "stars"
    HEAT = "heat"


class Part(StrEnum):
    """A part of what was understood, which a person can take off."""

    NAME = "name"
    TOPIC = "topic"
    CATEGORY = "category"
    ORGANISATION = "organisation"
    TIME = "time"
    CODE = "code"
    STARS = "stars"
    HEAT = "heat"
    WORDS = "words"


_EVERYTHING = Query()


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which papers are meant. Every part narrows, and parts that are empty do not.

    `query` has the category, the organisation, the months, code and stars, and as text the words that mean nothing
    special. `name` is what papers are called, or an id; `topic` a subject that titles hold. `partner` is a second
    organisation: both must stand on a paper, or one of both where `either` is set. `min_heat` is 0 to 3.
    """

    query: Query = _EVERYTHING
    name: str = ""
    topic: str = ""
    partner: str = ""
    either: bool = False
    min_heat: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether every paper is meant."""
        return self == Narrowing()


ALL = Narrowing()
"""Every paper."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its words as they were asked, and the papers it stands for."""

    label: str
    papers: Narrowing


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks.

    `of` narrows the papers. `order` and `limit` (0: all) tell which of them come first. `by` is the group of MOST,
    FEWEST, NUMBER and TABLE, `link` the kind that LINK asks for (None: all), `among` the whole of which SHARE asks a
    part, `sides` what is compared. `claims_order` makes a comparison a matter of yes or no: "is A older than B";
    `at_least` does so with COUNT: "are there more than 50" (negative: fewer). `in_years` asks WHEN for the year alone.

    `unknown` holds words that name what no list has, an organisation or a paper; `lost` words that were not understood;
    `beyond` names what no list can know. `place` is the place in the earlier answer ("the second one"), from 1, or -1
    for the last. `leans` tells that the question goes on from the one before it.
    """

    asked: Asked
    of: Narrowing = ALL
    order: Order = Order.NONE
    limit: int = 0
    by: Group | None = None
    link: LinkKind | None = None
    among: Narrowing | None = None
    sides: tuple[Side, ...] = ()
    claims_order: bool = False
    at_least: int = 0
    in_years: bool = False
    unknown: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    beyond: str = ""
    place: int = 0
    leans: bool = False
