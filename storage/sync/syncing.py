"""Syncing one followed list: claim it, fetch it, read it, guard, apply; or leave everything as it was and say why."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from random import Random

from data.errors import DataError, FileUnreadable, InvalidRow, NotAList
from data.formats import parse_document
from data.formats.files import decode_source
from data.formats.reader import reader_fingerprint
from data.schema import Document, Problem
from storage import sources
from storage.counters import CHANGES, hold_catalog, read_counter
from storage.database import Database, Session
from storage.feed import ChangeKind, FeedEntry, load_feed
from storage.importing import ImportReport, import_document
from storage.placements import count_rows
from storage.sources import Source
from storage.sync.errors import ListUnreachable
from storage.sync.fetching import Fetched, Validators, fetch
from storage.sync.guard import MOST_ADDITIONS, Extent, HoldReason, find_hold_reason

LONGEST_PAUSE = timedelta(hours=24)
"""However often a list fails, it is tried again after this time."""

_FIRST_PAUSE = timedelta(minutes=5)


class Status(StrEnum):
    """How a sync ended."""

    APPLIED = "applied"
    UNCHANGED = "unchanged"
    HELD = "held"
    FAILED = "failed"
    BUSY = "busy"  # another process has the list


@dataclass(frozen=True, slots=True)
class Policy:
    """What the operator has set: how often lists are read, how many additions pass at once, the proxy."""

    interval: timedelta = timedelta(hours=6)
    jitter: timedelta = timedelta(minutes=30)
    most_additions: int = MOST_ADDITIONS
    proxy: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sync of one list came to. `reason` is "" or why it was held or failed ("drop", "status 404"); `changes`
    are those that were applied, or that would be. `digest` tells one version that is held from another; without
    `is_written` nothing was applied, and the changes have no numbers yet. `problems` and `skipped` are those of the
    document, where one was read."""

    name: str
    status: Status
    reason: str = ""
    rows: int = 0
    changes: tuple[FeedEntry, ...] = field(default=())
    is_written: bool = True
    digest: str = ""
    problems: tuple[Problem, ...] = field(default=())
    skipped: tuple[Problem, ...] = field(default=())


