"""A query that buttons carry in their custom ids.

A custom id holds 100 characters and a query may need more, so the buttons of one message hold it together, each a
piece of it with its number: Discord hands the whole message over when one of them is pressed. Nothing has to be kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.screens.custom_ids import GOTO, open_paper, turn_to
from bot.screens.limits import CUSTOM_ID
from data.query.query import Query
from data.query.text import parse_query, render_query

LONGEST_TEXT = 200
"""Characters of a query's text that the buttons of every page have room for, whatever its filters are; whether there is
room for an organisation as well, `can_carry` tells."""

_MOST_PAGES, _LARGEST_NUMBER = 99_999, 2**63 - 1
_NUMBERS = "0123456789abcdefghij"
_PIECE = re.compile(r"(?:turn:\d+|goto|open:\d+|drop:[a-z]+\d+)~(?P<number>[0-9a-j])(?P<piece>.*)~", re.DOTALL)


def carry(query: Query, custom_ids: Sequence[str]) -> list[str]:
    """The same custom ids, at most twenty, each with a piece of the query behind it.

    Raises ValueError where they have no room for it; a text of at most `LONGEST_TEXT` characters fits on every page of
    results.
    """
    rest, carried = _render_state(query), []
    for number, custom_id in enumerate(custom_ids):
        head = f"{custom_id}~{_NUMBERS[number]}"
        room = CUSTOM_ID - len(head) - 1
        carried.append(f"{head}{rest[:room]}~")
        rest = rest[room:]
    if rest:
        raise ValueError("no room for the query")
    return carried


def can_carry(query: Query) -> bool:
    """Whether the buttons of every page of results have room for a query, also those of a last page of one paper."""
    try:
        carry(query, [turn_to(_MOST_PAGES), GOTO, turn_to(_MOST_PAGES), open_paper(_LARGEST_NUMBER)])
    except ValueError:
        return False
    return True


def find_query(custom_ids: Iterable[str]) -> Query | None:
    """The query that the custom ids of a message carry together, or None where a piece is missing."""
    pieces = dict(_pieces(custom_ids))
    if not pieces or max(pieces) != len(pieces) - 1:
        return None
    return _parse_state("".join(pieces[number] for number in sorted(pieces)))


def _pieces(custom_ids: Iterable[str]) -> Iterator[tuple[int, str]]:
    for custom_id in custom_ids:
        match = _PIECE.fullmatch(custom_id)
        if match:
            yield _NUMBERS.index(match["number"]), match["piece"]


def _render_state(query: Query) -> str:
    """The filters as a line with its length before it, and the text behind it as it is: quoting could double it."""
    filters = render_query(replace(query, text=""))
    return f"{len(filters)}~{filters}{query.text}"


def _parse_state(state: str) -> Query | None:
    length, mark, rest = state.partition("~")
    if not mark or not length.isascii() or not length.isdigit():
        return None
    query = parse_query(rest[: int(length)])
    return replace(query, text=rest[int(length) :])
