"""The lists that are followed: where each is fetched from, and how it has been going."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update

from data.schema import Document
from storage.database import Session
from storage.errors import ListNotFound
from storage.lists import get_or_create_list
from storage.sync.addresses import list_url
from storage.sync.errors import ListNotFollowed
from storage.sync.fetching import Validators
from storage.tables import ListRow, SourceRow

CLAIM = timedelta(seconds=90)
"""For how long one process has a list to itself; longer than a sync takes, and what a killed one costs the next."""


@dataclass(frozen=True, slots=True)
class Health:
    """How following a list has been going; instants are aware, UTC.

    `failing_since` is set while every attempt fails, with the `failure` of the last one ("status 404"); a list that is
    quiet has a `succeeded_at` that is newer than its `changed_at`. `held_at` is set while a version waits for review.
    """

    checked_at: datetime | None
    succeeded_at: datetime | None
    changed_at: datetime | None
    failing_since: datetime | None
    failure: str
    held_at: datetime | None
    held_reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """A followed list."""

    list_id: int
    name: str
    url: str
    format: str
    validators: Validators
    accepted_digest: str
    accepted_text: str
    reader: str
    failures: int
    held_digest: str
    held_text: str
    rejected_digest: str
    health: Health


async def follow_list(session: Session, name: str, address: str, format: str, now: datetime) -> str:  # noqa: A002
    """Follows a list from now on, or from another address than before; returns the address that is fetched.

    Raises `InvalidListName`, `InvalidListUrl`.
    """
    url = list_url(address)
    list_id = await get_or_create_list(session, name, Document(format, ()), now)
    row = await session.get(SourceRow, list_id)
    if row is None:
        row = _new_source(list_id)
        session.add(row)
    elif (row.url, row.format) != (url, format):
        row.accepted_digest = ""  # the same bytes may mean something else now
        _release(row)
    row.url, row.format, row.etag, row.last_modified, row.next_at = url, format, "", "", now
    info = await session.get_one(ListRow, list_id)
    info.url = info.url or address
    await session.flush()
    return url


async def unfollow_list(session: Session, list_id: int) -> None:
    """Forgets where a list was fetched from; its rows stay as they are."""
    await session.execute(delete(SourceRow).where(SourceRow.list_id == list_id))


async def load_sources(session: Session) -> tuple[Source, ...]:
    """Every followed list, by name."""
    found = select(SourceRow, ListRow.name).join(ListRow, ListRow.id == SourceRow.list_id).order_by(ListRow.name)
    return tuple(_source(row, name) for row, name in await session.execute(found))


async def get_source(session: Session, name: str) -> Source:
    """The followed list of this name. Raises `ListNotFound`, `ListNotFollowed`."""
    found = select(SourceRow).join(ListRow, ListRow.id == SourceRow.list_id).where(ListRow.name == name)
    row = (await session.execute(found)).scalar_one_or_none()
    if row is not None:
        return _source(row, name)
    if (await session.execute(select(ListRow.id).where(ListRow.name == name))).scalar_one_or_none() is None:
        raise ListNotFound(name)
    raise ListNotFollowed(name)


async def load_health(session: Session) -> dict[str, Health]:
    """How following each list has been going, by the names of the lists; no texts are read."""
    columns = (getattr(SourceRow, field.name) for field in fields(Health))
    found = select(ListRow.name, *columns).join(ListRow, ListRow.id == SourceRow.list_id)
    return {name: Health(*values) for name, *values in await session.execute(found)}


async def forget_version(session: Session, name: str) -> None:
    """Makes the next sync read a list anew, as after an import by hand; nothing happens to one that is not followed."""
    of_list = select(ListRow.id).where(ListRow.name == name).scalar_subquery()
    blank = {"accepted_digest": "", "etag": "", "last_modified": ""}
    await session.execute(update(SourceRow).where(SourceRow.list_id == of_list).values(**blank))


async def claim_source(session: Session, list_id: int, now: datetime, *, due: bool) -> bool:
    """Takes a list for one sync, so that no other process syncs it at the same time; false where another has it.

    With `due` it is taken only when its time has come.
    """
    free = or_(SourceRow.claimed_until.is_(None), SourceRow.claimed_until <= now)
    claim = update(SourceRow).where(SourceRow.list_id == list_id, free)
    if due:
        claim = claim.where(SourceRow.next_at <= now)
    taken = claim.values(claimed_until=now + CLAIM, checked_at=now).returning(SourceRow.list_id)
    return (await session.execute(taken)).scalar_one_or_none() is not None


async def release_claim(session: Session, list_id: int) -> None:
    """Leaves a list to others."""
    await session.execute(update(SourceRow).where(SourceRow.list_id == list_id).values(claimed_until=None))


async def find_due_sources(session: Session, now: datetime) -> tuple[str, ...]:
    """The names of the lists whose time has come, the longest overdue first."""
    free = or_(SourceRow.claimed_until.is_(None), SourceRow.claimed_until <= now)
    found = select(ListRow.name).join(SourceRow, SourceRow.list_id == ListRow.id)
    due = found.where(SourceRow.next_at <= now, free).order_by(SourceRow.next_at)
    return tuple((await session.execute(due)).scalars())


async def mark_failed(session: Session, source: Source, failure: str, now: datetime, next_at: datetime) -> None:
    """Notes that a sync failed and when to try again."""
    row = await _get_row(session, source)
    row.failure, row.failures, row.next_at, row.claimed_until = failure, row.failures + 1, next_at, None
    row.failing_since = row.failing_since or now


async def mark_unchanged(
    session: Session, source: Source, validators: Validators, now: datetime, next_at: datetime, *, accepted: bool
) -> None:
    """Notes that a list was read and is what it was. `accepted` says that it was the accepted version that was read:
    what was held back is no longer what the list says."""
    row = await _get_row(session, source)
    _succeed(row, validators, now, next_at)
    if accepted:
        _release(row)


async def mark_accepted(
    session: Session,
    source: Source,
    validators: Validators,
    *,
    text: str,
    digest: str,
    reader: str,
    changed: bool,
    now: datetime,
    next_at: datetime,
) -> None:
    """Notes that a version was taken into the catalog; what was held back before is forgotten."""
    row = await _get_row(session, source)
    _succeed(row, validators, now, next_at)
    row.accepted_text, row.accepted_digest, row.reader = text, digest, reader
    if changed:
        row.changed_at = now
    _release(row)
    row.rejected_digest = ""


async def mark_held(
    session: Session, source: Source, reason: str, *, text: str, digest: str, now: datetime, next_at: datetime
) -> None:
    """Keeps a version back for the operator. The list is being read, so this is no failure."""
    row = await _get_row(session, source)
    _succeed(row, Validators(), now, next_at)
    row.held_at = row.held_at if row.held_digest == digest and row.held_at else now
    row.held_reason, row.held_text, row.held_digest = reason, text, digest


async def mark_rejected(session: Session, source: Source) -> None:
    """Notes that the operator does not want the version that `source` holds; it is not held again. Another one that
    has taken its place meanwhile stays held."""
    row = await _get_row(session, source)
    row.rejected_digest = source.held_digest
    if row.held_digest == source.held_digest:
        _release(row)


async def _get_row(session: Session, source: Source) -> SourceRow:
    row = await session.get(SourceRow, source.list_id)
    if row is None:
        raise ListNotFollowed(source.name)
    return row


def _succeed(row: SourceRow, validators: Validators, now: datetime, next_at: datetime) -> None:
    row.etag, row.last_modified = validators.etag, validators.last_modified
    row.succeeded_at, row.next_at, row.claimed_until = now, next_at, None
    row.failing_since, row.failures, row.failure = None, 0, ""


def _release(row: SourceRow) -> None:
    row.held_at, row.held_reason, row.held_text, row.held_digest = None, "", "", ""


def _new_source(list_id: int) -> SourceRow:
    return SourceRow(
        list_id=list_id,
        accepted_digest="",
        accepted_text="",
        reader="",
        claimed_until=None,
        checked_at=None,
        succeeded_at=None,
        changed_at=None,
        failing_since=None,
        failures=0,
        failure="",
        held_at=None,
        held_reason="",
        held_digest="",
        held_text="",
        rejected_digest="",
    )


def _source(row: SourceRow, name: str) -> Source:
    return Source(
        list_id=row.list_id,
        name=name,
        url=row.url,
        format=row.format,
        validators=Validators(row.etag, row.last_modified),
        accepted_digest=row.accepted_digest,
        accepted_text=row.accepted_text,
        reader=row.reader,
        failures=row.failures,
        held_digest=row.held_digest,
        held_text=row.held_text,
        rejected_digest=row.rejected_digest,
        health=Health(
            checked_at=row.checked_at,
            succeeded_at=row.succeeded_at,
            changed_at=row.changed_at,
            failing_since=row.failing_since,
            failure=row.failure,
            held_at=row.held_at,
            held_reason=row.held_reason,
        ),
    )