class _NotKept(Exception):
    """Rolls a transaction back and carries out what it would have come to."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.status)
        self.outcome = outcome


async def sync_list(
    database: Database,
    name: str,
    now: datetime,
    policy: Policy,
    *,
    accept: bool = False,
    dry_run: bool = False,
    due: bool = False,
) -> Outcome:
    """Syncs a followed list by its name.

    `accept` applies what the guard would hold; `dry_run` writes nothing, and tells what would be applied; with `due`
    the list is left alone until its time has come. Raises `ListNotFound`, `ListNotFollowed`.
    """
    source = await _claim(database, name, now, due=due, dry_run=dry_run)
    if source is None:
        return Outcome(name, Status.BUSY)
    task = _Sync(database, source, now, policy, accept=accept, dry_run=dry_run)
    try:
        fetched = await fetch(source.url, task.validators, now, proxy=policy.proxy)
        return await task.take(fetched)
    except ListUnreachable as error:
        return await task.fail(error)
    except Exception:
        await task.fail(ListUnreachable(source.url, "defect"))  # so that it is left alone longer each time
        raise
    except BaseException:
        await task.give_up()
        raise


async def review_held(database: Database, source: Source, now: datetime, policy: Policy, *, apply: bool) -> Outcome:
    """Applies the version that `source` holds, or with `apply` false tells what it would change.

    What was shown is what is applied, whatever has been held since. Where nothing is held it is `UNCHANGED`; a list
    that is being synced at this moment is `BUSY`.
    """
    if not source.held_text:
        return Outcome(source.name, Status.UNCHANGED)
    if apply and await _claim(database, source.name, now, due=False, dry_run=False) is None:
        return Outcome(source.name, Status.BUSY)
    task = _Sync(database, source, now, policy, accept=True, dry_run=not apply)
    return await task.take_text(source.held_text, Validators())


async def _claim(database: Database, name: str, now: datetime, *, due: bool, dry_run: bool) -> Source | None:
    """The list as it is once it is ours; None where another process has it. A dry run only looks."""
    if dry_run:
        async with database.read() as session:
            return await sources.get_source(session, name)
    async with database.write() as session:
        source = await sources.get_source(session, name)
        if not await sources.claim_source(session, source.list_id, now, due=due):
            return None
        return await sources.get_source(session, name)


class _Sync:
    """One sync under way."""

    def __init__(
        self, database: Database, source: Source, now: datetime, policy: Policy, *, accept: bool, dry_run: bool
    ) -> None:
        self._database = database
        self._source = source
        self._now = now
        self._policy = policy
        self._accept = accept
        self._dry_run = dry_run
        self._reader = reader_fingerprint()

    @property
    def validators(self) -> Validators:
        """What to ask the server with: nothing, where a version that waits for review may be wanted now."""
        return Validators() if self._accept or self._source.held_text else self._source.validators

    async def fail(self, error: ListUnreachable) -> Outcome:
        reason = f"status {error.status}" if error.status else error.reason
        if not self._dry_run:
            async with self._database.write() as session:
                next_at = self._now + self._pause(error.after)
                await sources.mark_failed(session, self._source, reason, self._now, next_at)
        return Outcome(self._source.name, Status.FAILED, reason)

    async def give_up(self) -> None:
        """Leaves the list to others after a fault of our own."""
        if not self._dry_run:
            async with self._database.write() as session:
                await sources.release_claim(session, self._source.list_id)

    async def take(self, fetched: Fetched) -> Outcome:
        if fetched.body is None:
            return await self._unchanged(fetched.validators, accepted=True)
        try:
            text = decode_source(fetched.body, Path(self._source.name))
        except FileUnreadable as error:
            reason = HoldReason.EMPTY if error.reason == "empty" else HoldReason.NO_TEXT
            return await self._hold(Outcome(self._source.name, Status.HELD, reason), "")
        return await self.take_text(text, fetched.validators)

    async def take_text(self, text: str, validators: Validators) -> Outcome:
        """Applies a version, or holds it."""
        digest = _digest(text)
        if digest == self._source.accepted_digest and self._reader == self._source.reader:
            return await self._unchanged(validators, accepted=True)
        if digest == self._source.rejected_digest and not self._accept:
            return await self._unchanged(Validators(), accepted=False)
        try:
            document = await asyncio.to_thread(parse_document, text, self._source.format)
        except (NotAList, InvalidRow) as error:
            reason = error.reason if isinstance(error, NotAList) else HoldReason.NO_ENTRIES
            return await self._hold(Outcome(self._source.name, Status.HELD, str(reason)), text)
        try:
            async with self._database.write() as session:
                outcome = await self._apply(session, document, text)
                await self._accepted(session, outcome, text, validators)
        except _NotKept as kept:
            outcome = kept.outcome
            if outcome.status is Status.HELD:
                outcome = await self._hold(outcome, text)
        return replace(outcome, problems=document.problems, skipped=document.skipped)

    async def _apply(self, session: Session, document: Document, text: str) -> Outcome:
        """Writes the version into the open transaction. Raises `_NotKept` where it must not stay."""
        name = self._source.name
        await hold_catalog(session)
        before = await count_rows(session, self._source.list_id)
        if self._source.reader and self._source.reader != self._reader:
            await self._read_again(session)
        last = await read_counter(session, CHANGES)
        report = await import_document(session, name, document, self._now)
        changes = await load_feed(session, after=last)
        outcome = Outcome(name, _status(report), "", report.rows, changes)
        held = None if self._accept else self._find_hold_reason(before, report, changes, text)
        if held:
            raise _NotKept(Outcome(name, Status.HELD, held, report.rows, changes, is_written=False))
        if self._dry_run:
            raise _NotKept(replace(outcome, is_written=False))
        return outcome

    async def _read_again(self, session: Session) -> None:
        """Takes the accepted text in as the present reader reads it: what it now sees otherwise is no news."""
        try:
            document = await asyncio.to_thread(parse_document, self._source.accepted_text, self._source.format)
        except DataError:
            return  # what the new reader cannot read at all is compared as it was read
        await import_document(session, self._source.name, document, self._now, announce=False)

    def _find_hold_reason(
        self, before: int, report: ImportReport, changes: tuple[FeedEntry, ...], text: str
    ) -> HoldReason | None:
        announced = sum(change.kind is ChangeKind.ADDED for change in changes)
        return find_hold_reason(
            Extent(before, report.rows, report.removed, announced),
            text=text,
            accepted_text=self._source.accepted_text,
            most_additions=self._policy.most_additions,
        )

    async def _accepted(self, session: Session, outcome: Outcome, text: str, validators: Validators) -> None:
        await sources.mark_accepted(
            session,
            self._source,
            validators,
            text=text,
            digest=_digest(text),
            reader=self._reader,
            changed=outcome.status is Status.APPLIED,
            now=self._now,
            next_at=self._next_at(),
        )

    async def _unchanged(self, validators: Validators, *, accepted: bool) -> Outcome:
        if not self._dry_run:
            async with self._database.write() as session:
                next_at = self._next_at()
                await sources.mark_unchanged(session, self._source, validators, self._now, next_at, accepted=accepted)
        async with self._database.read() as session:
            rows = await count_rows(session, self._source.list_id)
        return Outcome(self._source.name, Status.UNCHANGED, rows=rows)

    async def _hold(self, outcome: Outcome, text: str) -> Outcome:
        if not self._dry_run:
            async with self._database.write() as session:
                await sources.mark_held(
                    session,
                    self._source,
                    outcome.reason,
                    text=text,
                    digest=_digest(text),
                    now=self._now,
                    next_at=self._next_at(),
                )
        return replace(outcome, digest=_digest(text))

    def _next_at(self) -> datetime:
        """The next time of this list; lists of one interval spread out by a share of the jitter that is their own."""
        share = Random(f"{self._source.name} {self._now.date()}").random()  # noqa: S311 - nothing secret
        return self._now + self._policy.interval + self._policy.jitter * share

    def _pause(self, asked: float) -> timedelta:
        """How long a failing list is left alone: doubling from five minutes, and for as long as its server asked."""
        doubled = _FIRST_PAUSE * (1 << min(self._source.failures, 10))
        return min(max(doubled, timedelta(seconds=asked)), LONGEST_PAUSE)


def _status(report: ImportReport) -> Status:
    return Status.UNCHANGED if report.is_unchanged and not report.first else Status.APPLIED


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
