import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage import sources
from storage.catalog import load_papers, read_version
from storage.database import Database
from storage.sources import CLAIM, Health, follow_list, get_source
from storage.sync import syncing
from storage.sync.errors import ListNotFollowed
from storage.sync.syncing import Outcome, Policy, Status, review_held, sync_list

HEAD = "# Papers\n\n## KV Cache\n\n|Date|Title|Paper|Code|Recom|\n|:-:|:-:|:-:|:-:|:-:|\n"
Sync = Callable[..., Awaitable[Outcome]]


def row(number: int, *, title: str = "", code: str = "⚠️", stars: str = "⭐️") -> str:
    title = title or f"[P{number}] P{number}: Paper of number {number} about caches(@MIT)"
    return f"|2024.{number % 12 + 1:02}|{title}|[[pdf]](https://arxiv.org/abs/2401.{number:05})|{code}|{stars} |\n"


def text(*numbers: int, **changed: str) -> str:
    return HEAD + "".join(changed.get(f"r{number}", row(number)) for number in numbers)


@pytest.fixture
async def sync(database: Database, site: Any, now: datetime) -> Sync:
    """Serves a text as the list and syncs it, an hour after the last time."""
    async with database.write() as session:
        await follow_list(session, "mine", site.url(), "auto", now)
    moment = now

    async def run(body: str | None = None, **options: Any) -> Outcome:
        nonlocal moment
        moment += timedelta(hours=1)
        if body is not None:
            site.text(body)
        return await sync_list(database, "mine", moment, options.pop("policy", Policy()), **options)

    return run


async def health(database: Database) -> Health:
    async with database.read() as session:
        return (await get_source(session, "mine")).health


async def state(database: Database) -> tuple[object, ...]:
    async with database.read() as session:
        return await read_version(session), await load_papers(session)


def kinds(outcome: Outcome) -> list[str]:
    return [change.kind.value for change in outcome.changes]


async def test_a_first_sync_announces_nothing_and_a_second_is_unchanged(database: Database, sync: Sync) -> None:
    first = await sync(text(*range(30)))
    assert (first.status, first.rows, first.changes) == (Status.APPLIED, 30, ())
    before = await state(database)
    second = await sync()
    assert (second.status, second.rows) == (Status.UNCHANGED, 30)
    assert await state(database) == before


async def test_changes_are_told_with_title_list_section_and_number(sync: Sync) -> None:
    await sync(text(*range(20)))
    outcome = await sync(text(*range(21), r3=row(3, code="[[c]](https://github.com/a/b)"), r4=row(4, stars="⭐️⭐️")))
    assert sorted(kinds(outcome)) == ["added", "code_released", "rated"]
    assert [change.seq for change in outcome.changes] == [1, 2, 3]
    added = next(change for change in outcome.changes if change.kind == "added")
    assert (added.title, added.list_name, added.section) == ("P20: Paper of number 20 about caches", "mine", "KV Cache")


HELD = {
    "html_page": "<!DOCTYPE html><html><body>Log in</body></html>",
    "empty": "   \n",
    "no_entries": "# Moved\n\nThis list has moved.\n",
    "drop": text(*range(15), 99),
    "truncated": text(*range(19)) + "|2024.08|[P19] P19: Pap",
    "additions": text(*range(46)),
}


@pytest.mark.parametrize("reason", HELD)
async def test_what_looks_wrong_is_held_and_nothing_changes(database: Database, sync: Sync, reason: str) -> None:
    whole = text(*range(20))
    await sync(whole)
    before = await state(database)
    outcome = await sync(HELD[reason])
    assert (outcome.status, outcome.reason) == (Status.HELD, reason)
    assert await state(database) == before
    assert (await health(database)).held_reason == reason
    again = await sync()
    assert (again.status, again.digest) == (Status.HELD, outcome.digest), "and it stays held"
    assert (await sync(text(*range(21)))).status is Status.APPLIED, "and the next good version is applied"
    assert (await health(database)).held_at is None


async def test_what_is_held_can_be_looked_at_and_applied(database: Database, sync: Sync, now: datetime) -> None:
    await sync(text(*range(20)))
    await sync(HELD["additions"])
    async with database.read() as session:
        held = await get_source(session, "mine")
    looked = await review_held(database, held, now, Policy(), apply=False)
    assert kinds(looked) == ["added"] * 26
    assert len((await state(database))[1]) == 20  # type: ignore[arg-type]
    await sync(text(*range(60)))
    applied = await review_held(database, held, now + timedelta(days=1), Policy(), apply=True)
    assert (applied.status, len(applied.changes)) == (Status.APPLIED, 26)
    async with database.read() as session:
        done = await get_source(session, "mine")
    assert (await review_held(database, done, now, Policy(), apply=True)).status is Status.UNCHANGED


async def test_a_version_that_is_no_longer_served_is_no_longer_held(database: Database, sync: Sync) -> None:
    await sync(text(*range(20)))
    await sync(HELD["html_page"])
    assert (await sync(text(*range(20)))).status is Status.UNCHANGED
    assert (await health(database)).held_at is None


async def test_a_reader_that_loses_rows_is_held_like_a_list_that_does(
    database: Database, sync: Sync, now: datetime, import_rows: Any, make_row: Any
) -> None:
    """The accepted text, read again, has far fewer rows than the list shows: the guard counts what is shown."""
    from sqlalchemy import update

    from storage.tables import SourceRow

    await sync(text(*range(20)))
    async with database.write() as session:
        few = text(1)
        await session.execute(update(SourceRow).values(reader="an older one", accepted_text=few))
    assert (await sync(text(1, 2))).reason == "drop"


