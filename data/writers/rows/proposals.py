"""What a list is asked to say, and what came of asking, as frozen values."""

from dataclasses import dataclass
from enum import StrEnum

from data.schema import Row


class Refusal(StrEnum):
    """Why a proposal cannot be written into a list."""

    FORMAT = "format"  # the list is no Markdown
    HTML_TABLE = "html_table"  # its section is a table in HTML
    NO_TITLE = "no_title"
    NO_LINK = "no_link"
    TITLE_TOO_LONG = "title_too_long"
    ALREADY_LISTED = "already_listed"  # a row of the list is this paper
    ROW_NOT_FOUND = "row_not_found"  # what was to be corrected is not there any more
    NOTHING_CHANGES = "nothing_changes"  # the list says so already, or has no place for it
    UNKNOWN_FORM = "unknown_form"  # the row is written in a way that cannot be changed piece by piece
    NOT_PROVEN = "not_proven"  # the result would read as something else


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row that a list is to have: a new one, or another wording of `before`, which it has.

    `number` names the submission, `credit` who is to be thanked ("" for nobody). A new row goes to the section that
    `row.section` names; where the list has none of that name, to the one that belongs to `category`; else to a new
    section at the end, which is called `row.section.name`. A row that comes `again` is of a paper that stands in other
    sections already.
    """

    number: int
    row: Row
    before: Row | None = None
    category: str = ""
    credit: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A proposal that stands in the result, on `line` (1-based), as `row`. `left_out` names facts that the list has no
    place for, or that are left for its curators to fill in ("stars", "month"); `new_section` tells that its heading is
    new, too."""

    proposal: Proposal
    row: Row
    line: int
    new_section: bool = False
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A proposal that does not stand in the result, and why."""

    proposal: Proposal
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Upstream:
    """What to hand to the curators of a list.

    `text` is the whole list with the proposals in it, `patch` the unified diff that leads there from the text that was
    given, "" where nothing could be written; `title` and `body` are the words for a pull request, in Markdown.
    """

    list_name: str
    path: str
    text: str
    patch: str
    title: str
    body: str
    written: tuple[WrittenRow, ...]
    refused: tuple[RefusedRow, ...]
