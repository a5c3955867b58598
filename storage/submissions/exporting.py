"""Back to the lists: what is approved and not yet upstream, as a patch for each list and the words that go with it."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from data.errors import DataError
from data.formats import parse_document
from data.schema import Row
from data.writers.rows.proposals import Proposal, Refusal, Upstream
from data.writers.rows.writing import write_upstream
from storage.database import Session
from storage.lists import OWN_LIST
from storage.placements import load_placed_of_papers
from storage.sources import Source, get_source, load_sources
from storage.submissions.loading import load_approved
from storage.submissions.planning import Target, choose_list, plan_amendment, plan_paper
from storage.submissions.submission import Fault, Kind, Submission

_DEFAULT_PATH = "README.md"
_SAFE_PATH = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+/")


class Left(StrEnum):
    """Why a submission goes into no list, beside what the writing of rows refuses."""

    NO_LIST = "no_list"  # no list that is followed is meant, or none is followed
    NOT_READ = "not_read"  # its list has not been read yet
    UNREADABLE = "unreadable"  # its list can no longer be read
    NOT_ON_LIST = "not_on_list"  # what is to be changed stands on no followed list
    BY_HAND = "by_hand"  # that two papers are one is for curators to mend


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An approved submission that stands in no patch. `list_name` is "" where none came into question."""

    submission_id: int
    title: str
    list_name: str
    reason: Left | Refusal


@dataclass(frozen=True, slots=True)
class PendingUpstream:
    """What to hand to curators: for each list with something to change its text, patch, and pull request, by name; and
    what could not be placed, by submission. Both are empty where nothing waits."""

    lists: tuple[Upstream, ...]
    left_out: tuple[LeftOut, ...]


async def export_pending(
    session: Session, list_name: str | None = None, texts: Mapping[str, str] | None = None
) -> PendingUpstream:
    """What is approved and not yet on its list, for all followed lists or one of them.

    Rows go into the text that was accepted last, or into that in `texts` for a list that is named there. Reads only;
    the writing, which takes about a tenth of a second a row, happens beside the event loop. Raises `ListNotFound`,
    `ListNotFollowed`.
    """
    sources = await load_sources(session)
    if list_name is not None:
        await get_source(session, list_name)
    approved = await load_approved(session, list_name)
    rows = await _load_rows(session, approved)
    task = _Export(sources, texts or {}, list_name)
    return await asyncio.to_thread(task.run, approved, rows)


class _Export:
    """One export under way. Nothing here touches the database."""

    def __init__(self, sources: Iterable[Source], texts: Mapping[str, str], list_name: str | None) -> None:
        self._sources = {source.name: source for source in sorted(sources, key=lambda one: -one.list_id)}
        self._texts = {name: texts.get(name, source.accepted_text) for name, source in self._sources.items()}
        self._only = list_name
        self._left: list[LeftOut] = []
        self._proposals: dict[str, list[Proposal]] = defaultdict(list)

    def run(self, approved: Sequence[Submission], rows: Mapping[int, Mapping[str, Sequence[Row]]]) -> PendingUpstream:
        targets, unreadable = self._read_targets()
        for submission in approved:
            if submission.kind is Kind.PAPER:
                self._plan_paper(submission, targets, unreadable)
            else:
                self._plan_amendment(submission, rows.get(submission.paper_id or 0, {}), unreadable)
        lists = [self._write(name) for name in sorted(self._proposals) if self._only in (None, name)]
        written = {row.proposal.number for one in lists for row in one.written}
        for one in lists:
            for refused in one.refused:
                number = refused.proposal.number
                if number not in written and all(left.submission_id != number for left in self._left):
                    self._left.append(LeftOut(number, refused.proposal.row.title, one.list_name, refused.reason))
        left = sorted(self._left, key=lambda one: one.submission_id)
        return PendingUpstream(tuple(one for one in lists if one.patch), tuple(left))

    def _read_targets(self) -> tuple[list[Target], dict[str, Left]]:
        """The lists that can be written into, the newest first, and why others cannot."""
        targets: list[Target] = []
        unreadable: dict[str, Left] = {}
        for name, text in self._texts.items():
            if not text:
                unreadable[name] = Left.NOT_READ
                continue
            try:
                targets.append(Target(name, parse_document(text, self._sources[name].format)))
            except DataError:
                unreadable[name] = Left.UNREADABLE
        return targets, unreadable

    def _plan_paper(self, submission: Submission, targets: Sequence[Target], unreadable: Mapping[str, Left]) -> None:
        target = choose_list(submission, targets)
        wanted = submission.facts.list_name
        if target is not None and self._only in (None, target.name):
            self._proposals[target.name].append(plan_paper(submission))
        elif target is None:
            reason = unreadable.get(wanted) or (next(iter(unreadable.values()), None) if not wanted else None)
            self._leave(submission, wanted, reason or Left.NO_LIST)

    def _plan_amendment(
        self, submission: Submission, rows: Mapping[str, Sequence[Row]], unreadable: Mapping[str, Left]
    ) -> None:
        if submission.fault is Fault.DUPLICATE:
            self._leave(submission, "", Left.BY_HAND)
            return
        own = {name: rows[name] for name in self._sources if rows.get(name) and self._only in (None, name)}
        planned = list(plan_amendment(submission, own))
        for name, proposal in planned:
            if name not in unreadable:
                self._proposals[name].append(proposal)
        if all(name in unreadable for name, _ in planned):
            name, reason = next(((name, unreadable[name]) for name, _ in planned), ("", Left.NOT_ON_LIST))
            if self._only is None or own:
                self._leave(submission, name, reason)

    def _leave(self, submission: Submission, list_name: str, reason: Left) -> None:
        title = submission.facts.title or submission.submitted.title
        self._left.append(LeftOut(submission.id, title, list_name, reason))

    def _write(self, name: str) -> Upstream:
        source = self._sources[name]
        return write_upstream(
            self._texts[name],
            self._proposals[name],
            list_name=name,
            path=path_of(source.url),
            format=source.format,
        )


def path_of(url: str) -> str:
    """The path of a list's file in its repository, as far as its address tells; else README.md."""
    pieces = [piece for piece in unquote(urlsplit(url).path).split("/") if piece]
    if urlsplit(url).hostname == "raw.githubusercontent.com" and len(pieces) > 3:
        head = pieces[2:5] if pieces[2:4] == ["refs", "heads"] else pieces[2:3]
        pieces = pieces[2 + len(head) :]
    else:
        pieces = pieces[-1:]
    path = str(PurePosixPath(*pieces)) if pieces else ""
    is_safe = "." in path and _SAFE_PATH.issuperset(path) and ".." not in pieces
    return path if is_safe else _DEFAULT_PATH


async def _load_rows(session: Session, approved: Iterable[Submission]) -> dict[int, dict[str, list[Row]]]:
    """The rows that lists show of the papers which are to be amended: by paper, then by the name of the list."""
    papers = {one.paper_id for one in approved if one.paper_id is not None and one.kind is not Kind.PAPER}
    rows: dict[int, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for placed in await load_placed_of_papers(session, papers):
        if placed.removed_at is None and placed.list_name != OWN_LIST:
            rows[placed.paper_id][placed.list_name].append(placed.row)
    return rows