async def test_the_accepted_text_is_the_list_to_the_last_character(sync: Sync, database: Database) -> None:
    written = "\ufeff" + text(1, 2).replace("\n", "\r\n")
    await sync(written)
    async with database.read() as session:
        assert (await get_source(session, "mine")).accepted_text == written
    assert (await sync(text(1, 2))).status is Status.UNCHANGED, "other ends of lines are no news"


async def test_accepting_applies_what_would_be_held(sync: Sync) -> None:
    await sync(text(*range(20)))
    assert (await sync(HELD["drop"])).status is Status.HELD
    accepted = await sync(accept=True)
    assert accepted.status is Status.APPLIED
    assert kinds(accepted).count("removed") == 5


async def test_the_limit_of_additions_is_the_operator_s(sync: Sync) -> None:
    await sync(text(*range(20)))
    assert (await sync(HELD["additions"], policy=Policy(most_additions=26))).status is Status.APPLIED


async def test_a_dry_run_tells_and_writes_nothing(database: Database, sync: Sync) -> None:
    await sync(text(*range(20)))
    before, healthy = await state(database), await health(database)
    assert kinds(await sync(text(*range(21)), dry_run=True)) == ["added"]
    assert (await state(database), await health(database)) == (before, healthy)


async def test_a_failing_list_says_since_when_and_is_left_alone_longer_each_time(
    database: Database, sync: Sync, site: Any, now: datetime
) -> None:
    await sync(text(1))
    site.status(404)
    pauses = []
    for _ in range(3):
        outcome = await sync()
        assert (outcome.status, outcome.reason) == (Status.FAILED, "status 404")
        async with database.read() as session:
            source = await get_source(session, "mine")
        assert source.health.checked_at is not None
        pauses.append(await _next_at(database) - source.health.checked_at)
    assert pauses == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20)]
    assert (await health(database)).failing_since == now + timedelta(hours=2)
    assert (await sync(text(1))).status is Status.UNCHANGED
    assert (await health(database)).failing_since is None


async def test_a_server_that_asks_for_an_hour_gets_it(database: Database, sync: Sync, site: Any, now: datetime) -> None:
    site.status(429, Retry_After="3600")
    await sync()
    assert await _next_at(database) - now == timedelta(hours=2)


async def _next_at(database: Database) -> datetime:
    from sqlalchemy import select

    from storage.tables import SourceRow

    async with database.read() as session:
        return (await session.execute(select(SourceRow.next_at))).scalar_one()


async def test_two_syncs_at_once_apply_once(database: Database, sync: Sync, site: Any, now: datetime) -> None:
    await sync(text(*range(20)))
    site.text(text(*range(21)))
    both = await asyncio.gather(
        *(sync_list(database, "mine", now + timedelta(days=1), Policy()) for _ in range(2))
    )  # fmt: skip
    statuses = sorted(outcome.status.value for outcome in both)
    assert statuses[0] == "applied"
    assert statuses[1] in {"busy", "unchanged"}, "the other came while it was claimed, or after"
    assert sorted(len(outcome.changes) for outcome in both) == [0, 1]


async def test_a_killed_sync_costs_the_next_one_no_more_than_its_claim(
    database: Database, sync: Sync, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sync(text(*range(20)))
    before = await state(database)

    async def die(*_: object, **__: object) -> None:
        raise SystemExit

    async def never(*_: object, **__: object) -> None:
        """The process is gone: nothing gives the claim up."""

    with monkeypatch.context() as patched:
        patched.setattr(sources, "mark_accepted", die)
        patched.setattr(sources, "release_claim", never)
        with pytest.raises(SystemExit):
            await sync(text(*range(21)))
    assert await state(database) == before
    killed_at = now + timedelta(hours=2)
    assert (await sync_list(database, "mine", killed_at + CLAIM / 2, Policy())).status is Status.BUSY
    assert (await sync_list(database, "mine", killed_at + CLAIM, Policy())).status is Status.APPLIED


async def test_a_fault_of_our_own_gives_the_claim_up_at_once(
    database: Database, sync: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a defect")

    with monkeypatch.context() as patched:
        patched.setattr(syncing, "import_document", fail)
        with pytest.raises(RuntimeError, match="a defect"):
            await sync(text(1))
    assert (await sync(text(1))).status is Status.APPLIED


async def test_a_list_is_left_alone_until_its_time_has_come(sync: Sync) -> None:
    assert (await sync(text(1), due=True)).status is Status.APPLIED
    assert (await sync(due=True)).status is Status.BUSY


async def test_what_a_better_reader_sees_is_no_news(
    database: Database, sync: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that did not see stars is replaced by one that does, while the list gains a row."""
    blind = text(*range(20))
    await sync(blind)
    from sqlalchemy import update

    from storage.tables import PlacementRow, SourceRow

    async with database.write() as session:
        await session.execute(update(SourceRow).values(reader="an older one"))
        facts = (await session.get_one(PlacementRow, 1)).facts
        await session.execute(update(PlacementRow).where(PlacementRow.id == 1).values(facts={**facts, "stars": 0}))
    assert kinds(await sync(text(*range(21)))) == ["added"]


async def test_a_list_that_is_not_followed_cannot_be_synced(
    database: Database, now: datetime, import_rows: Any, make_row: Any, tmp_path: Path
) -> None:
    await import_rows(make_row("AWQ"))
    with pytest.raises(ListNotFollowed):
        await sync_list(database, "mine", now, Policy())
