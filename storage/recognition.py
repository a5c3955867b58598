"""Which papers of the catalog the rows of a list's new version are."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from data.identity.entries import Entry, entry_of
from data.identity.grouping import group_entries
from data.identity.matching import match_rows
from data.identity.resemblance import ENOUGH_TO_RETURN
from data.schema import Row
from storage.database import Session
from storage.placements import Placed, in_parts, load_placed_of_papers
from storage.tables import ContestedKeyRow, KeyRow
from storage.unions import load_vetoes


@dataclass(frozen=True, slots=True)
class Recognition:
    """For every row of the new version: the row of the last version that it continues, or None, and the paper that it
    is: a number of the catalog, or a negative one that rows of the same new paper share. `contested` are keys that
    stand on two papers; `proposals` are pairs of standing papers that may be one. `candidates` are the papers that
    share anything with a row that continues none."""

    continued: tuple[Placed | None, ...]
    papers: tuple[int, ...]
    contested: frozenset[str]
    proposals: frozenset[tuple[int, int]]
    candidates: frozenset[int] = frozenset()


async def recognise(session: Session, list_name: str, stored: Sequence[Placed], rows: Sequence[Row]) -> Recognition:
    """Decides for a whole version at once. `stored` are all rows that the list shows or has shown; without any this is
    its first import, in which equal titles are one paper. Writes nothing."""
    continued = _continue_rows(stored, rows)
    known = [placed.paper_id if placed else None for placed in continued]
    if None not in known:
        return Recognition(continued, tuple(number for number in known if number is not None), frozenset(), frozenset())
    here = [entry_of(row, list_name, paper) for row, paper in zip(rows, known, strict=True)]
    keys = {key for entry in here if entry.paper is None for key in entry.signs}
    going = {placed.id for placed in continued if placed}
    elsewhere = await _load_candidates(session, keys, without=going)
    if len(rows) == 1 and not elsewhere:
        return Recognition(continued, (-1,), frozenset(), frozenset())
    standing = {entry.paper for entry in (*here, *elsewhere) if entry.paper is not None}
    grouping = group_entries(
        [*here, *elsewhere],
        first=not stored,
        contested=await _load_contested(session, keys),
        vetoes=await load_vetoes(session, standing),
    )
    papers = _number_papers([*here, *elsewhere], grouping.groups)
    candidates = frozenset(entry.paper for entry in elsewhere if entry.paper is not None)
    return Recognition(continued, tuple(papers[: len(rows)]), grouping.contested, grouping.proposals, candidates)


def _continue_rows(stored: Sequence[Placed], rows: Sequence[Row]) -> tuple[Placed | None, ...]:
    """Matches rows to those that the list shows, then what is left to those that it has dropped."""
    shown = [placed for placed in stored if placed.removed_at is None]
    dropped = [placed for placed in stored if placed.removed_at is not None]
    found = [None if index is None else shown[index] for index in match_rows([one.row for one in shown], rows)]
    left = [index for index, placed in enumerate(found) if placed is None]
    if dropped and left:
        again = match_rows(
            [one.row for one in dropped],
            [rows[index] for index in left],
            least=ENOUGH_TO_RETURN,
            standing=[placed.row for placed in found if placed],
        )
        for index, old in zip(left, again, strict=True):
            found[index] = None if old is None else dropped[old]
    return tuple(found)


async def _load_candidates(session: Session, keys: set[str], *, without: set[int]) -> list[Entry]:
    """The stored rows of every paper that shares a key, a repository or a title."""
    paper_ids: set[int] = set()
    for part in in_parts(sorted(keys)):
        paper_ids.update((await session.execute(select(KeyRow.paper_id).where(KeyRow.key.in_(part)))).scalars())
    placed = await load_placed_of_papers(session, paper_ids)
    return [entry_of(one.row, one.list_name, one.paper_id) for one in placed if one.id not in without]


async def _load_contested(session: Session, keys: set[str]) -> set[str]:
    contested: set[str] = set()
    for part in in_parts(sorted(keys)):
        found = select(ContestedKeyRow.key).where(ContestedKeyRow.key.in_(part))
        contested.update((await session.execute(found)).scalars())
    return contested


def _number_papers(entries: Sequence[Entry], groups: Sequence[Sequence[int]]) -> list[int]:
    """A paper's number for each entry: the standing paper of its group, else a negative number of the group's own."""
    numbers = [0] * len(entries)
    for place, group in enumerate(groups, 1):
        standing = next((entries[index].paper for index in group if entries[index].paper is not None), None)
        for index in group:
            paper = entries[index].paper
            numbers[index] = paper if paper is not None else standing if standing is not None else -place
    return numbers
