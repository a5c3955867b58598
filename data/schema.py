"""What a row of a list says, as frozen values. A row is not a paper: see `data.identity`."""

from dataclasses import dataclass, field
from enum import StrEnum

from data.months import Month


class LinkKind(StrEnum):
    """What a link leads to."""

    PAPER = "paper"
    CODE = "code"
    DOCS = "docs"
    BLOG = "blog"
    REPORT = "report"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a row. `url` is http(s), or "" where the list shows a label and states no target (a rendered page)."""

    kind: LinkKind
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of one list that has rows. `name` is the heading without emoji and back link; `anchor` its stable key,
    as the list's own links to it say, or "" where it has none; `heat` the fire marks behind its name, 0 to 3."""

    name: str
    anchor: str = ""
    heat: int = 0
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The facts of one row, in the list's own words where a word of ours would lose something.

    `line` is 1-based. `prefix` is what stood before the colon of an alias ("SP"); `organisations` are canonical names
    and `organisation_text` what the list wrote. `published` is what the row states, never what a link suggests. `stars`
    and `heat` are 0 to 3. `keys` are the identity keys of `data.identity.keys`, strongest first.
    """

    title: str
    section: Section
    line: int
    aliases: tuple[str, ...] = ()
    prefix: str = ""
    organisations: tuple[str, ...] = ()
    organisation_text: str = ""
    published: Month | None = None
    stars: int = 0
    heat: int = 0
    links: tuple[Link, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a curator may want to mend: `kind` is one of `PROBLEM_KINDS`, `text` the piece of the document."""

    line: int
    kind: str
    text: str


PROBLEM_KINDS = (
    "empty_link",  # a label with an empty target
    "unsafe_link",  # a target that is not http(s)
    "relative_link",  # a target within the list's own repository
    "broken_link",  # brackets of a link that do not fit together, so that a page shows them
    "unknown_mark",  # a rating that is neither a row of stars nor a number
    "unknown_date",  # a date cell that states no month
    "missing_cell",  # a row with fewer cells than its header
    "extra_cell",  # a row with more cells than its header
    "no_title",  # something in the place of a row that has no title
    "truncated",  # a text beyond what is read, such as a title of thousands of characters
)

SKIP_KINDS = (
    "no_link",  # an item that leads nowhere
    "navigation",  # links within the document
    "pointer",  # links to other pages of the list itself
    "archive",  # links to nothing but archives
    "section",  # items below a heading that announces no entries: contents, licence, news
    "introduction",  # links in the words before the first section
    "prose",  # a paragraph with links that is no entry
    "no_titles",  # a table in which no column names entries
)


@dataclass(frozen=True, slots=True)
class Document:
    """A list as read: its rows in order, what was wrong with it, and what was passed over as no entry, with its line
    and one of `SKIP_KINDS` for the reason. Every row that the text has is in `rows`."""

    format: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    title: str = ""
    sections: tuple[Section, ...] = field(default=())
    skipped: tuple[Problem, ...] = ()
