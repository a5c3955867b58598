"""Taking a version of a list into the catalog: recognise its rows, write what differs, tell the feed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from data.identity.following import follow_sections
from data.schema import Document, Row, Section
from storage.counters import CATALOG, PLACEMENTS, advance, hold_catalog
from storage.database import Session
from storage.differences import find_differences
from storage.feed import Change, append_changes
from storage.keys import write_keys
from storage.lists import get_or_create_list, touch_list
from storage.papers import create_papers, refresh_papers
from storage.placements import Placed, dump_row, in_parts, load_placed, same_facts, storable
from storage.recognition import Recognition, recognise
from storage.sections import write_sections
from storage.submissions.upstream import TakenOver, settle_upstream
from storage.tables import ContestedKeyRow, LinkRow, PlacementRow, table_of
from storage.unions import propose


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, in rows; `papers_added` counts papers that the catalog did not have. `changes` went to the
    feed; the first import of a list sends none."""

    list_name: str
    first: bool
    rows: int
    added: int
    updated: int
    unchanged: int
    removed: int
    papers_added: int
    changes: tuple[Change, ...]

    @property
    def is_unchanged(self) -> bool:
        """Whether every row says what it said, in whatever order."""
        return not (self.added or self.updated or self.removed)


async def import_document(
    session: Session,
    list_name: str,
    document: Document,
    now: datetime,
    on_row: Callable[[int, int], None] | None = None,
    *,
    announce: bool = True,
) -> ImportReport:
    """Makes a document the accepted version of a list, which is created if need be. One transaction: the caller's.

    A version that says what the last one said writes nothing. `on_row` hears of (rows written, rows in all). What
    changed goes to the feed, unless this is the list's first version or `announce` is false. Raises `InvalidListName`.
    """
    await hold_catalog(session)
    list_id = await get_or_create_list(session, list_name, document, now)
    stored = await load_placed(session, list_id=list_id)
    rows = tuple(map(storable, document.rows))
    recognition = await recognise(session, list_name, stored, rows)
    task = _Import(session, list_id, rows, stored, recognition, now, on_row)
    return await task.run(list_name, announce=announce and any(one.removed_at is None for one in stored))


class _Import:
    """One import under way: the list's rows before and after, and what is written on the way from one to the other."""

    def __init__(
        self,
        session: Session,
        list_id: int,
        rows: Sequence[Row],
        stored: Sequence[Placed],
        recognition: Recognition,
        now: datetime,
        on_row: Callable[[int, int], None] | None,
    ) -> None:
        self._session = session
        self._list_id = list_id
        self._rows = rows
        self._stored = stored
        self._recognition = recognition
        self._now = now
        self._on_row = on_row

    async def run(self, list_name: str, *, announce: bool) -> ImportReport:
        continued = self._recognition.continued
        shown = [placed for placed in self._stored if placed.removed_at is None]
        kept = {placed.id for placed in continued if placed}
        gone = [placed for placed in shown if placed.id not in kept]
        added = [index for index, placed in enumerate(continued) if placed is None or placed.removed_at is not None]
        updated = [
            index
            for index, placed in enumerate(continued)
            if placed and placed.removed_at is None and not same_facts(placed.row, self._rows[index])
        ]
        moved_only = any(placed and placed.position != index for index, placed in enumerate(continued))
        papers = list(self._recognition.papers)
        created = 0
        changes: tuple[Change, ...] = ()
        if added or updated or gone or moved_only:
            had_code = await self._papers_with_code({placed.paper_id for placed in self._stored})
            new = await self._create_papers(papers)
            created = len(new)
            await self._write_rows(papers, {*added, *updated})
            await self._drop_rows(gone, set(papers))
            taken = await self._settle_submissions(list_name, papers, (*added, *updated))
            touched = {papers[index] for index in (*added, *updated)} | {placed.paper_id for placed in gone}
            await refresh_papers(self._session, touched - new)
            changes = (*self._find_changes(papers, had_code, taken), *taken.changes) if announce else ()
            await self._finish(changes)
        return ImportReport(
            list_name=list_name,
            first=not shown,
            rows=len(self._rows),
            added=len(added),
            updated=len(updated),
            unchanged=len(self._rows) - len(added) - len(updated),
            removed=len(gone),
            papers_added=created,
            changes=changes,
        )

    async def _create_papers(self, papers: list[int]) -> set[int]:
        """Gives every new paper its number, in the place of the negative ones; returns the new numbers."""
        new: dict[int, list[Row]] = defaultdict(list)
        for number, row in zip(papers, self._rows, strict=True):
            if number < 0:
                new[number].append(row)
        ids = await create_papers(self._session, list(new.values()), self._now)
        numbers = dict(zip(new, ids, strict=True))
        papers[:] = [numbers.get(number, number) for number in papers]
        return set(ids)

    async def _write_rows(self, papers: Sequence[int], changed: set[int]) -> None:
        sections = await write_sections(self._session, self._list_id, self._rows)
        fresh: list[tuple[int, dict[str, Any]]] = []
        kept: list[dict[str, Any]] = []
        written: dict[int, int] = {}
        for index, placed in enumerate(self._recognition.continued):
            section_id = sections[self._rows[index].section.name]
            if placed is None:
                fresh.append((index, self._new_placement(index, papers[index], section_id)))
            elif index in changed or placed.position != index or placed.section_id != section_id:
                kept.append(self._kept_placement(placed, index, section_id))
            if placed is not None and index in changed:
                written[index] = placed.id
        for part in in_parts(kept, 1_000):
            await self._session.execute(update(PlacementRow), list(part))
        number = await advance(self._session, PLACEMENTS, len(fresh)) - len(fresh) if fresh else 0
        for index, values in fresh:
            number += 1
            values["id"] = written[index] = number
        for part in in_parts(fresh, 1_000):
            await self._session.execute(insert(table_of(PlacementRow)), [values for _, values in part])
            if self._on_row:
                self._on_row(part[-1][0] + 1, len(self._rows))
        rows = {number: (papers[index], self._rows[index]) for index, number in written.items()}
        await write_keys(self._session, rows, self._now)

    def _new_placement(self, index: int, paper_id: int, section_id: int) -> dict[str, Any]:
        return {
            "list_id": self._list_id,
            "section_id": section_id,
            "paper_id": paper_id,
            "position": index,
            "facts": dump_row(self._rows[index]),
            "since_at": self._now,
            "removed_at": None,
        }

    def _kept_placement(self, placed: Placed, index: int, section_id: int) -> dict[str, Any]:
        return {
            "id": placed.id,
            "position": index,
            "section_id": section_id,
            "facts": dump_row(self._rows[index]),
            "removed_at": None,
        }

    async def _drop_rows(self, gone: Sequence[Placed], still: set[int]) -> None:
        """Forgets dropped rows of papers that the list still shows, and keeps the others to recognise their return."""
        returned = [one for one in self._stored if one.removed_at and one.paper_id in still]
        continued = {placed.id for placed in self._recognition.continued if placed}
        forgotten = [one.id for one in (*gone, *returned) if one.paper_id in still and one.id not in continued]
        for part in in_parts(forgotten):
            await self._session.execute(delete(PlacementRow).where(PlacementRow.id.in_(part)))
        for part in in_parts([one.id for one in gone if one.paper_id not in still]):
            await self._session.execute(
                update(PlacementRow).where(PlacementRow.id.in_(part)).values(removed_at=self._now)
            )

    async def _settle_submissions(self, list_name: str, papers: Sequence[int], changed: Iterable[int]) -> TakenOver:
        rows: dict[int, list[Row]] = defaultdict(list)
        for index in changed:
            rows[papers[index]].append(self._rows[index])
        return await settle_upstream(self._session, list_name, rows, self._now)

    async def _papers_with_code(self, paper_ids: Iterable[int]) -> set[int]:
        found: set[int] = set()
        for part in in_parts(sorted(paper_ids)):
            linked = select(LinkRow.paper_id).where(LinkRow.kind == "code", LinkRow.paper_id.in_(part))
            found.update((await self._session.execute(linked)).scalars())
        return found

    def _find_changes(self, papers: Sequence[int], had_code: set[int], taken: TakenOver) -> Iterable[Change]:
        before: dict[int, list[Row]] = defaultdict(list)
        after: dict[int, list[Row]] = defaultdict(list)
        sections = self._follow_sections()
        dropped = {placed.paper_id for placed in self._stored if placed.removed_at}
        for placed in self._stored:
            if placed.removed_at is None:
                section = sections.get(placed.row.section.name, placed.row.section)
                before[placed.paper_id].append(replace(placed.row, section=section))
        for number, row in zip(papers, self._rows, strict=True):
            after[number].append(row)
        for number in dict.fromkeys([*papers, *before]):
            yield from find_differences(
                number,
                self._list_id,
                taken.as_told(number, before.get(number, ())),
                after.get(number, ()),
                was_listed=number in dropped,
                had_code=number in had_code,
            )

    def _follow_sections(self) -> dict[str, Section]:
        """What the sections of the last version are called now, so that a heading worded anew moves no paper."""
        shown = [placed for placed in self._stored if placed.removed_at is None]
        places = {placed.id: place for place, placed in enumerate(shown)}
        continued = [
            (places[placed.id], index)
            for index, placed in enumerate(self._recognition.continued)
            if placed and placed.id in places
        ]
        old, new = [placed.row.section for placed in shown], [row.section for row in self._rows]
        return follow_sections(old, new, continued)

    async def _finish(self, changes: Sequence[Change]) -> None:
        known = set((await self._session.execute(select(ContestedKeyRow.key))).scalars())
        for key in sorted(self._recognition.contested - known):
            self._session.add(ContestedKeyRow(key=key, since_at=self._now))
        await propose(self._session, self._recognition.proposals, self._now)
        await append_changes(self._session, changes, self._now)
        await touch_list(self._session, self._list_id, self._now)
        await advance(self._session, CATALOG)
